/// What the customer does for a change: words, with a command to copy where there is one.
package struct CustomerStep: Sendable, Equatable, ExpressibleByStringLiteral {
  package let before: String
  package let command: String?
  package let after: String

  package init(_ before: String, command: String? = nil, _ after: String = "") {
    self.before = before
    self.command = command
    self.after = after
  }

  package init(stringLiteral words: String) { self.init(words) }

  /// Words and command in one line.
  package var text: String { before + (command.map { "`\($0)`" } ?? "") + after }

  /// The runbook of an environment, or of a whole project.
  static func runbook(_ project: String, _ environment: String? = nil, _ after: String = "") -> CustomerStep {
    let scope = environment.map { " --environment \(Shell.word($0))" } ?? ""
    return CustomerStep("follow ", command: "privatelint runbook --project \(Shell.word(project))\(scope)", after)
  }
}
