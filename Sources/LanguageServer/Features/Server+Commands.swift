import Diagnostics
import Emitters
import Files
import Linter
import ManifestModel

/// `workspace/executeCommand`: the documents of a project as text, and the pages of rules.
///
/// What the documents take, in this order: the URI of a manifest, the ID of a project (all of the workspace without
/// one) and that of an environment.
extension Server {
  func execute(_ params: JSON, _ writer: inout JSONWriter) throws(ResponseError) {
    let arguments = (params["arguments"]?.elements ?? []).compactMap(\.string)
    switch params["command"]?.string {
    case Commands.openRule: try openRule(arguments, &writer)
    case Commands.ticket: writer.string(Server.covered(try ticket(DocumentArguments(arguments))))
    case Commands.runbook: writer.string(Server.covered(try runbook(DocumentArguments(arguments))))
    case Commands.change: writer.string(Server.covered(try change(DocumentArguments(arguments))))
    case let name?: throw ResponseError(.invalidParams, "there is no command \(Display.quoted(name))")
    case nil: throw .missing("command")
    }
  }

  /// The text with credentials covered: it leaves the editor in a mail or a log. Edits of texts keep what they move.
  static func covered(_ text: String) -> String {
    String(decoding: OutputMask.cover(Array(text.utf8)), as: UTF8.self)
  }

  private func openRule(_ arguments: [String], _ writer: inout JSONWriter) throws(ResponseError) {
    guard let rule = arguments.first.flatMap(RulePage.rule) else { throw .missing("arguments") }
    let address = RulePage.address(of: rule, options.documentation)
    if client.showsDocuments, !options.documentation.isEmpty {
      request("window/showDocument") { writer in
        writer.field("uri", address)
        writer.field("external", true)
      }
    }
    writer.string(address)
  }

  // MARK: Documents

  private struct DocumentArguments {
    let uri: String
    let project: String?
    /// Empty: all.
    let environments: Set<String>
    /// The git revision that a change request begins from.
    let base: String

    init(_ words: [String]) throws(ResponseError) {
      guard let uri = words.first else { throw .missing("arguments") }
      self.uri = uri
      project = words.dropFirst().first
      environments = Set(words.dropFirst(2).prefix(1))
      base = words.dropFirst(3).first ?? "HEAD"
    }

    func names(_ project: String) -> Bool { self.project.map { $0 == project } ?? true }
  }

  private func text(_ arguments: DocumentArguments) throws(ResponseError) -> OpenText {
    let text = try text(of: .object(["textDocument": .object(["uri": .string(arguments.uri)])]))
    refresh()
    return text
  }

  /// The projects that are asked for, with what nothing keeps from being compiled.
  private func compilation(
    _ arguments: DocumentArguments,
    of document: String,
    isTolerable: (Diagnostic) -> Bool = { _ in false }
  ) throws(ResponseError) -> (
    projects: [EffectiveProject], exceptions: [RequestedException], outcome: LintOutcome
  ) {
    let outcome = home(of: try text(arguments)).session.outcome
    let compilation = Compilation(outcome, least: .error, isTolerable: isTolerable)
    let projects = compilation.projects.filter { arguments.names($0.id) }
    guard !projects.isEmpty else {
      throw ResponseError(.requestFailed, "errors prevent the \(document) from being compiled; fix them first")
    }
    return (projects, compilation.exceptions, outcome)
  }

  private func ticket(_ arguments: DocumentArguments) throws(ResponseError) -> String {
    let (projects, exceptions, _) = try compilation(arguments, of: "ticket")
    return projects.compactMap { Ticket($0, named: arguments.environments, exceptions: exceptions) }
      .map(TicketText.render).joined(separator: "\n")
  }

  private func runbook(_ arguments: DocumentArguments) throws(ResponseError) -> String {
    let (projects, _, outcome) = try compilation(arguments, of: "runbook") {
      Runbook.toleratedRules.contains($0.about.id)
    }
    let errors = ManifestErrors(outcome)
    return projects.map {
      RunbookText.render(Runbook($0, named: arguments.environments, today: options.lint.today, errors: errors))
    }.joined()
  }

  /// What has changed since a git revision, the texts of the editor as they are; nothing to request: what there is of
  /// changes.
  private func change(_ arguments: DocumentArguments) throws(ResponseError) -> String {
    let text = try text(arguments)
    guard text.isFile else {
      throw ResponseError(.requestFailed, "a text that is not in a file has no earlier version")
    }
    let sides = try changeSides(since: arguments.base, around: text)
    let errors = sides.new.faults(.error)
    guard errors.diagnostics.isEmpty, errors.unshown == 0 else {
      throw ResponseError(.requestFailed, "errors prevent the change request from being compiled; fix them first")
    }
    let older = sides.old.faults(.error)
    let changes = sides.changes.filter { arguments.names($0.id) }.compactMap {
      arguments.environments.isEmpty ? $0 : $0.restricted(to: arguments.environments)
    }
    let report = ChangeReport(changes, oldErrors: older.diagnostics.count + older.unshown, notes: sides.notes)
    for note in report.notes { warn(note) }
    let letters = ChangeText.letters(changes)
    return letters.isEmpty ? ChangeText.summary(report) : letters
  }

  private func changeSides(since revision: String, around text: OpenText) throws(ResponseError) -> ChangeSides {
    let folder = home(of: text)
    let open = texts.values.filter { $0.isFile && home(of: $0) === folder && folder.takes($0) }
    do throws(InputProblem) {
      let base = try BaseSide(revision: revision, paths: [folder.path ?? text.path], settings: folder.settings)
      return try ChangeSides(base, named: revision, new: folder.inputs(open: open), folder.session.options)
    } catch {
      throw ResponseError(.requestFailed, error.message)
    }
  }

  /// What the client shows to whoever asked, beside the answer.
  private func warn(_ message: String) {
    notify("window/showMessage") { writer in
      writer.field("type", 2)
      writer.field("message", Server.covered(message))
    }
  }
}
