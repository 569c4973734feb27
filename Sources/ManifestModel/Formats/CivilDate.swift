import YAMLTree

/// A day of the Gregorian calendar, as days since 1970-01-01.
package struct CivilDate: Sendable, Comparable, Hashable {
  package let days: Int

  package init(days: Int) { self.days = days }

  /// `YYYY-MM-DD`, a day that exists.
  package init?(_ text: Text) {
    guard text.count == 10, text.bytes[4] == UInt8(ascii: "-"), text.bytes[7] == UInt8(ascii: "-"),
      text[0..<4].isDigits,
      text[5..<7].isDigits, text[8..<10].isDigits
    else { return nil }
    let (year, month, day) = (text[0..<4].number, text[5..<7].number, text[8..<10].number)
    guard year > 0, (1...12).contains(month), (1...CivilDate.length(ofMonth: month, year)).contains(day) else {
      return nil
    }
    days = CivilDate.days(year: year, month: month, day: day)
  }

  package init?(_ text: String) {
    var text = text
    guard let date = text.withUTF8({ CivilDate(Text($0)) }) else { return nil }
    self = date
  }

  package static func < (left: CivilDate, right: CivilDate) -> Bool { left.days < right.days }

  /// Monday is 0.
  package var weekday: Int { ((days + 3) % 7 + 7) % 7 }

  /// `YYYY-MM-DD`.
  package var text: String {
    // Days since 0000-03-01, in eras of 400 years (146,097 days).
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    func padded(_ number: Int, to width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))"
  }

  /// Mondays to Fridays after this day, up to and including the other.
  package func businessDays(until other: CivilDate) -> Int {
    guard other > self else { return 0 }
    let weeks = (other.days - days) / 7
    let rest = (days + weeks * 7 + 1..<other.days + 1).count { CivilDate(days: $0).weekday < 5 }
    return weeks * 5 + rest
  }

  private static func length(ofMonth month: Int, _ year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  private static func days(year: Int, month: Int, day: Int) -> Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}

extension Text {
  /// The number that digits write.
  fileprivate var number: Int { bytes.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } }
}
