import Diagnostics
import YAMLTree

/// The value of a key that takes a single value.
package enum Scalar {
  /// Nothing, under a key that may be empty.
  case absent
  /// Reported already.
  case faulty(Place)
  case text(Text, Place)
}

extension Decoder {
  /// The scalar under a key, before its type is looked at: nothing-values, collections and placeholders for the whole
  /// value are settled here.
  package mutating func scalar(_ slot: WrittenField, _ field: FieldDeclaration, isRequired: Bool) -> Scalar {
    guard slot.isWritten else { return .absent }
    let place = place(slot)
    let node = tree[place.node]
    if node.flags.contains(.unusable) { return .faulty(place) }
    guard node.kind == .scalar else {
      if tree.isCutOff(place) || tree.isTemplate(place) { return .faulty(place) }
      if let placeholder = tree.placeholder(at: place) {
        PlaceholderLeft.report(placeholder, at: place, as: field, on: cloud, to: &findings)
      } else {
        WrongType.report(place, field, isItem: slot.key == 0, to: &findings)
      }
      return .faulty(place)
    }
    if tree.isCutOff(place) { return .faulty(place) }
    if !file.secrets.isEmpty, isSecret(place) { return .faulty(place) }
    if node.flags.contains(.tag), let tag = tree.tags[place.node], tag.name != field.itemType.tag,
      tag.name != "null" || !tree.isNull(place)
    {
      WrongType.report(tag, at: place, field, to: &findings)
      return .faulty(place)
    }
    let text = tree.text(place.node)
    if tree.isNull(place) || text.isBlank {
      guard isRequired else { return .absent }
      reportEmptyValue(slot, field)
      return .faulty(place)
    }
    return .text(text, place)
  }

  mutating func reportEmptyValue(_ slot: WrittenField, _ field: FieldDeclaration, hasOwnKeys: Bool = false) {
    if slot.key == 0 {
      EmptyValue.report(itemAt: place(slot), field, to: &findings)
    } else {
      let cause = keysBeside[slot.key].map { Diagnostic.Cause.finding(UnknownKey.about, at: $0) }
      EmptyValue.report(slot, as: field, on: cloud, hasOwnKeys: hasOwnKeys, cause: cause, to: &findings)
    }
  }

  /// Whether a scalar contains a secret, or a part of one.
  func isSecret(_ place: Place) -> Bool {
    !tree.isSupplied(place.node) && !file.secrets.touching(tree[place.node].span).isEmpty
  }

  // MARK: Text

  package mutating func text(_ slot: WrittenField, _ field: FieldDeclaration, isRequired: Bool) -> TextField {
    var isFreeText = true
    if case .word = field.type { isFreeText = false }
    if isFreeText, reportTextInComment(slot, field, isRequired: isRequired) {
      return isRequired ? TextField(state: .faulty, place: place(slot)) : TextField()
    }
    switch scalar(slot, field, isRequired: isRequired) {
    case .absent: return TextField()
    case .faulty(let place): return TextField(state: .faulty, place: place)
    case .text(let text, let place):
      if isFreeText, !text.isPrintableASCII, InvisibleCharacters.isAll(of: text.string) {
        if !isRequired { return TextField() }
        reportEmptyValue(slot, field)
        return TextField(state: .faulty, place: place)
      }
      if isFreeText { TruncatedText.check(place, of: field.key, to: &findings) }
      let isFine = examine(text, at: place, as: field, isFreeText: isFreeText) != nil
      return TextField(state: isFine ? .present : .faulty, place: place)
    }
  }

  /// Reports a key with nothing but a comment after it that seems to be its text: `title: #1`.
  private mutating func reportTextInComment(_ slot: WrittenField, _ field: FieldDeclaration, isRequired: Bool) -> Bool {
    guard slot.isWritten, slot.key != 0, !tree.isSupplied(slot.value), tree[slot.value].kind == .scalar,
      tree[slot.value].style == .plain,
      tree[slot.value].span.isEmpty, !tree[slot.value].flags.contains(.unusable),
      let comment = TruncatedText.comment(after: tree[slot.value].end, in: tree.source.bytes)
    else { return false }
    if isRequired {
      EmptyValue.report(slot, field, textIn: comment, to: &findings)
    } else {
      TruncatedText.report(slot, field, textIn: comment, to: &findings)
    }
    return true
  }

  /// Text of a form: the parsed value, or a finding. `parse` gives nil for what is not of the form; `explain` then
  /// reports why.
  package mutating func identifier<Value: Sendable>(
    _ slot: WrittenField,
    _ field: FieldDeclaration,
    isRequired: Bool,
    parse: (Text) -> Value?,
    mayBeSample: (Value) -> Bool = { _ in false },
    explain: (Text, Place, inout Findings) -> Void
  ) -> Field<Value> {
    switch scalar(slot, field, isRequired: isRequired) {
    case .absent: return Field()
    case .faulty(let place): return .faulty(at: place)
    case .text(let text, let place):
      if let value = parse(text), !mayBeSample(value), !isDoubtful(text, place) { return Field(value, at: place) }
      guard let text = examine(text, at: place, as: field, isFreeText: false) else { return .faulty(at: place) }
      if let value = parse(text) { return Field(value, at: place) }
      explain(text, place, &findings)
      return .faulty(at: place)
    }
  }

  /// Whether a text that parses needs a second look: a run of `x`, or plain digits with a leading zero.
  private func isDoubtful(_ text: Text, _ place: Place) -> Bool {
    !Placeholders.runsOfX(in: text).isEmpty || !Placeholders.tokens(in: text).isEmpty
      || (text.bytes[0] == UInt8(ascii: "0") && tree[place.node].style == .plain && text.isDigits)
  }

  /// Reports what any text may suffer from: characters that cannot be seen, digits that readers take for a number,
  /// placeholders, sample IDs. Gives the text to go on with, repaired where it had to be; nil if there is none.
  mutating func examine(
    _ text: Text,
    at place: Place,
    as field: FieldDeclaration?,
    isFreeText: Bool,
    exempting prefix: Text? = nil
  ) -> Text? {
    // A company may be called by any letters, and `company name` is not its name.
    if isFreeText || Decoder.isShortWord(text), Decoder.isHarmless(text), field?.key != "company" { return text }
    var current = text
    if let repaired = repairInvisibleCharacters(text, place, isFreeText: isFreeText) { current = repaired }
    if current.isBlank { return nil }
    if tree[place.node].style == .plain {
      AmbiguousScalar.reportLeadingZero(current, at: place, to: &findings)
    }
    if let placeholder = Placeholders.whole(current) {
      PlaceholderLeft.report(placeholder, at: place, as: field, on: cloud, to: &findings)
      return nil
    }
    let exempt = prefix.map { current.bytes.starts(with: $0.bytes) ? $0.count : 0 } ?? 0
    let examined = current[exempt..<current.count]
    let placeholders =
      isFreeText ? Placeholders.inside(freeText: examined, of: field?.key ?? "") : Placeholders.inside(examined)
    if !placeholders.isEmpty {
      PlaceholderLeft.report(
        placeholders.map { TextRange($0.range.lowerBound + exempt..<$0.range.upperBound + exempt) },
        of: current,
        at: place,
        as: field,
        on: cloud,
        to: &findings
      )
      return nil
    }
    return !isFreeText && DocumentationSample.report(in: current, at: place, to: &findings) ? nil : current
  }

  /// Reports hiding characters; gives the repaired text, nil if nothing hides.
  mutating func repairInvisibleCharacters(_ text: Text, _ place: Place, isFreeText: Bool) -> Text? {
    if text.isPrintableASCII { return nil }
    let written = text.string
    guard let repair = InvisibleCharacters.repair(written, isFreeText: isFreeText) else { return nil }
    InvisibleCharacter.report(repair, in: written, at: place, isFreeText: isFreeText, to: &findings)
    return keep(repair.text, for: place)
  }

  /// Control and bidirectional characters are reported under `x-` keys too: they deceive whoever reads the file. Line
  /// breaks and tabs are what texts of several lines are made of.
  mutating func examineExtension(_ value: NodeID, use: UInt32) {
    for node in value..<tree.next(value) {
      let text = tree.text(node)
      if text.string.unicodeScalars.contains(where: { InvisibleCharacters.replacement(for: $0, isFreeText: true) == "" }
      ) {
        _ = repairInvisibleCharacters(text, Place(node: node, use: use), isFreeText: true)
      }
    }
  }

  /// Letters alone, too few for any ID, and none that means something to fill in: `HTTP`.
  private static func isShortWord(_ text: Text) -> Bool {
    text.count <= 10 && text.bytes.allSatisfy { $0.isLetter && $0 | 0x20 != UInt8(ascii: "x") }
  }

  /// The quick look that settles nearly every free text: printable ASCII without a mark of a template, that is not a
  /// placeholder and does not begin like one.
  private static func isHarmless(_ text: Text) -> Bool {
    let templateMarks = templateMarks
    return !mayBegin.contains(text.bytes[0]) && !text.bytes.contains(where: templateMarks.contains)
      && text.isPrintableASCII && !(beginsWord.contains(text.bytes[0]) && Placeholders.isWord(text))
  }

  /// The first letter of `your-company`, and what no name begins with.
  private static let mayBegin = Alphabet("Yy0? \t(*!-.~|:&^")
  /// The first letters of `TODO`, `FIXME`, `CHANGE_ME`, `replace me`, `placeholder`, `XXX`, `N/A`.
  private static let beginsWord = Alphabet("TtFfCcRrPpXxNn")
  private static let templateMarks = Alphabet("<{[$#@%_")

  // MARK: Enumerations, integers, booleans

  package mutating func enumeration<Value: RawRepresentable<String> & CaseIterable & Sendable>(
    _ slot: WrittenField,
    _ field: FieldDeclaration,
    isRequired: Bool
  ) -> Field<Value> {
    switch scalar(slot, field, isRequired: isRequired) {
    case .absent: return Field()
    case .faulty(let place): return .faulty(at: place)
    case .text(let text, let place):
      if let value = Value(text) { return Field(value, at: place) }
      guard let text = examine(text, at: place, as: field, isFreeText: false) else { return .faulty(at: place) }
      if let value = Value(text) { return Field(value, at: place) }
      UnknownValue.report(text, at: place, field, to: &findings)
      // Letter case alone leaves no doubt about what is meant.
      return .faulty(at: place, meaning: Value(rawValue: text.string.lowercased()))
    }
  }

  package mutating func boolean(_ slot: WrittenField, _ field: FieldDeclaration) -> Field<Bool> {
    switch scalar(slot, field, isRequired: false) {
    case .absent: return Field()
    case .faulty(let place): return .faulty(at: place)
    case .text(let text, let place):
      let isPlain = tree[place.node].style == .plain
      if isPlain, text == "true" { return Field(true, at: place) }
      if isPlain, text == "false" { return Field(false, at: place) }
      return doubtfulBoolean(text, at: place, as: field)
    }
  }

  /// A plain decimal integer; larger than `Int` counts as `Int.max`.
  package mutating func integer(_ slot: WrittenField, _ field: FieldDeclaration, isRequired: Bool) -> Field<Int> {
    switch scalar(slot, field, isRequired: isRequired) {
    case .absent: return Field()
    case .faulty(let place): return .faulty(at: place)
    case .text(let text, let place):
      if tree[place.node].style == .plain, let number = PlainInteger.value(text) { return Field(number, at: place) }
      return doubtfulInteger(text, at: place, as: field)
    }
  }
}

/// Integers as the language writes them: decimal digits, a sign at most, no leading zero.
enum PlainInteger {
  static func value(_ text: Text) -> Int? {
    guard let first = text.bytes.first else { return nil }
    let isNegative = first == UInt8(ascii: "-")
    let digits = isNegative || first == UInt8(ascii: "+") ? text[1..<text.count] : text
    guard digits.isDigits, digits.count == 1 || digits.bytes[0] != UInt8(ascii: "0") else { return nil }
    var value = 0
    for byte in digits.bytes {
      let (product, overflows) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflowsToo) = product.addingReportingOverflow(Int(byte - UInt8(ascii: "0")))
      if overflows || overflowsToo { return isNegative ? -Int.max : Int.max }
      value = sum
    }
    if first == UInt8(ascii: "+"), (1...65535).contains(value) { return nil }
    return isNegative ? -value : value
  }
}

extension RawRepresentable where RawValue == String, Self: CaseIterable {
  /// The case whose raw value the text is.
  @inline(__always)
  init?(_ text: Text) {
    for value in Self.allCases where text.equals(value.rawValue) {
      self = value
      return
    }
    return nil
  }
}

extension FieldDeclaration {
  /// The type of one value under the key.
  fileprivate var itemType: ValueType {
    if case .list(let element) = type { return element }
    return type
  }
}

extension ValueType {
  /// The tag of YAML's own that a scalar of this type may have.
  fileprivate var tag: String {
    switch self {
    case .integer: "int"
    case .boolean: "bool"
    default: "str"
    }
  }
}
