import Diagnostics
import Emitters
import Linter
import ManifestModel

/// `textDocument/codeLens`: how far each connection is, and what comes next.
extension Server {
  func codeLenses(_ params: JSON, _ writer: inout JSONWriter) throws(ResponseError) {
    let text = try text(of: params)
    refresh()
    guard preferences.codeLenses, let checked = home(of: text).session.checked(text.path) else {
      return writer.array([Int]()) { _, _ in }
    }
    let file = checked.file
    let outcome = LintOutcome(files: [checked])
    let projects = Compilation.projects(of: outcome)
    let manifestErrors = ManifestErrors(outcome)
    var lenses: [(Range<Int>, title: String, command: String, arguments: [String])] = []
    for environment in file.environments {
      let project = EffectiveBuilder.id(of: file.projects[environment.project], in: file)
      let id = EffectiveBuilder.id(of: environment, in: file)
      guard let effective = projects.first(where: { $0.id == project }),
        let runbook = Runbook(effective, named: [id], today: options.lint.today).environments.first
      else { continue }
      let place = file.tree[environment.id.node].span.range
      let errors = Server.errors(of: checked, in: environment)
      let progress = EnablementProgress(runbook.environment, of: effective, today: options.lint.today)
      let inProject = manifestErrors.errors(of: effective).errors(of: id)
      lenses.append((place, Server.state(of: progress, errors, inProject), Commands.ticket, [text.uri, project, id]))
      // While the ticket lacks something, to send it is not the next thing to do.
      let isReady = errors == 0 && inProject.inProject.all == 0 && progress.missing.isEmpty
      if let next = runbook.next, isReady || runbook.steps[next].track != .ticket {
        lenses.append((place, "next: \(runbook.steps[next].title)", Commands.runbook, [text.uri, project, id]))
      }
    }
    writer.array(lenses) { writer, lens in
      writer.object { writer in
        writer.key("range")
        text.lines.range(of: Span(lens.0)).write(to: &writer)
        writer.object("command") { writer in
          writer.field("title", Server.covered(lens.title))
          writer.field("command", lens.command)
          writer.strings("arguments", lens.arguments)
        }
      }
    }
  }

  /// Errors inside an environment.
  private static func errors(of checked: CheckedFile, in environment: Environment) -> Int {
    let tree = checked.file.tree
    let span = Span(tree[environment.id.node].span.start, tree[environment.place.node].span.end)
    return checked.diagnostics.count { $0.severity == .error && span.contains($0.location.span) }
  }

  /// What is missing before the ticket; then the state of each half, equal ones once.
  private static func state(of progress: EnablementProgress, _ errors: Int, _ inProject: EnvironmentErrors) -> String {
    let gaps = max(errors, progress.missing.count)
    if gaps > 0 { return Display.count(gaps, "gap") }
    var seen: Set<String> = []
    let states = progress.halves(errors: inProject).map(\.state).filter { seen.insert($0.description).inserted }
    return states.map { $0 == .ticketToSend ? "ticket ready" : $0.description }.joined(separator: ", ")
  }
}
