import Diagnostics
import Linter
import ManifestModel
import Reference
import Rules
import YAMLTree

/// `textDocument/hover`: what a key means, what a value is read as, why there is a finding.
extension Server {
  func hover(_ params: JSON, _ writer: inout JSONWriter) throws(ResponseError) {
    let text = try text(of: params)
    let offset = text.lines.offset(of: try Position(params["position"]))
    guard let language = language(of: text) else { return writer.null() }
    var hover = hover(in: text, at: offset, language) ?? Hover(range: offset..<offset, parts: [])
    for finding in findings(at: offset, in: text) {
      if hover.parts.isEmpty { hover.range = finding.location.span.range }
      hover.parts.append(Server.explanation(of: finding))
    }
    guard !hover.parts.isEmpty else { return writer.null() }
    let markdown = hover.parts.joined(separator: "\n\n---\n\n")
    writer.object { writer in
      writer.object("contents") { writer in
        writer.field("kind", client.takesMarkdownInHover ? "markdown" : "plaintext")
        writer.field("value", Server.covered(client.takesMarkdownInHover ? markdown : Server.plain(markdown)))
      }
      writer.key("range")
      text.lines.range(of: Span(hover.range)).write(to: &writer)
    }
  }

  private struct Hover {
    var range: Range<Int>
    /// Each in Markdown.
    var parts: [String]
  }

  private func hover(in text: OpenText, at offset: Int, _ language: MappingDeclaration) -> Hover? {
    let declared = DeclaredOutline(outline: Outline(text.bytes, cursor: offset), language: language)
    let outline = declared.outline
    if let comment = outline.comments.first(where: { $0.lowerBound <= offset && offset < $0.upperBound }) {
      return self.comment(comment, in: outline, at: offset)
    }
    // From the last one: what is further in comes later.
    for index in outline.nodes.indices.reversed() {
      let node = outline.nodes[index]
      if let key = node.key, key.contains(offset) || (offset == key.upperBound && offset > key.lowerBound) {
        var found = self.key(index, in: declared, at: key)
        found?.parts += defaults(at: key, in: text)
        return found
      }
      if node.kind == .scalar, !node.isAlias, node.text.contains(offset) {
        return value(index, in: declared, of: text)
      }
    }
    return nil
  }

  // MARK: Keys and values

  private func key(_ node: Int, in declared: DeclaredOutline, at range: Range<Int>) -> Hover? {
    let own = declared.declared(node)
    let cloud = declared.cloud(around: node)
    var name = declared.outline.string(range)
    if let field = own.field, field.key == name {
      return Hover(range: range, parts: [Server.description(of: field, on: cloud)])
    }
    if let rule = Catalog.rule(name), language(isSettings: declared) {
      return Hover(range: range, parts: ["**`\(rule.id)`**: \(rule.summary)"])
    }
    // A name of the customer's own, such as an environment's ID.
    guard case .mapping(let mapping)? = own.type else { return nil }
    var lines = ["**\(mapping.name)** \(Display.quoted(name))", mapping.doc + "."]
    if mapping.name == EnvironmentKey.mapping.name {
      lines += name.withUTF8 { ValueReading.environment(Text($0)) }
    }
    return Hover(range: range, parts: [lines.joined(separator: "\n\n")])
  }

  /// What the settings supply to what has this key: to a project the manifest's, to an environment its customer's.
  private func defaults(at key: Range<Int>, in text: OpenText) -> [String] {
    guard let file = home(of: text).session.checked(text.path)?.file, file.tree.hasSupply else { return [] }
    func isKey(_ node: NodeID) -> Bool { Int(file.tree[node].span.start) == key.lowerBound }
    var places: [Place] = []
    for project in file.projects where isKey(project.id.node) {
      let manifest = file.manifests[project.manifest]
      places += [manifest.company.place, manifest.contactList]
    }
    for environment in file.environments {
      let isOwn = isKey(environment.id.node)
      let isCustomer = !file.tree.isSupplied(environment.customer.node) && environment.customer.node > 1
      guard isOwn || isCustomer && isKey(environment.customer.node - 1) else { continue }
      places += [environment.account.place, environment.region.place, environment.subscriptionList.place]
    }
    let lines = places.compactMap { place -> String? in
      guard let supplied = file.tree.supplied(place.node) else { return nil }
      let value = file.tree[place.node].kind == .scalar ? " \(Display.quoted(file.string(place)))" : ""
      return "- `\(supplied.path)`\(value): default of `\(ListedDefault.origin(of: supplied.location))`"
    }
    return lines.isEmpty ? [] : ["From the settings:\n\n" + lines.joined(separator: "\n")]
  }

  private func language(isSettings declared: DeclaredOutline) -> Bool {
    declared.language.name == SettingsKey.mapping.name
  }

  /// What a key means, as the schema says it too, with its form and an example.
  static func description(of field: FieldDeclaration, on cloud: Cloud?) -> String {
    let need = FieldText.need(field, on: cloud).map { " (\($0))" } ?? ""
    let value = FieldText.value(field.type, on: cloud)
    // Angle brackets would be taken for HTML.
    let form = value.holds("<") ? "`\(value)`" : value
    let example = FieldText.example(field, on: cloud).map { "\n\nExample: `\($0)`" } ?? ""
    return """
      **`\(field.key)`**\(need): \(form)

      \(FieldText.description(field, on: cloud))\(example)
      """
  }

  private func value(_ node: Int, in declared: DeclaredOutline, of text: OpenText) -> Hover? {
    let settings = home(of: text).session.options.settings[ByteKey(text.path)]
    let reading = ValueReading(
      declared: declared,
      node: node,
      today: options.lint.today,
      editionOverride: options.lint.editionOverride,
      editionDefault: settings?.edition ?? .standard
    )
    let lines = reading.lines
    guard !lines.isEmpty else {
      // What can be said of the value is what its key says.
      guard let field = declared.declared(node).field else { return nil }
      let cloud = declared.cloud(around: node)
      return Hover(range: declared.outline.nodes[node].text, parts: [Server.description(of: field, on: cloud)])
    }
    return Hover(
      range: declared.outline.nodes[node].text,
      parts: [lines.joined(separator: "\n\n").replacing("\n\n- ", with: "\n- ")]
    )
  }

  // MARK: Ignores and findings

  private func comment(_ comment: Range<Int>, in outline: Outline, at offset: Int) -> Hover? {
    let bytes = outline.bytes
    func isWord(_ byte: UInt8) -> Bool { byte.isSmallLetter || byte.isDigit || byte == UInt8(ascii: "-") }
    var (start, end) = (offset, offset)
    while start > comment.lowerBound, isWord(bytes[start - 1]) { start -= 1 }
    while end < comment.upperBound, isWord(bytes[end]) { end += 1 }
    let word = outline.string(start..<end)
    if let rule = Catalog.rule(word) {
      return Hover(range: start..<end, parts: ["**`\(rule.id)`**: \(rule.summary)\n\n\(rule.why)"])
    }
    if let date = CivilDate(word), outline.string(comment).contains("until") {
      let today = options.lint.today
      let state = date < today ? "The ignore has expired" : "The ignore applies up to and including this day"
      return Hover(range: start..<end, parts: ["\(state): \(ValueReading.distance(date, from: today))"])
    }
    return nil
  }

  /// The findings at a place, those that an ignore lets through too.
  func findings(at offset: Int, in text: OpenText) -> [Diagnostic] {
    refresh()
    guard let checked = home(of: text).session.checked(text.path) else { return [] }
    return (checked.diagnostics + checked.suppressed).filter { finding in
      let span = finding.location.span.range
      return span.contains(offset) || (span.isEmpty && span.lowerBound == offset) || span.upperBound == offset
    }
  }

  /// Why there is a finding, where its limit comes from, and what to do.
  static func explanation(of finding: Diagnostic) -> String {
    var lines = ["**`\(finding.about.id)`** (\(finding.severity.rawValue)): \(finding.message)", finding.about.why]
    if let help = finding.help { lines.append("How to fix it: \(help)") }
    if let citation = finding.citation { lines.append("Source: \(citation)") }
    if let suppression = finding.suppression {
      let end = suppression.until.map { " until \($0)" } ?? ""
      lines.append("Ignored\(end): \(Display.oneLine(suppression.reason))")
    }
    return lines.joined(separator: "\n\n")
  }

  /// Markdown without its marks, for clients that show plain text.
  static func plain(_ markdown: String) -> String {
    markdown.replacing("**", with: "").replacing("`", with: "").replacing("\n\n---\n\n", with: "\n\n")
  }
}
