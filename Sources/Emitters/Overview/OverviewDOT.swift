import Diagnostics

/// The diagram of an overview for Graphviz.
package enum OverviewDOT {
  package static func render(_ overview: Overview) -> String {
    var text = """
      digraph privatelink {
        charset="UTF-8"; rankdir=LR; compound=true; fontname="Helvetica";
        node [shape=box, style=rounded, fontname="Helvetica", fontsize=11];
        edge [fontname="Helvetica", fontsize=10];

      """
    var number = 0
    for project in overview.projects {
      for environment in project.environments {
        number += 1
        text += environmentText(OverviewDiagram(environment, of: project.project), number)
      }
    }
    return text + "}\n"
  }

  private static func environmentText(_ diagram: OverviewDiagram, _ number: Int) -> String {
    let (customer, adobe) = diagram.lanes.enumerated().reduce(into: ("", "")) { sides, lane in
      let near = nodes(lane.element.near, named: "e\(number)l\(lane.offset + 1)n", in: lane.element)
      let far = nodes(lane.element.far, named: "e\(number)l\(lane.offset + 1)f", in: lane.element)
      sides.0 += lane.element.startsAtCustomer ? near : far
      sides.1 += lane.element.startsAtCustomer ? far : near
    }
    var text = "  subgraph cluster_e\(number) {\n    label=\(quoted(diagram.title)); labeljust=l;\n"
    text += network("cluster_e\(number)_customer", [diagram.customer, diagram.customerDetail], nodes: customer)
    text += network("cluster_e\(number)_adobe", [diagram.adobe, diagram.adobeDetail], nodes: adobe)
    for (index, lane) in diagram.lanes.enumerated() {
      let name = "e\(number)l\(index + 1)"
      let label = quoted([lane.ports, lane.state + (lane.detail.map { " (\($0))" } ?? "")])
      let style = lane.style == .connected ? "bold" : lane.style == .faulty ? "dotted" : "dashed"
      let ends =
        lane.startsAtCustomer
        ? "\(name)n\(lane.near.count) -> \(name)f1 [" : "\(name)f1 -> \(name)n\(lane.near.count) [dir=back, "
      text += "    \(ends)label=\(label), style=\(style)];\n"
    }
    return text + "  }\n"
  }

  private static func network(_ name: String, _ title: [String], nodes: String) -> String {
    "    subgraph \(name) {\n      label=\(quoted(title.filter { !$0.isEmpty })); style=rounded;\n\(nodes)    }\n"
  }

  private static func nodes(_ nodes: [OverviewDiagram.Node], named name: String, in lane: OverviewDiagram.Lane)
    -> String
  {
    var text = ""
    for (index, node) in nodes.enumerated() {
      let detail = node.name ?? (node.exists ? nil : "not known yet")
      let style = node.exists ? "" : ", style=\"rounded,dashed\""
      text += "      \(name)\(index + 1) [label=\(quoted([node.kind, detail].compactMap(\.self)))\(style)];\n"
    }
    // Toward the customer the traffic goes from right to left, so that each network stays on its side.
    for index in 1..<nodes.count {
      text +=
        lane.startsAtCustomer
        ? "      \(name)\(index) -> \(name)\(index + 1);\n"
        : "      \(name)\(index + 1) -> \(name)\(index) [dir=back];\n"
    }
    return text
  }

  private static func quoted(_ text: String) -> String { quoted([text]) }

  /// Lines between quotes. A backslash would begin an escape, and an ampersand an entity.
  private static func quoted(_ lines: [String]) -> String {
    let escaped = lines.map { line in
      var text = ""
      for scalar in line.unicodeScalars {
        switch scalar {
        case "\\": text += "\\\\"
        case "\"": text += "\\\""
        case "&": text += "&amp;"
        case _ where Display.isUnsafe(scalar): text += "<\(Display.codePoint(scalar))>"
        default: text.unicodeScalars.append(scalar)
        }
      }
      return text
    }
    return "\"\(escaped.joined(separator: "\\n"))\""
  }
}
