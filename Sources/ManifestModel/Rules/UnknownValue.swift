import Diagnostics
import YAMLTree

/// `unknown-value`: a value outside an enumeration.
package enum UnknownValue {
  package static let about = RuleAbout(
    "unknown-value",
    .language,
    .error,
    .malformed,
    summary: "A value that is not one of those that its key accepts.",
    why: "The words are fixed so that tickets read the same everywhere.",
    remedy: "Use one of the values that the help lists.",
    isIgnorable: false,
    example: .init(.aws, bad: [("plan: pro", "plan: Pro")])
  )
}

extension UnknownValue {
  package static func report(_ text: Text, at place: Place, _ field: FieldDeclaration, to findings: inout Findings) {
    guard case .enumeration(let values) = field.type else { return }
    let written = text.string
    let sameLetters = values.first { $0 == written.lowercased() }
    // Editions and versions are no words that are misspelt.
    let isWord = values.allSatisfy { $0.first?.isLetter == true }
    let nearest =
      sameLetters ?? ValueSynonyms.value(for: written, of: field.key)
      ?? (isWord ? NearestName.of(written, among: values) ?? NearestName.beginning(with: written, among: values) : nil)
    let span = findings.tree[place.node].span
    let fix = nearest.map { Fix(sameLetters == nil ? .suggested : .safe, "write `\($0)`", edits: [Edit(span, $0)]) }
    findings.add(
      about,
      at: FindingPlace(place),
      "\(Display.quoted(written)) is not a valid value for `\(field.key)`",
      label: sameLetters != nil
        ? "has capital letters" : nearest.map { "did you mean `\($0)`?" } ?? "not one of its values",
      help: "`\(field.key)` must be \(Display.list(values.map { "`\($0)`" }))",
      fix: fix
    )
  }

  /// A connection type under the key for the kind of environment.
  static func report(connectionType text: Text, at place: Place, key: Span, to findings: inout Findings) {
    findings.add(
      about,
      at: FindingPlace(place),
      "\(Display.quoted(text.string)) is a connection type, but `type` is the kind of environment",
      label: "a value of `connection`",
      help: "write it under `connection`",
      fix: Fix(.suggested, "rename the key to `connection`", edits: [Edit(key, EnvironmentKey.connection.field.key)])
    )
  }
}
