import Diagnostics
import YAMLTree

/// `duplicate-key`: a mapping contains a key twice.
package enum DuplicateKey {
  package static let about = RuleAbout(
    "duplicate-key",
    .yaml,
    .error,
    .duplicateKey,
    summary: "A mapping contains a key twice.",
    why: "YAML parsers silently keep one of the two, and they disagree on which.",
    remedy: "Remove one of them, or merge both under one key.",
    isIgnorable: false,
    example: .init(.aws, bad: [("    plan: pro", "    plan: pro\n    plan: pro")])
  )
}

extension DuplicateKey {
  static func report(_ key: String, from problem: YAMLProblem, to findings: inout Findings) {
    findings.add(
      about,
      at: FindingPlace(problem.span),
      "the key \(Display.quoted(key)) appears twice in this mapping",
      label: "again here",
      related: problem.context.map { [(spot: FindingPlace($0.span), message: $0.words)] } ?? [],
      help: key == "<<"
        ? "merge both in one list: `<<: [*first, *second]`"
        : "remove one of the two; the first is the one that was checked"
    )
  }
}
