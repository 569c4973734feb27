import Diagnostics
import YAMLTree

/// `unquoted-digits`: an identifier of digits that is not quoted.
package enum UnquotedDigits {
  package static let about = RuleAbout(
    "unquoted-digits",
    .language,
    .warning,
    summary: "An account or project ID made of digits only is not quoted.",
    why:
      "Other tools read it as a number, and some print it in a different form; the next account may begin with a zero.",
    remedy: "Put it in double quotes.",
    isIgnorable: false,
    example: .init(.aws, bad: [("account: \"210987654321\"", "account: 210987654321")])
  )
}

extension UnquotedDigits {
  /// `what`: "account", "project ID".
  static func report(_ text: Text, at place: Place, _ what: String, to findings: inout Findings) {
    findings.add(
      about,
      at: FindingPlace(place),
      "the \(what) \(Display.quoted(text.string)) is not quoted, so other YAML parsers read it as a number",
      label: "not quoted",
      help: "put it in double quotes",
      fix: Fix(.safe, "quote it", edits: [Edit(findings.tree[place.node].span, "\"\(text.string)\"")])
    )
  }
}
