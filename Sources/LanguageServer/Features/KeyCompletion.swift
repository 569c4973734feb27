import ManifestModel
import Reference

/// Offers the keys that a mapping may still take, required ones first, with the form of their values.
struct KeyCompletion {
  let declared: DeclaredOutline
  let slot: CursorContext.KeySlot
  let takesSnippets: Bool
  /// Before the text: the dash of a new item.
  var prefix = ""
  private let cloud: Cloud?

  init(_ declared: DeclaredOutline, _ slot: CursorContext.KeySlot, takesSnippets: Bool) {
    self.declared = declared
    self.slot = slot
    self.takesSnippets = takesSnippets
    cloud = declared.cloud(around: slot.node)
  }

  var items: [CompletionItem] {
    switch slot.type {
    case .mapping(let mapping): mapping.fields.filter(isOffered).map(item)
    case .named(let format, let mapping): named(format, mapping)
    case .table(let names, let element):
      (declared.policyIDs + names).filter { !slot.present.contains($0) }.map { name in
        var snippet = SnippetWriter(isOn: takesSnippets)
        let value = form(element, &snippet, indent: "  ")
        return item(name, colon: slot.hasColon ? "" : ":" + value, isSnippet: takesSnippets, .property)
      }
    default: []
    }
  }

  /// What is there already is not offered again, and nothing of the other cloud is.
  private func isOffered(_ field: FieldDeclaration) -> Bool {
    if slot.present.contains(field.key) { return false }
    if let own = field.cloud, let cloud, own != cloud { return false }
    // If the ID shows the type, the key has nothing to add.
    if field.need == .requiredForUntellingID { return !isTellingID }
    return true
  }

  private var isTellingID: Bool {
    guard var id = declared.environmentID(around: slot.node) else { return false }
    return id.withUTF8 { EnvironmentID.type(of: Text($0)) != nil }
  }

  private func isRequired(_ field: FieldDeclaration) -> Bool {
    switch field.need {
    case .required: true
    case .requiredOn(let own): own == cloud
    case .requiredForUntellingID: true
    case .optional: isEndpointServices(field) && isBidirectional
    }
  }

  /// A bidirectional connection needs its endpoint services: the rule `endpoint-service-missing`.
  private func isEndpointServices(_ field: FieldDeclaration) -> Bool {
    field.key == EnvironmentKey.endpointServices.field.key
  }

  private var isBidirectional: Bool {
    let key = EnvironmentKey.connection.field.key
    guard declared.outline.nodes[slot.node].kind == .mapping, let entry = declared.outline.entry(key, of: slot.node)
    else {
      return false
    }
    return declared.outline.text(of: entry) == Connection.bidirectional.rawValue
  }

  private func item(_ field: FieldDeclaration) -> CompletionItem {
    var snippet = SnippetWriter(isOn: takesSnippets)
    let value = slot.isFlow ? flowForm(field.type, &snippet) : form(field.type, &snippet, indent: "  ")
    var item = item(
      field.key,
      colon: slot.hasColon ? "" : ":" + value,
      isSnippet: takesSnippets && !slot.hasColon,
      .property
    )
    let isNeeded = isRequired(field)
    item.detail = FieldText.need(field, on: cloud) ?? (isNeeded ? "required" : nil)
    item.documentation = FieldText.description(field, on: cloud)
    item.rank = isNeeded ? 0 : 1
    return item
  }

  private func item(_ name: String, colon: String, isSnippet: Bool, _ kind: CompletionItem.Kind) -> CompletionItem {
    CompletionItem(
      label: name,
      kind: kind,
      text: prefix + name + colon,
      isSnippet: isSnippet,
      replaced: slot.replaced
    )
  }

  private func named(_ format: ValueType.Format, _ mapping: MappingDeclaration) -> [CompletionItem] {
    format.offered(on: cloud).filter { !slot.present.contains($0.value) }.map { offered in
      var snippet = SnippetWriter(isOn: takesSnippets)
      let form = slot.isFlow ? flowForm(.mapping(mapping), &snippet) : form(.mapping(mapping), &snippet, indent: "  ")
      var item = item(
        offered.value,
        colon: slot.hasColon ? "" : ":" + form,
        isSnippet: takesSnippets && !slot.hasColon,
        .module
      )
      item.detail = mapping.name
      item.documentation = mapping.doc + "."
      return item
    }
  }

  // MARK: Forms

  /// The form of a value after its colon, in block style; nothing but a space where nothing can be foreseen.
  private func form(_ type: ValueType, _ snippet: inout SnippetWriter, indent: String) -> String {
    guard takesSnippets else { return isCollection(type) ? "" : " " }
    switch type {
    case .mapping(let mapping): return entries(of: mapping, &snippet, indent: indent)
    case .named(let format, let mapping):
      let names = format.offered(on: cloud).map(\.value)
      let name = names.isEmpty ? snippet.place(KeyCompletion.placeholder(format)) : snippet.choice(names)
      return "\n\(indent)\(name):" + entries(of: mapping, &snippet, indent: indent + "  ")
    case .list(.mapping(let mapping)): return "\n\(indent)- " + flowEntries(of: mapping, &snippet)
    case .list(let element): return "\n\(indent)- " + scalar(element, &snippet)
    default: return " " + scalar(type, &snippet)
    }
  }

  private func isCollection(_ type: ValueType) -> Bool {
    switch type {
    case .mapping, .named, .table, .list: true
    default: false
    }
  }

  /// The keys that a mapping needs.
  private func entries(of mapping: MappingDeclaration, _ snippet: inout SnippetWriter, indent: String) -> String {
    let needed = mapping.fields.filter { isNeeded($0) }
    guard !needed.isEmpty else { return "\n" + indent + snippet.place() }
    return needed.map { field in
      "\n\(indent)\(field.key):" + form(field.type, &snippet, indent: indent + "  ")
    }.joined()
  }

  private func isNeeded(_ field: FieldDeclaration) -> Bool {
    if field.need == .required { return true }
    return cloud.map { field.need == .requiredOn($0) } ?? false
  }

  private func flowForm(_ type: ValueType, _ snippet: inout SnippetWriter) -> String {
    guard takesSnippets else { return " " }
    switch type {
    case .mapping(let mapping): return " " + flowEntries(of: mapping, &snippet)
    case .named: return " { \(snippet.place()) }"
    case .list(.mapping(let mapping)): return " [" + flowEntries(of: mapping, &snippet) + "]"
    case .list(let element): return " [" + scalar(element, &snippet) + "]"
    default: return " " + scalar(type, &snippet)
    }
  }

  func flowEntries(of mapping: MappingDeclaration, _ snippet: inout SnippetWriter) -> String {
    let needed = mapping.fields.filter { isNeeded($0) }
    guard !needed.isEmpty else { return "{ \(snippet.place()) }" }
    return "{ " + needed.map { $0.key + ":" + flowForm($0.type, &snippet) }.joined(separator: ", ") + " }"
  }

  /// A choice where the values are known, the value if there is one, else an empty place.
  private func scalar(_ type: ValueType, _ snippet: inout SnippetWriter) -> String {
    switch type {
    case .enumeration(let values): snippet.choice(values)
    case .integer(let range) where range.count == 1: String(range.lowerBound)
    case .boolean: snippet.choice(["true", "false"])
    case .identifier(.account) where cloud != .azure: "\"\(snippet.place())\""
    default: snippet.place()
    }
  }

  private static func placeholder(_ format: ValueType.Format) -> String {
    format == .projectID ? "project-id" : "name"
  }
}
