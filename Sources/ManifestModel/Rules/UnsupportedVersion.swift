import Diagnostics
import YAMLTree

/// `unsupported-version`: another version of the language.
package enum UnsupportedVersion {
  package static let about = RuleAbout(
    "unsupported-version",
    .language,
    .error,
    .malformed,
    summary: "`version` is a number other than 1.",
    why:
      """
      This tool supports version 1 of the manifest language; in another version, the same words may mean something \
      else.
      """,
    remedy: "Write `version: 1`, or use a tool that supports the version.",
    isIgnorable: false,
    example: .init(.aws, bad: [("version: 1", "version: 2")])
  )
}

extension UnsupportedVersion {
  /// True if the version is a number, but not 1.
  static func report(_ text: Text, at place: Place, to findings: inout Findings) -> Bool {
    guard findings.tree[place.node].style == .plain else { return false }
    guard NumberReadings.isDecimalFraction(text.string) || PlainInteger.value(text) != nil else { return false }
    findings.add(
      about,
      at: FindingPlace(place),
      "version \(Display.quoted(text.string)) of the manifest language is not supported",
      label: "this tool supports version 1",
      help: "write `version: 1`",
      fix: Fix(.suggested, "write `1`", edits: [Edit(findings.tree[place.node].span, "1")])
    )
    return true
  }
}
