import Diagnostics
import YAMLTree

/// `malformed-date`.
package enum MalformedDate {
  package static let about = RuleAbout(
    "malformed-date",
    .values,
    .error,
    .malformed,
    summary: "A date that is not a calendar date in the form `YYYY-MM-DD`.",
    why: "With day and month in a different order, it would be a different date.",
    remedy: "Write the date as `2027-01-29`.",
    example: .init(.aws, bad: [("        customer:", "        needed_by: 29.01.2027\n        customer:")])
  )
}

extension MalformedDate {
  static func report(_ text: Text, at place: Place, _ field: FieldDeclaration, to findings: inout Findings) {
    let parts = text.string.split(separator: "-", omittingEmptySubsequences: false)
    let isOfForm = parts.map(\.count) == [4, 2, 2] && parts.allSatisfy(\.isDigits)
    let meant = meaning(of: text.string)
    let span = findings.tree[place.node].span
    findings.add(
      about,
      at: FindingPlace(place),
      "\(Display.quoted(text.string)) is not a \(isOfForm ? "valid date" : "date in the form `YYYY-MM-DD`")",
      label: isOfForm ? "there is no such date" : "not in the expected form",
      help: meant.map { "write `\($0)`" }
        ?? "write the year, the month and the day, for example `\(field.key): \(field.example)`",
      fix: meant.map { Fix(.suggested, "write `\($0)`", edits: [Edit(span, $0)]) }
    )
  }

  /// The date in another order or with other signs, where it can be one day only: `24.12.2026`, `12/24/2026`,
  /// `2026/12/24`; the day of a time.
  private static func meaning(of text: String) -> String? {
    let day = String(text.prefix(10))
    if text.dropFirst(10).first.map({ "Tt ".contains($0) }) ?? false, let date = CivilDate(day) { return date.text }
    let parts = text.split(omittingEmptySubsequences: false) { "./-".contains($0) }.map(String.init)
    guard parts.count == 3, parts.allSatisfy(\.isDigits) else { return nil }
    let orders = parts[0].utf8.count == 4 ? [(0, 1, 2)] : [(2, 1, 0), (2, 0, 1)]
    let dates = orders.compactMap { year, month, day in
      let (month, day) = (parts[month], parts[day])
      let padded = [parts[year], month.utf8.count == 1 ? "0" + month : month, day.utf8.count == 1 ? "0" + day : day]
      return CivilDate(padded.joined(separator: "-"))?.text
    }
    return Set(dates).count == 1 ? dates[0] : nil
  }
}
