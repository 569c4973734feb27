import YAMLTree

/// Values of boolean and integer keys that are not plainly booleans or integers: the value that is meant, or a finding.
extension Decoder {
  mutating func doubtfulBoolean(_ text: Text, at place: Place, as field: FieldDeclaration) -> Field<Bool> {
    let written = text.string
    let word = written.lowercased()
    let meaning =
      ["true", "yes", "on", "y"].contains(word) ? true : ["false", "no", "off", "n"].contains(word) ? false : nil
    if let meaning, tree[place.node].style == .plain {
      AmbiguousScalar.reportBoolean(written, meaning: meaning, at: place, of: field, to: &findings)
      return Field(meaning, at: place)
    }
    guard examine(text, at: place, as: field, isFreeText: false) != nil else { return .faulty(at: place) }
    WrongType.reportBoolean(written, at: place, field, to: &findings)
    return .faulty(at: place)
  }

  mutating func doubtfulInteger(_ text: Text, at place: Place, as field: FieldDeclaration) -> Field<Int> {
    let written = text.string
    let isPlain = tree[place.node].style == .plain
    if isPlain, let reading = NumberReadings.ambiguous(written) {
      AmbiguousScalar.reportInteger(written, reading, at: place, to: &findings)
      return .faulty(at: place)
    }
    guard let text = examine(text, at: place, as: field, isFreeText: false) else { return .faulty(at: place) }
    // A value on several lines is not a number, whatever remains without the line breaks.
    if isPlain, !written.contains(where: \.isNewline), let number = PlainInteger.value(text) {
      return Field(number, at: place)
    }
    WrongType.reportInteger(written, at: place, field, to: &findings)
    return .faulty(at: place)
  }
}
