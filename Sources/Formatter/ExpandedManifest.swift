import Diagnostics
import ManifestModel
import YAMLTree

/// A manifest written out in full, as YAML: aliases and merges resolved, what the settings supply written at its place,
/// keys in their order.
///
/// Scalars are kept as they are written, so that what is found in the result is what is found in the manifest. Comments
/// are left out, those of `notes` apart, and so are keys of one's own, unless a policy looks at them.
package struct ExpandedManifest {
  /// Comments that are written before an entry, or on the line of a key with a collection below it.
  package struct Notes {
    fileprivate var written: [NodeID: [String]] = [:]
    fileprivate var supplied: [NodeID: [String]] = [:]

    package init() {}

    /// `node`: a key or value.
    package mutating func add(_ note: String, to node: NodeID) {
      if written[node]?.contains(note) != true { written[node, default: []].append(note) }
    }

    /// `owner`: the key of what lacks the value, or the root of the manifest.
    package mutating func add(_ note: String, toSuppliedOf owner: NodeID) {
      if supplied[owner]?.contains(note) != true { supplied[owner, default: []].append(note) }
    }
  }

  private let file: ManifestFile
  private let ownKeys: Set<String>
  private let notes: Notes
  private let isWanted: (Project, Environment?) -> Bool
  private let origin: (Location) -> String
  private var lines: [String] = []
  private var tree: YAMLTree { file.tree }

  /// - Parameters:
  ///   - file: the file that is written out.
  ///   - ownKeys: the keys that begin with `x-` and are kept.
  ///   - notes: comments of the result.
  ///   - isWanted: which projects and environments are written.
  ///   - origin: names the place of a default.
  package init(
    _ file: ManifestFile,
    keeping ownKeys: Set<String>,
    notes: Notes,
    where isWanted: @escaping (Project, Environment?) -> Bool,
    origin: @escaping (Location) -> String
  ) {
    self.file = file
    self.ownKeys = ownKeys
    self.notes = notes
    self.isWanted = isWanted
    self.origin = origin
  }

  /// The documents of the file that have a project that is wanted.
  package static func documents(_ manifest: ExpandedManifest) -> [String] {
    manifest.file.manifests.indices.compactMap { index in
      var manifest = manifest
      guard manifest.writeDocument(index) else { return nil }
      return manifest.lines.map { $0 + "\n" }.joined()
    }
  }

  // MARK: Levels

  private mutating func writeDocument(_ index: Int) -> Bool {
    let manifest = file.manifests[index]
    let projects = file.projects[manifest.projects.range].filter { project in
      isWanted(project, nil) && file.environments[project.environments.range].contains { isWanted(project, $0) }
    }
    guard !projects.isEmpty else { return false }
    let fields = fields(of: manifest.root, ManifestKey.mapping)
    for key in ManifestKey.allCases {
      let field = fields.first { $0.name == key.field.key }
      switch key {
      case .limits: writeEdition(manifest, field)
      case .company: write(key.field, at: manifest.company.place, of: manifest.root, else: field, indentation: 0)
      case .contacts: write(key.field, at: manifest.contactList, of: manifest.root, else: field, indentation: 0)
      case .projects: if let field { addKey(field, indentation: 0) }
      case .version: if let field { write(field, 0) }
      }
    }
    for project in projects { write(project) }
    for field in fields where field.name.hasPrefix("x-") { write(field, 0) }
    return true
  }

  private mutating func writeEdition(_ manifest: Manifest, _ field: Entry?) {
    if file.editionOverride == nil, let field, manifest.edition.isPresent { return write(field, 0) }
    lines.append("\(ManifestKey.limits.field.key): \(file.edition(of: manifest).id)")
  }

  private mutating func write(_ project: Project) {
    addName(project.id, indentation: 2)
    let fields = fields(of: project.place.node, ProjectKey.mapping)
    for field in fields where field.name != ProjectKey.environments.field.key { write(field, 4) }
    addKey(ProjectKey.environments.field.key, fields, indentation: 4)
    for environment in file.environments[project.environments.range] where isWanted(project, environment) {
      addName(environment.id, indentation: 6)
      write(environment)
    }
  }

  private mutating func write(_ environment: Environment) {
    let fields = fields(of: environment.place.node, EnvironmentKey.mapping)
    for key in EnvironmentKey.allCases {
      let field = fields.first { $0.name == key.field.key }
      guard key == .customer else {
        if let field { write(field, 8) }
        continue
      }
      if let field, tree.hasSupply, !tree.isSupplied(environment.customer.node) {
        write(field, of: environment)
      } else {
        write(key.field, at: environment.customer, of: environment.id.node, else: field, indentation: 8)
      }
    }
    for field in fields where field.name.hasPrefix("x-") { write(field, 8) }
  }

  /// A customer that is written, with what the settings add to it.
  private mutating func write(_ customer: Entry, of environment: Environment) {
    addKey(customer, indentation: 8)
    let fields = fields(of: tree.resolve(customer.value), CustomerKey.mapping)
    for key in CustomerKey.allCases {
      let field = fields.first { $0.name == key.field.key }
      switch key {
      case .account: write(key.field, at: environment.account.place, of: customer.key, else: field, indentation: 10)
      case .region: write(key.field, at: environment.region.place, of: customer.key, else: field, indentation: 10)
      case .subscriptions:
        write(key.field, at: environment.subscriptionList.place, of: customer.key, else: field, indentation: 10)
      }
    }
    for field in fields where field.name.hasPrefix("x-") { write(field, 10) }
  }

  /// A value that the settings supply, with its place; else what is written.
  private mutating func write(
    _ field: FieldDeclaration,
    at place: Place,
    of owner: NodeID,
    else written: Entry?,
    indentation: Int
  ) {
    guard let supplied = tree.supplied(place.node) else {
      if let written { write(written, indentation) }
      return
    }
    let spaces = String(repeating: " ", count: indentation)
    for note in notes.supplied[owner] ?? [] { lines.append(spaces + note) }
    let note = " # default of \(origin(supplied.location))"
    if tree[place.node].kind == .scalar {
      lines.append("\(spaces)\(field.key): \(scalar(place.node))\(note)")
    } else {
      lines.append("\(spaces)\(field.key):\(note)")
      writeChildren(of: place.node, field.type, indentation + 2)
    }
  }

  // MARK: Entries

  /// A key and its value as they are written; aliases are not followed yet.
  private struct Entry {
    let key: NodeID
    let value: NodeID
    let name: String
    let type: ValueType?
  }

  /// The entries of a mapping of the language in the order of its declaration, then keys of one's own that are kept.
  private func fields(of mapping: NodeID, _ declaration: MappingDeclaration) -> [Entry] {
    let entries = entries(of: mapping)
    let known = declaration.fields.compactMap { field in
      entries.first { $0.name == field.key }.map {
        Entry(key: $0.key, value: $0.value, name: $0.name, type: field.type)
      }
    }
    return known + entries.filter { $0.name.hasPrefix("x-") && ownKeys.contains($0.name) }
  }

  /// The entries of any mapping, merges resolved; what is written beats what is merged in.
  private func entries(of mapping: NodeID) -> [Entry] {
    var found: [Entry] = []
    var seen: Set<ByteKey> = []
    collect(mapping, into: &found, seen: &seen)
    return found
  }

  private func collect(_ mapping: NodeID, into found: inout [Entry], seen: inout Set<ByteKey>) {
    guard tree[mapping].kind == .mapping else { return }
    var merges: [NodeID] = []
    var key = mapping + 1
    while key < tree.next(mapping) {
      let value = tree.next(key)
      defer { key = tree.next(value) }
      let named = tree.resolve(key)
      if tree[key].isLeftOut { continue }
      let name = tree.text(named).string
      if tree.isMerge(named) {
        merges.append(value)
      } else if seen.insert(ByteKey(name)).inserted {
        found.append(Entry(key: key, value: value, name: name, type: nil))
      }
    }
    for merge in merges {
      for base in tree.mergedMappings(merge) { collect(base, into: &found, seen: &seen) }
    }
  }

  private mutating func write(_ entry: Entry, _ indentation: Int) {
    let value = tree.resolve(entry.value)
    let spaces = String(repeating: " ", count: indentation)
    switch tree[value].kind {
    case .mapping, .sequence:
      guard tree.next(value) > value + 1 else {
        addNotes(before: [entry.value, value, entry.key], indentation)
        return lines.append("\(spaces)\(key(entry.key)): \(tree[value].kind == .mapping ? "{}" : "[]")")
      }
      addKey(entry, indentation: indentation)
      writeChildren(of: value, entry.type, indentation + 2)
    case .scalar, .alias:
      addNotes(before: [entry.value, value, entry.key], indentation)
      let text = scalar(value)
      lines.append("\(spaces)\(key(entry.key)):\(text.isEmpty ? "" : " ")\(text)")
    }
  }

  private mutating func writeChildren(of collection: NodeID, _ type: ValueType?, _ indentation: Int) {
    if tree[collection].kind == .sequence {
      var element: ValueType?
      if case .list(let declared)? = type { element = declared }
      for item in tree.children(of: collection) { write(item: item, element, indentation) }
      return
    }
    for entry in typedEntries(of: collection, type) { write(entry, indentation) }
  }

  private func typedEntries(of mapping: NodeID, _ type: ValueType?) -> [Entry] {
    switch type {
    case .mapping(let declaration)?: fields(of: mapping, declaration)
    case .named(_, let declaration)?:
      entries(of: mapping).filter { !$0.name.hasPrefix("x-") || ownKeys.contains($0.name) }.map {
        Entry(key: $0.key, value: $0.value, name: $0.name, type: .mapping(declaration))
      }
    default: entries(of: mapping)
    }
  }

  private mutating func write(item: NodeID, _ type: ValueType?, _ indentation: Int) {
    let value = tree.resolve(item)
    let spaces = String(repeating: " ", count: indentation)
    addNotes(before: [item, value], indentation)
    guard tree[value].kind != .scalar else { return lines.append("\(spaces)- \(scalar(value))") }
    let first = lines.count
    writeChildren(of: value, type, indentation + 2)
    guard let line = lines.indices[first...].first(where: { !isComment(lines[$0]) }) else {
      return lines.append("\(spaces)- \(tree[value].kind == .mapping ? "{}" : "[]")")
    }
    lines[line] = "\(spaces)- \(lines[line].dropFirst(indentation + 2))"
  }

  private func isComment(_ line: String) -> Bool { line.utf8.first { $0 != UInt8(ascii: " ") } == UInt8(ascii: "#") }

  // MARK: Lines

  private mutating func addKey(_ name: String, _ fields: [Entry], indentation: Int) {
    if let field = fields.first(where: { $0.name == name }) { addKey(field, indentation: indentation) }
  }

  /// The line of a key with a collection below it.
  private mutating func addKey(_ entry: Entry, indentation: Int) {
    addKey(entry.key, with: [entry.key, entry.value], indentation: indentation)
  }

  private mutating func addName(_ id: Place, indentation: Int) {
    addKey(id.node, with: [id.node], indentation: indentation)
  }

  private mutating func addKey(_ key: NodeID, with nodes: [NodeID], indentation: Int) {
    let found = nodes.compactMap { notes.written[$0] }
    // What is before an entry covers all of it: here it has to be on the line.
    for note in found.joined().dropFirst() { lines.append(String(repeating: " ", count: indentation) + note) }
    let note = found.joined().first.map { " " + $0 } ?? ""
    lines.append("\(String(repeating: " ", count: indentation))\(self.key(key)):\(note)")
  }

  private mutating func addNotes(before nodes: [NodeID], _ indentation: Int) {
    var seen: Set<NodeID> = []
    for node in nodes where seen.insert(node).inserted {
      for note in notes.written[node] ?? [] { lines.append(String(repeating: " ", count: indentation) + note) }
    }
  }

  private func key(_ id: NodeID) -> String { scalar(tree.resolve(id)) }

  /// A scalar as it is written, where that is on one line; else, and for what the settings supply, in double quotes if
  /// it needs quotes.
  private func scalar(_ id: NodeID) -> String {
    let node = tree[id]
    if tree.isSupplied(id) {
      let text = tree.text(id)
      return PlainText.isSafe(text, inFlow: false) && !text.isDigits ? text.string : YAMLText.doubleQuoted(text.string)
    }
    let tag = tree.tags[id].map { tree.source.text($0.span) + " " } ?? ""
    let written = tree.source.text(node.span)
    let isOneLine = !node.span.range.contains { LineBreak.length(at: $0, in: tree.source.bytes) > 0 }
    switch node.style {
    case .plain, .singleQuoted, .doubleQuoted:
      if isOneLine, !(node.style == .plain && PlainText.containsUnsafe(tree.text(id))) { return tag + written }
    default: break
    }
    return tag + YAMLText.doubleQuoted(tree.text(id).string)
  }
}
