/// Whether a text is a well-formed XML 1.0 document of the kind that the tool writes: a declaration, elements,
/// attributes, text.
struct StrictXML {
  private let scalars: [Unicode.Scalar]
  private var offset = 0

  /// What is wrong with the text; nil if it is XML.
  static func fault(in text: String) -> String? {
    var reader = StrictXML(scalars: Array(text.unicodeScalars))
    if let scalar = reader.scalars.first(where: { !isCharacter($0) }) {
      return "a character that XML has not: U+\(String(scalar.value, radix: 16))"
    }
    return reader.document() ? nil : "no XML at character \(reader.offset)"
  }

  private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

  private static func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 9, 10, 13, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }

  private var current: Unicode.Scalar? { offset < scalars.count ? scalars[offset] : nil }

  private mutating func take(_ text: String) -> Bool {
    guard scalars[offset...].starts(with: text.unicodeScalars) else { return false }
    offset += text.unicodeScalars.count
    return true
  }

  private mutating func skipBlanks() {
    while let scalar = current, scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r" { offset += 1 }
  }

  private mutating func document() -> Bool {
    guard take("<?xml version=\"1.0\" encoding=\"UTF-8\"?>") else { return false }
    skipBlanks()
    guard take("<"), element() else { return false }
    skipBlanks()
    return current == nil
  }

  /// An element from after its `<`.
  private mutating func element() -> Bool {
    guard let name = name() else { return false }
    var attributes: Set<String> = []
    while true {
      let before = offset
      skipBlanks()
      if take("/>") { return true }
      if take(">") { return content(of: name) }
      guard before < offset, let attribute = self.name(), attributes.insert(attribute).inserted, take("=\""),
        text(until: "\"")
      else {
        return false
      }
      offset += 1
    }
  }

  private mutating func content(of name: String) -> Bool {
    while text(until: "<") {
      offset += 1
      if take("/") { return self.name() == name && take(">") }
      guard element() else { return false }
    }
    return false
  }

  private mutating func name() -> String? {
    let start = offset
    while let scalar = current, scalar.isASCII,
      scalar.properties.isAlphabetic || "0123456789-_:.".unicodeScalars.contains(scalar)
    {
      offset += 1
    }
    guard offset > start, scalars[start].properties.isAlphabetic else { return nil }
    return String(String.UnicodeScalarView(scalars[start..<offset]))
  }

  /// Text up to a mark that is there; references are the five that XML has and numbers.
  private mutating func text(until mark: Unicode.Scalar) -> Bool {
    while let scalar = current {
      if scalar == mark { return true }
      if scalar == "<"
        || (scalar == ">" && mark == "<" && scalars[..<offset].suffix(2).elementsEqual("]]".unicodeScalars))
      {
        return false
      }
      offset += 1
      if scalar == "&", !["lt;", "gt;", "amp;", "quot;", "apos;"].contains(where: { take($0) }), !number() {
        return false
      }
    }
    return false
  }

  private mutating func number() -> Bool {
    guard take("#") else { return false }
    let radix = take("x") ? 16 : 10
    let start = offset
    while let scalar = current, scalar != ";" { offset += 1 }
    let digits = String(String.UnicodeScalarView(scalars[start..<offset]))
    guard take(";"), let value = UInt32(digits, radix: radix), let scalar = Unicode.Scalar(value) else { return false }
    return StrictXML.isCharacter(scalar)
  }
}
