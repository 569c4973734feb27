import Diagnostics
import YAMLTree

/// `ambiguous-scalar`: YAML parsers disagree on what the scalar is.
package enum AmbiguousScalar {
  package static let about = RuleAbout(
    "ambiguous-scalar",
    .language,
    .error,
    .ambiguousScalar,
    summary:
      "A scalar that YAML parsers read in different ways: leading zeros, `0x`, `_`, `22:22`, `yes`, `12e34` as a key.",
    why:
      """
      One parser turns an account number with a leading zero into a different number, another keeps it as a string, \
      and neither warns.
      """,
    remedy: "Quote strings, write numbers in plain decimal digits, and write `true` or `false`.",
    basis: .fact("YAML 1.1 and the YAML 1.2 core schema differ here"),
    isIgnorable: false,
    example: .init(
      .aws,
      bad: [("account: \"210987654321\"", "account: 012345670123")],
      good: [("account: \"210987654321\"", "account: \"012345670123\"")]
    )
  )
}

extension AmbiguousScalar {
  /// Digits with a leading zero under a text key, plain.
  static func reportLeadingZero(_ text: Text, at place: Place, to findings: inout Findings) {
    guard NumberReadings.hasLeadingZero(text) else { return }
    let digits = text.string
    reportText(
      digits,
      at: place,
      label: NumberReadings.leadingZero(digits),
      help: "quote it so that every parser keeps the zero",
      to: &findings
    )
  }

  /// A name (project ID, environment ID, endpoint service) that readers take for a number.
  static func reportName(_ text: Text, at place: Place, to findings: inout Findings) {
    guard findings.tree[place.node].style == .plain, text[0..<1].isDigits else { return }
    let name = text.string
    let parts = name.split(omittingEmptySubsequences: false) { "eE".contains($0) }
    if NumberReadings.hasLeadingZero(text) {
      reportText(name, at: place, label: NumberReadings.leadingZero(name), help: "quote it", to: &findings)
    } else if parts.count == 2, parts.allSatisfy(\.isDigits) {
      reportText(
        name,
        at: place,
        label: "\(parts[0]) × 10^\(parts[1]) in YAML 1.2",
        help: "quote it",
        to: &findings
      )
    }
  }

  private static func reportText(
    _ text: String,
    at place: Place,
    label: String,
    help: String,
    to findings: inout Findings
  ) {
    findings.add(
      about,
      at: FindingPlace(place),
      "some YAML parsers read \(Display.quoted(text)) as a string, others as a number",
      label: label,
      help: help,
      fix: Fix(.safe, "quote it", edits: [Edit(findings.tree[place.node].span, "\"\(text)\"")])
    )
  }

  /// A word such as `yes` under a boolean key, plain.
  static func reportBoolean(
    _ written: String,
    meaning: Bool,
    at place: Place,
    of field: FieldDeclaration,
    to findings: inout Findings
  ) {
    // What a limit bars is reported by its rule as well, and no fix leads to it.
    let isBarred = meaning && field.key == EnvironmentKey.privateDNS.field.key
    findings.add(
      about,
      at: FindingPlace(place),
      "some YAML parsers read \(Display.quoted(written)) as a boolean, others as a string",
      label: "means `\(meaning)` in YAML 1.1",
      help: isBarred ? "remove the key, or write `false`: private DNS cannot be switched on" : "write `\(meaning)`",
      fix: isBarred
        ? nil : Fix(.safe, "write `\(meaning)`", edits: [Edit(findings.tree[place.node].span, "\(meaning)")])
    )
  }

  /// A scalar such as `0x50` under an integer key, plain.
  static func reportInteger(
    _ written: String,
    _ reading: (words: String, meant: String?),
    at place: Place,
    to findings: inout Findings
  ) {
    let span = findings.tree[place.node].span
    // What is barred on the port would come to light at once.
    let number = reading.meant.flatMap { BarredPorts.all.contains($0) ? nil : $0 }
    findings.add(
      about,
      at: FindingPlace(place),
      "YAML parsers disagree on the value of \(Display.quoted(written))",
      label: reading.words,
      help: "write the number in plain decimal digits",
      fix: number.map { Fix(.suggested, "write `\($0)`", edits: [Edit(span, $0)]) }
    )
  }
}

/// The ports of which a limit says more than where they are written: no fix leads to them.
enum BarredPorts {
  static let all: Set<String> = ["22", "443"]
}
