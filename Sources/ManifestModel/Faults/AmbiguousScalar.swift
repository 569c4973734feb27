import Diagnostics
import YAMLTree

/// `ambiguous-scalar`: YAML readers disagree on what the scalar is.
package enum AmbiguousScalar {
  package static let about = RuleAbout(
    "ambiguous-scalar",
    .language,
    .error,
    .ambiguousScalar,
    summary:
      "A scalar that YAML readers take for different things: leading zeros, `0x`, `_`, `22:22`, `yes`, `12e34` as a key.",
    why:
      "An account number with a leading zero becomes another number in one reader and stays text in the next, and nobody is told.",
    remedy: "Quote text, write numbers in plain decimal digits, and write `true` or `false`.",
    basis: .fact("YAML 1.1 and YAML 1.2 core schema differ here"),
    isIgnorable: false,
    example: .init(.aws, bad: [("account: \"210987654321\"", "account: 012345670123")])
  )
}

/// `unquoted-digits`: an identifier of digits that is not quoted.
package enum UnquotedDigits {
  package static let about = RuleAbout(
    "unquoted-digits",
    .language,
    .warning,
    summary: "An account or project ID made of digits only is not quoted.",
    why: "Other tools read it as a number, and some print it in another form; the next account may begin with a zero.",
    remedy: "Put it in double quotes.",
    isIgnorable: false,
    example: .init(.aws, bad: [("account: \"210987654321\"", "account: 210987654321")])
  )
}

extension Decoder {
  /// Digits with a leading zero under a text key, plain.
  mutating func reportLeadingZero(_ text: Text, _ place: Place) {
    let digits = text.string
    guard NumberReadings.hasLeadingZero(digits) else { return }
    findings.add(
      AmbiguousScalar.about,
      at: Spot(place),
      "\(Shown.quoted(digits)) is text to some YAML readers and a number to others",
      label: NumberReadings.leadingZero(digits),
      help: "quote it, so that every reader keeps the zero",
      fix: Fix(.safe, "quote it", [Edit(tree[place.node].span, "\"\(digits)\"")])
    )
  }

  /// A name (project ID, environment ID, endpoint service) that readers take for a number.
  mutating func reportAmbiguousName(_ text: Text, _ place: Place) {
    guard tree[place.node].style == .plain, text[0..<1].isDigits else { return }
    let name = text.string
    let parts = name.split(omittingEmptySubsequences: false) { "eE".contains($0) }
    if NumberReadings.hasLeadingZero(name) {
      addAmbiguousName(name, place, NumberReadings.leadingZero(name))
    } else if parts.count == 2, parts.allSatisfy(\.isDigits) {
      addAmbiguousName(name, place, "\(parts[0]) × 10^\(parts[1]) to a YAML 1.2 reader")
    }
  }

  private mutating func addAmbiguousName(_ name: String, _ place: Place, _ label: String) {
    findings.add(
      AmbiguousScalar.about,
      at: Spot(place),
      "\(Shown.quoted(name)) is text to some YAML readers and a number to others",
      label: label,
      help: "quote it",
      fix: Fix(.safe, "quote it", [Edit(tree[place.node].span, "\"\(name)\"")])
    )
  }

  /// What stands under a boolean key and is neither `true` nor `false` written plainly.
  mutating func doubtfulBoolean(_ text: Text, _ place: Place, _ field: FieldDeclaration) -> Field<Bool> {
    let written = text.string
    let word = written.lowercased()
    let isPlain = tree[place.node].style == .plain
    let meaning =
      ["true", "yes", "on", "y"].contains(word) ? true : ["false", "no", "off", "n"].contains(word) ? false : nil
    if let meaning, isPlain {
      findings.add(
        AmbiguousScalar.about,
        at: Spot(place),
        "\(Shown.quoted(written)) is a boolean to some YAML readers and text to others",
        label: "means `\(meaning)` in YAML 1.1",
        help: "write `\(meaning)`",
        fix: Fix(.safe, "write `\(meaning)`", [Edit(tree[place.node].span, "\(meaning)")])
      )
      return Field(meaning, at: place)
    }
    guard examine(text, place, field, isFreeText: false) != nil else { return .faulty(at: place) }
    let fix =
      word == "true" || word == "false" ? Fix(.safe, "remove the quotes", [Edit(tree[place.node].span, word)]) : nil
    findings.add(
      WrongType.about,
      at: Spot(place),
      "`\(field.key)` takes `true` or `false`, and \(Shown.quoted(written)) is \(describe(place))",
      label: "not a boolean",
      help: fix == nil ? "write `true` or `false`" : "write it without quotes",
      fix: fix
    )
    return .faulty(at: place)
  }

  /// What stands under an integer key and is no plain decimal integer.
  mutating func doubtfulInteger(_ text: Text, _ place: Place, _ field: FieldDeclaration) -> Field<Int> {
    let written = text.string
    let span = tree[place.node].span
    let isPlain = tree[place.node].style == .plain
    if isPlain, let reading = NumberReadings.ambiguous(written) {
      let fix = reading.meant.map { Fix(.suggested, "write `\($0)`", [Edit(span, $0)]) }
      findings.add(
        AmbiguousScalar.about,
        at: Spot(place),
        "\(Shown.quoted(written)) is one number to some YAML readers and something else to others",
        label: reading.words,
        help: "write the number in plain decimal digits",
        fix: fix
      )
      return .faulty(at: place)
    }
    guard let text = examine(text, place, field, isFreeText: false) else { return .faulty(at: place) }
    // What stands on several lines is no number, whatever is left without the line breaks.
    if isPlain, !written.contains(where: \.isNewline), let number = PlainInteger.value(text) {
      return Field(number, at: place)
    }
    let number = written.hasPrefix("+") ? String(written.dropFirst()) : written
    let isNumber = number.isDigits && !NumberReadings.hasLeadingZero(number)
    let what =
      isNumber
      ? isPlain ? "signed" : "quoted digits"
      : isPlain && NumberReadings.isDecimalFraction(written) ? "a decimal fraction" : describe(place)
    findings.add(
      WrongType.about,
      at: Spot(place),
      "`\(field.key)` takes an integer, and \(Shown.quoted(written)) is \(what)",
      label: "not plain decimal digits",
      help: isNumber
        ? "write it without \(isPlain ? "the sign" : "quotes")"
        : "write the number alone, for example `\(field.example)`",
      fix: isNumber ? Fix(.safe, "write `\(number)`", [Edit(span, number)]) : nil
    )
    return .faulty(at: place)
  }
}

/// What YAML readers make of scalars that look like numbers.
enum NumberReadings {
  static func hasLeadingZero(_ text: String) -> Bool { text.first == "0" && text != "0" && text.isDigits }

  /// "1402433619 to a YAML 1.1 reader": a number in octal, or in decimal where there are digits above 7.
  static func leadingZero(_ digits: String) -> String {
    Int(digits, radix: 8).map { "\($0) to a YAML 1.1 reader" } ?? "\(digits.drop { $0 == "0" }) to a YAML 1.2 reader"
  }

  /// Why a plain scalar under an integer key is ambiguous, and the decimal number most likely meant; nil where it is not.
  static func ambiguous(_ text: String) -> (words: String, meant: String?)? {
    let unsigned = text.hasPrefix("-") || text.hasPrefix("+") ? String(text.dropFirst()) : text
    guard let reading = reading(unsigned) else { return nil }
    return (reading.words, text == unsigned ? reading.meant : nil)
  }

  private static func reading(_ text: String) -> (words: String, meant: String?)? {
    if hasLeadingZero(text) {
      let meant = String(text.drop { $0 == "0" })
      return (leadingZero(text), meant.isEmpty ? nil : meant)
    }
    let digits = text.filter { $0 != "_" }
    for (prefix, radix, words) in [("0x", 16, "hexadecimal"), ("0o", 8, "octal"), ("0b", 2, "binary")]
    where digits.lowercased().hasPrefix(prefix) {
      guard digits.dropFirst(2).allSatisfy(\.isHexDigit), let number = Int(digits.dropFirst(2), radix: radix) else {
        continue
      }
      return ("\(number), \(words) to some readers, text to others", String(number))
    }
    if text != digits, !text.hasPrefix("_"), digits.isDigits {
      return ("\(digits) to a YAML 1.1 reader, text to others", digits)
    }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count > 1 && parts.allSatisfy(\.isDigits) ? (sexagesimal(parts), nil) : nil
  }

  /// `22:22` is 1342 to a YAML 1.1 reader, where the later parts are below 60.
  private static func sexagesimal(_ parts: [Substring]) -> String {
    guard parts.count == 2, let first = UInt16(parts[0]), let second = UInt16(parts[1]), second < 60 else {
      return "numbers parted by colons, not one number"
    }
    return "\(Int(first) * 60 + Int(second)) to a YAML 1.1 reader, to base 60"
  }

  static func isDecimalFraction(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 2 && parts[0].isDigits && (parts[1].isEmpty || parts[1].isDigits)
  }
}
