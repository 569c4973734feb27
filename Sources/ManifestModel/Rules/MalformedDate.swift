import Diagnostics
import YAMLTree

/// `malformed-date`.
package enum MalformedDate {
  package static let about = RuleAbout(
    "malformed-date",
    .values,
    .error,
    .malformed,
    summary: "A date that is not a day of the calendar written `YYYY-MM-DD`.",
    why: "Day and month in another order would be another day.",
    remedy: "Write the date as `2027-01-29`.",
    example: .init(.aws, bad: [("        customer:", "        needed_by: 29.01.2027\n        customer:")])
  )
}

extension MalformedDate {
  static func report(_ text: Text, at place: Place, _ field: FieldDeclaration, _ findings: inout Findings) {
    let parts = text.string.split(separator: "-", omittingEmptySubsequences: false)
    let isOfForm = parts.map(\.count) == [4, 2, 2] && parts.allSatisfy(\.isDigits)
    findings.add(
      about,
      at: FindingPlace(place),
      "\(Display.quoted(text.string)) is not a date of the form `YYYY-MM-DD`",
      label: isOfForm ? "the calendar has no such day" : "not of the expected form",
      help: "write the year, the month and the day, for example `\(field.key): \(field.example)`"
    )
  }
}
