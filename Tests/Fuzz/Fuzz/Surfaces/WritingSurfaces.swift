import Diagnostics
import Emitters
import ManifestModel
import YAMLTree
import Files
import Linter

extension Surface {
  /// Every fix, the safe ones and all: in range, without overlaps, and once made nothing is left that one could still
  /// make.
  func checkFixes(_ bytes: [UInt8]) {
    let input = LintInput.contents(path: "privatelink.yaml", bytes)
    for includesSuggested in [false, true] {
      let choice = Fixing.Choice(includesSuggested: includesSuggested)
      let fixing = Fixing([input], with: fuzzOptions, choosing: choice)
      FindingChecks.check(fixing.outcome)
      for file in fixing.files {
        OutputChecks.difference(UnifiedDiff.text(path: file.path, before: file.before, after: file.after))
        require(
          isYAML(file.after) || !isYAML(file.before),
          "a fix breaks the file: \(String(decoding: file.after, as: UTF8.self))"
        )
        let again = Fixing([.contents(path: file.path, file.after)], with: fuzzOptions, choosing: choice)
        require(again.files.isEmpty, "a fix is left: \(String(decoding: again.files[0].after, as: UTF8.self))")
      }
    }
  }

  private func isYAML(_ bytes: [UInt8]) -> Bool {
    !YAMLTree.read(bytes: bytes).problems.contains {
      switch $0.kind {
      case .syntax, .invalidBytes, .duplicateKey: true
      default: false
      }
    }
  }

  /// The canonical layout: it says the same, and it is its own layout.
  func checkFormatting(_ bytes: [UInt8]) {
    let input = LintInput.contents(path: "privatelink.yaml", bytes)
    do throws(InputProblem) {
      let formatted = try FormattedInput.read(input, fuzzOptions)
      OutputChecks.difference(formatted.diff)
      switch formatted {
      case .refused(let report): OutputChecks.report(report)
      case .unchanged: break
      case .changed(_, let text):
        let after = LintInput.contents(path: "privatelink.yaml", text)
        let shown = String(decoding: text, as: UTF8.self)
        require(effective(input) == effective(after), "another meaning: \(shown)")
        guard case .unchanged = try FormattedInput.read(after, fuzzOptions) else {
          fatalError("formatted again it changes: \(shown)")
        }
      }
    } catch {
      // That the layout would say something else is the third reason, and a fault of ours.
      require(error.message.contains("is UTF-16") || error.message.contains("the ignore on line"), error.message)
    }
  }

  private func effective(_ input: LintInput) -> String {
    EffectiveJSON.render(EffectiveBuilder.projects(of: Lint.run([input], fuzzOptions).workspace))
  }

  /// Every document that is compiled from a manifest, faults in it or not, and the change between two: they are
  /// separated by an 0x01.
  func checkEmitters(_ bytes: [UInt8]) {
    let sides = bytes.split(separator: 1, maxSplits: 1, omittingEmptySubsequences: false).map { projects(Array($0)) }
    let new = sides.last ?? []
    OutputChecks.json(EffectiveJSON.render(new), "the effective manifest")
    let tickets = new.compactMap { Ticket($0, named: [], exceptions: []) }
    for ticket in tickets {
      OutputChecks.isHarmless(TicketText.render(ticket), "a ticket")
      OutputChecks.isHarmless(TicketMarkdown.render(ticket), "a ticket in Markdown")
    }
    OutputChecks.json(TicketJSON.render(tickets), "tickets in JSON")
    let runbooks = new.map { Runbook($0, today: fuzzOptions.today) }
    for runbook in runbooks {
      OutputChecks.isHarmless(RunbookText.render(runbook), "a runbook")
      OutputChecks.isHarmless(RunbookMarkdown.render(runbook), "a runbook in Markdown")
    }
    OutputChecks.json(RunbookJSON.render(runbooks), "runbooks in JSON")
    OutputChecks.isHarmless(VerifyScript.render(new), "the test script")
    let changes = Comparison.compare(sides[0], with: new)
    OutputChecks.isHarmless(ChangeText.letters(changes), "a change request")
    OutputChecks.isHarmless(
      ChangeText.summary(ChangeReport(changes, oldErrors: sides.count - 1)),
      "a summary of changes"
    )
    OutputChecks.isHarmless(
      ChangeMarkdown.render(ChangeReport(changes, oldErrors: sides.count - 1)),
      "a change request in Markdown"
    )
    OutputChecks.json(ChangeJSON.render(ChangeReport(changes, oldErrors: sides.count - 1)), "a change request in JSON")
  }

  private func projects(_ bytes: [UInt8]) -> [EffectiveProject] {
    let outcome = Lint.run([LintText(path: "privatelink.yaml", bytes)], fuzzOptions)
    let projects = EffectiveBuilder.projects(of: outcome.workspace)
    if !outcome.files.contains(where: { $0.diagnostics.contains { $0.severity == .error } }) {
      require(Comparison.compare(projects, with: projects).isEmpty, "a manifest differs from itself")
    }
    return projects
  }
}
