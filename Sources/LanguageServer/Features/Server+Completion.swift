import Diagnostics
import Linter
import ManifestModel

/// `textDocument/completion`.
extension Server {
  func complete(_ params: JSON, _ writer: inout JSONWriter) throws(ResponseError) {
    let text = try text(of: params)
    let offset = text.lines.offset(of: try Position(params["position"]))
    let items = language(of: text).map { completions(in: text, at: offset, $0) } ?? []
    writer.object { writer in
      writer.field("isIncomplete", false)
      writer.key("items")
      writer.array(items.enumerated()) { writer, entry in
        entry.element.write(to: &writer, text.lines, client, number: entry.offset)
      }
    }
  }

  /// The language that a text is written in; nil if it is no business of this tool.
  func language(of text: OpenText) -> MappingDeclaration? {
    if text.name == Settings.fileName { return SettingsKey.mapping }
    return isManifest(ByteKey(text.path)) ? ManifestKey.mapping : nil
  }

  private func completions(in text: OpenText, at offset: Int, _ language: MappingDeclaration) -> [CompletionItem] {
    let context = CursorContext(text.bytes, at: offset, language)
    return context.slots.flatMap { slot -> [CompletionItem] in
      switch slot {
      case .key(let slot): return KeyCompletion(context.declared, slot, takesSnippets: client.takesSnippets).items
      case .value(let slot): return values(in: context.declared, for: slot, of: text, at: offset)
      case .item(let slot): return self.items(in: context.declared, for: slot, of: text, at: offset)
      case .comment(let comment):
        return IgnoreCompletion(
          bytes: text.bytes,
          comment: comment,
          cursor: offset,
          nearby: rules(near: comment, in: text),
          takesSnippets: client.takesSnippets
        ).items
      }
    }
  }

  private func values(
    in declared: DeclaredOutline,
    for slot: CursorContext.ValueSlot,
    of text: OpenText,
    at offset: Int
  ) -> [CompletionItem] {
    let edition = options.lint.editionOverride ?? home(of: text).session.options.settings[ByteKey(text.path)]?.edition
    return ValueCompletion(
      declared: declared,
      slot: slot,
      today: options.lint.today,
      edition: edition ?? .standard,
      cursor: offset
    ).items
  }

  /// A new item with its dash: the keys or the values that it may begin with.
  private func items(
    in declared: DeclaredOutline,
    for slot: CursorContext.ItemSlot,
    of text: OpenText,
    at offset: Int
  ) -> [CompletionItem] {
    switch slot.type {
    case .mapping(let mapping):
      let keys = CursorContext.KeySlot(
        type: slot.type,
        node: slot.node,
        present: [],
        replaced: slot.replaced,
        hasColon: false,
        isFlow: true
      )
      let completion = KeyCompletion(declared, keys, takesSnippets: client.takesSnippets)
      var snippet = SnippetWriter(isOn: client.takesSnippets)
      let form = client.takesSnippets ? completion.flowEntries(of: mapping, &snippet) : ""
      return [
        CompletionItem(
          label: "- \(mapping.name)",
          kind: .snippet,
          detail: "a further \(mapping.name)",
          documentation: mapping.doc + ".",
          text: "- " + form,
          isSnippet: client.takesSnippets,
          replaced: slot.replaced,
          filter: "- "
        )
      ]
    default:
      let value = CursorContext.ValueSlot(type: slot.type, field: slot.field, node: slot.node, replaced: slot.replaced)
      return values(in: declared, for: value, of: text, at: offset).map { item in
        CompletionItem(
          label: "- " + item.label,
          kind: item.kind,
          detail: item.detail,
          rank: item.rank,
          text: "- " + item.text,
          replaced: item.replaced
        )
      }
    }
  }

  /// The rules of the findings on the line of a comment and on the one after it.
  private func rules(near comment: Range<Int>, in text: OpenText) -> Set<String> {
    refresh()
    guard let checked = home(of: text).session.checked(text.path) else { return [] }
    let line = text.lines.line(of: comment.lowerBound)
    let found = (checked.diagnostics + checked.suppressed).filter { finding in
      let own = text.lines.line(of: Int(finding.location.span.start))
      return finding.about.isIgnorable && (own == line || own == line + 1)
    }
    return Set(found.map(\.about.id))
  }
}
