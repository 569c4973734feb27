import Diagnostics
import ManifestModel
import YAMLTree

/// Reads the values that a condition allows: texts, numbers, ranges and patterns, each of them one that a manifest can
/// have.
struct ChoiceReader {
  private let field: PolicyField
  /// What has been read so far.
  var choice = PolicyCondition.Choice()

  init(_ field: PolicyField) {
    self.field = field
    choice.foldsCase = field.foldsCase
  }

  /// Adds a value; false if it is not one, which is reported.
  mutating func read(_ place: Place, with decoder: inout Decoder) -> Bool {
    let text = decoder.tree.text(place.node)
    let written = text.string
    if decoder.tree.isKeyword("present", at: place) {
      decoder.reportUnknownValue(
        at: place,
        "`present` is among the values of `\(field.name)`",
        label: "allows every value",
        help: "write `present` alone, or quote it if you mean the text"
      )
      return false
    }
    if TextPattern.isOne(written) { return readPattern(written, at: place, with: &decoder) }
    let isText = field.scalarType.map { $0.isText } ?? true
    if isText, let foreign = ForeignCondition(written) {
      let what = "\(Display.quoted(written)) would be compared as text"
      decoder.reportUnknownValue(at: place, what, label: "not an operator here", help: foreign.helpInText)
      return false
    }
    guard let type = field.scalarType else { return addFree(text) }
    switch type {
    case .integer(let allowed): return readNumbers(text, within: allowed, at: place, with: &decoder)
    case .boolean, .enumeration, .date, .identifier:
      guard type.reads(text) else {
        reportNoValue(written, as: type, at: place, with: &decoder)
        return false
      }
      choice.texts.append(Array(text.bytes))
      return true
    case .text, .word:
      choice.texts.append(Array(text.bytes))
      return true
    case .list, .mapping, .named, .table, .conditions:
      decoder.reportUnknownValue(
        at: place,
        "`\(field.name)` is \(field.type?.phrase ?? "a collection"), and has no value to compare",
        label: "not a value of it",
        help: field.isCounted
          ? "write `present`, `absent` or a count: `{ at_least: 1, at_most: 5 }`" : "write `present` or `absent`"
      )
      return false
    }
  }

  /// The value of a key of one's own: a number or a range of numbers is compared as such, everything as text too.
  private mutating func addFree(_ text: Text) -> Bool {
    if let range = PolicyNumber.range(text), PolicyNumber.value(text) == nil { choice.ranges.append(range) }
    choice.texts.append(Array(text.bytes))
    return true
  }

  /// A number, or a range of numbers.
  private mutating func readNumbers(
    _ text: Text,
    within allowed: ClosedRange<Int>,
    at place: Place,
    with decoder: inout Decoder
  ) -> Bool {
    if let ends = PolicyNumber.ends(text), ends.0 > ends.1 {
      decoder.reportUnknownValue(
        at: place,
        "`\(ends.0)-\(ends.1)` runs backwards",
        label: "not a range",
        help: "write `\(ends.1)-\(ends.0)`"
      )
      return false
    }
    guard let range = PolicyNumber.range(text), range.lowerBound >= allowed.lowerBound,
      range.upperBound <= allowed.upperBound
    else {
      reportNoValue(text.string, as: .integer(allowed), at: place, with: &decoder)
      return false
    }
    choice.ranges.append(range)
    return true
  }

  private mutating func readPattern(_ written: String, at place: Place, with decoder: inout Decoder) -> Bool {
    switch field.scalarType {
    case .mapping, .named, .list, .table, .conditions:
      decoder.reportUnknownValue(
        at: place,
        "`\(field.name)` is \(field.type?.phrase ?? "a collection"), and has no text to match",
        label: "not text",
        help: "write `present`, `absent` or a count"
      )
      return false
    default: break
    }
    do throws(PatternFault) {
      let pattern = try TextPattern(written)
      if pattern.matchesAll {
        decoder.reportUnknownValue(
          at: place,
          "\(Display.quoted(written)) matches any text",
          label: "requires nothing",
          help: "write `present` if any value will do"
        )
        return false
      }
      choice.patterns.append(pattern)
      return true
    } catch {
      decoder.reportUnknownValue(
        at: place,
        "\(Display.quoted(written)) is not a valid pattern: \(Display.oneLine(error.reason))",
        label: "not a pattern",
        help: Display.oneLine(error.help)
      )
      return false
    }
  }

  private func reportNoValue(_ written: String, as type: ValueType, at place: Place, with decoder: inout Decoder) {
    var nearest: String?
    var help = "`\(field.name)` is \(type.phrase)"
    switch type {
    case .enumeration(let values): nearest = NearestName.of(written, among: values)
    case .integer(let allowed):
      help =
        """
        `\(field.name)` is a number from \(allowed.lowerBound) to \(allowed.upperBound); a range is written \
        `8000-8099`
        """
    case .date: help = "write a date such as `2027-01-31`"
    case .identifier(let format): help = "write one as the manifest does, or a pattern such as `/^…$/`: \(format.words)"
    default: break
    }
    if let foreign = ForeignCondition(written) { help = foreign.help }
    decoder.reportUnknownValue(
      at: place,
      "\(Display.quoted(written)) is not a value that `\(field.name)` can have",
      label: nearest.map { "did you mean `\($0)`?" } ?? "no manifest can have it",
      help: help
    )
  }
}

extension PolicyField {
  /// Environment IDs tell their type in any letter case, and IDs of Azure are the same in any.
  fileprivate var foldsCase: Bool {
    guard case .identifier(let format)? = scalarType else { return false }
    switch format {
    case .environmentID, .account, .subscription, .resourceID, .adobeResourceID: return true
    default: return false
    }
  }
}

extension ValueType {
  /// A text of any form.
  fileprivate var isText: Bool {
    switch self {
    case .text, .word: true
    default: false
    }
  }
}
