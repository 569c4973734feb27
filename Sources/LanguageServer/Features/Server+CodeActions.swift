import Diagnostics
import Linter
import ManifestModel
import Rules

/// `textDocument/codeAction` and `codeAction/resolve`: fixes, ignores and the pages of rules.
extension Server {
  /// The findings at one place for which ignores are offered: each of them is tried out.
  private static let mostIgnores = 20

  func codeActions(_ params: JSON, _ writer: inout JSONWriter) throws(ResponseError) {
    let text = try text(of: params)
    let range = text.lines.span(of: try PositionRange(params["range"]))
    let only = params["context"]?["only"]?.elements?.compactMap(\.string)
    guard client.takesCodeActionLiterals, isManifest(ByteKey(text.path)) else {
      return writer.array([Int]()) { _, _ in }
    }
    refresh()
    var actions: [CodeAction] = []
    let findings = findings(in: range, of: text)
    if CodeAction.isWanted("quickfix", only) {
      actions += findings.compactMap { CodeAction(fixing: $0, in: text) }
      actions += ignores(of: findings, in: text)
      if client.showsDocuments, !options.documentation.isEmpty {
        actions += pages(of: findings)
      }
    }
    if CodeAction.isWanted(CodeAction.fixAllKind, only) { actions += fixAll(text).map { [$0] } ?? [] }
    var diagnostics = DiagnosticWriter(self)
    writer.array(actions) { writer, action in action.write(to: &writer, client, &diagnostics) }
  }

  private func findings(in range: Range<Int>, of text: OpenText) -> [Diagnostic] {
    guard let checked = home(of: text).session.checked(text.path) else { return [] }
    return checked.diagnostics.filter { finding in
      let span = finding.location.span.range
      return span.lowerBound <= range.upperBound && range.lowerBound <= span.upperBound
    }
  }

  // MARK: Ignores

  /// An ignore for each rule that may be ignored, its reason left to be filled in.
  private func ignores(of findings: [Diagnostic], in text: OpenText) -> [CodeAction] {
    var seen: Set<String> = []
    let ignorable = findings.filter {
      $0.about.isIgnorable && $0.about.group != .ignores && seen.insert($0.about.id).inserted
    }
    return ignorable.prefix(Server.mostIgnores).compactMap { finding in
      var action = CodeAction("Ignore `\(finding.about.id)` on this line…", kind: "quickfix")
      action.finding = finding
      if client.resolvesActionEdits {
        action.data = .object([
          "kind": .string("ignore"), "uri": .string(text.uri), "version": .integer(text.version),
          "rule": .string(finding.about.id), "offset": .integer(Int(finding.location.span.start)),
        ])
        return action
      }
      guard let edit = IgnoreEdit(finding, session: home(of: text).session, in: text).edit else { return nil }
      action.edit = WorkspaceEdit(text: text, edits: [edit])
      return action
    }
  }

  private func pages(of findings: [Diagnostic]) -> [CodeAction] {
    var seen: Set<String> = []
    return findings.filter { seen.insert($0.about.id).inserted }.map { finding in
      var action = CodeAction("Open the page of `\(finding.about.id)`", kind: "quickfix")
      action.finding = finding
      action.command = (Commands.openRule, [.string(finding.about.id)])
      return action
    }
  }

  // MARK: All safe fixes

  private func fixAll(_ text: OpenText) -> CodeAction? {
    guard let checked = home(of: text).session.checked(text.path),
      checked.diagnostics.contains(where: { $0.fix?.safety == .safe })
    else { return nil }
    var action = CodeAction("Apply all safe fixes", kind: CodeAction.fixAllKind)
    if client.resolvesActionEdits {
      action.data = .object([
        "kind": .string("fixAll"), "uri": .string(text.uri), "version": .integer(text.version),
      ])
    } else {
      action.edit = WorkspaceEdit(text: text, edits: allFixes(text))
    }
    return action
  }

  private func allFixes(_ text: OpenText) -> [Edit] {
    guard let fixed = home(of: text).session.fixed(text.path, Fixing.Choice()) else { return [] }
    return MinimalEdits.between(text.bytes, and: fixed)
  }

  // MARK: Resolving

  func resolveCodeAction(_ params: JSON, _ writer: inout JSONWriter) throws(ResponseError) {
    guard case .object(var members) = params, let data = params["data"] else {
      return params.write(to: &writer)
    }
    let text = try text(of: .object(["textDocument": .object(["uri": data["uri"] ?? .null])]))
    guard data["version"]?.integer == text.version else {
      throw ResponseError(.contentModified, "the text has changed since the action was offered")
    }
    refresh()
    var edits: [Edit] = []
    switch data["kind"]?.string {
    case "fixAll": edits = allFixes(text)
    case "ignore":
      let session = home(of: text).session
      let finding = session.checked(text.path)?.diagnostics.first {
        $0.about.id == data["rule"]?.string && Int($0.location.span.start) == data["offset"]?.integer
      }
      edits = finding.flatMap { IgnoreEdit($0, session: session, in: text).edit }.map { [$0] } ?? []
    default: throw .missing("data.kind")
    }
    guard !edits.isEmpty else {
      throw ResponseError(.requestFailed, "the layout leaves no room for that: add a separate line above the entry")
    }
    var edit = JSONWriter(compact: true)
    WorkspaceEdit(text: text, edits: edits).write(to: &edit, client)
    members["edit"] = try? JSON(edit.bytes)
    JSON.object(members).write(to: &writer)
  }
}
