import Diagnostics
import ManifestModel

/// The things that a manifest names, as a tree: projects, environments, endpoint services, ports.
struct Symbols {
  struct Symbol {
    let name: String
    let detail: String
    /// As the protocol numbers them.
    let kind: Int
    let range: Range<Int>
    let selection: Range<Int>
    var children: [Symbol] = []
  }

  private let declared: DeclaredOutline
  private var outline: Outline { declared.outline }

  init(_ bytes: [UInt8]) {
    declared = DeclaredOutline(outline: Outline(bytes), language: ManifestKey.mapping)
  }

  var all: [Symbol] { outline.roots.flatMap { entries(of: ManifestKey.projects, in: $0).map(project) } }

  private func entries(of key: some MappingKey, in node: Int) -> [Int] {
    guard let entry = outline.nodes[node].children.first(where: { outline.key(of: $0) == key.field.key }) else {
      return []
    }
    return outline.nodes[entry].children.filter { !(outline.key(of: $0) ?? "").hasPrefix("x-") }
  }

  private func value(_ key: some MappingKey, of node: Int) -> String {
    outline.entry(key.field.key, of: node).map { outline.text(of: $0) } ?? ""
  }

  private func project(_ node: Int) -> Symbol {
    symbol(
      node,
      detail: value(ProjectKey.title, of: node),
      kind: 2,
      children: entries(of: ProjectKey.environments, in: node).map(environment)
    )
  }

  private func environment(_ node: Int) -> Symbol {
    let services = entries(of: EnvironmentKey.endpointServices, in: node).map(service)
    let ports = entries(of: EnvironmentKey.ports, in: node).map(port)
    return symbol(node, detail: value(EnvironmentKey.connection, of: node), kind: 3, children: ports + services)
  }

  private func service(_ node: Int) -> Symbol {
    symbol(
      node,
      detail: "endpoint service",
      kind: 11,
      children: entries(of: EndpointServiceKey.ports, in: node).map(port)
    )
  }

  private func port(_ node: Int) -> Symbol {
    let number = value(PortKey.port, of: node)
    return symbol(
      node,
      detail: number.isEmpty ? "" : "port \(number)",
      kind: 7,
      children: [],
      named: value(PortKey.service, of: node)
    )
  }

  private func symbol(_ node: Int, detail: String, kind: Int, children: [Symbol], named name: String? = nil)
    -> Symbol
  {
    let own = outline.nodes[node]
    let range = own.start..<max(own.start, outline.end(of: node))
    let name = name ?? outline.key(of: node) ?? ""
    return Symbol(
      name: name.isEmpty ? "?" : Display.oneLine(name),
      detail: Display.oneLine(detail),
      kind: kind,
      range: range,
      selection: own.key ?? range,
      children: children
    )
  }
}

extension Outline {
  /// Where a node and everything in it ends.
  func end(of node: Int) -> Int {
    var end = nodes[node].key?.upperBound ?? nodes[node].start
    var pending = [node]
    while let next = pending.popLast() {
      end = max(end, nodes[next].text.upperBound + (nodes[next].isQuoted ? 1 : 0))
      // Nodes are in order, so that the last child reaches furthest.
      if let last = nodes[next].children.last { pending.append(last) }
    }
    return min(end, bytes.count)
  }
}
