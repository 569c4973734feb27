import ArgumentParser
import ManifestModel

/// The date of `--approved` and `--verified`.
struct RecordedDate: ExpressibleByArgument, CustomStringConvertible {
  /// What an option without a value means.
  static let today = RecordedDate(argument: "today")

  let text: String

  init(argument: String) { text = argument }

  /// What the parser would print in `--help` as a default; the help of each option says it in words.
  var description: String { "" }

  /// nil: it is not a date.
  func value(today: CivilDate) -> CivilDate? { text == RecordedDate.today.text ? today : CivilDate(text) }
}
