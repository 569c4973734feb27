import Diagnostics
import YAMLTree

/// `yaml-syntax`: libyaml refuses the file.
package enum YAMLSyntax {
  package static let about = RuleAbout(
    "yaml-syntax",
    .yaml,
    .error,
    .yaml,
    summary: "The file is not valid YAML: libyaml rejects it, or its bytes are not valid UTF-8 or UTF-16.",
    why: "Nothing after the problem can be read, so nothing there is checked, and no ticket can be compiled.",
    remedy:
      """
      Fix the line that the finding names; quote values that begin with `*`, `&`, `%`, `@` or a backtick, and indent \
      with spaces.
      """,
    isIgnorable: false,
    example: .init(.aws, bad: [("        connection: unidirectional", "        connection: unidirectional: yes")])
  )
}

extension YAMLSyntax {
  /// What libyaml says is wrong, in its own words.
  static func report(_ problem: YAMLProblem, words: String, to findings: inout Findings) {
    if let foreign = ForeignText(findings.tree.source) {
      let (what, label, help) = foreign.words
      return findings.add(about, at: FindingPlace(foreign.line), "not valid YAML: \(what)", label: label, help: help)
    }
    if let slip = SyntaxSlip(problem, words, in: findings.tree) { return report(slip, to: &findings) }
    let (advice, cause, slip) = SyntaxProblem(span: problem.span, source: findings.tree.source).advice(words)
    if let slip { return report(slip, to: &findings) }
    let context = problem.context.map { [(spot: FindingPlace($0.span), message: $0.words)] } ?? []
    findings.add(
      about,
      at: FindingPlace(problem.span),
      "not valid YAML: \(words)",
      label: advice.label,
      related: context + (cause.map { [(spot: FindingPlace($0.span), message: $0.words)] } ?? []),
      help: advice.help
    )
  }

  /// What brought libyaml's complaint about, where that is known.
  private static func report(_ slip: SyntaxSlip, to findings: inout Findings) {
    findings.add(
      about,
      at: FindingPlace(slip.span),
      "not valid YAML: \(slip.what)",
      label: slip.label,
      related: slip.related.map { [(FindingPlace($0.span), $0.words)] } ?? [],
      help: slip.help,
      fix: slip.fix
    )
  }

  /// Bytes that are no text.
  static func report(bytesAt span: Span, words: String, to findings: inout Findings) {
    findings.add(
      about,
      at: FindingPlace(span),
      "not valid YAML: \(SyntaxAdvice.bytes(words))",
      label: "unreadable from here",
      help:
        "save the file as UTF-8, and write a control character as an escape such as \"\\x07\" if you really need it"
    )
  }
}
