/// Reads JSON as it comes, without a tree: the caller asks for what it expects, and skips the rest.
///
/// As RFC 8259 has it, with a byte-order mark let through. Linear, and no deeper than `deepest`.
package struct JSONReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var place: Int
  private var depth = 0
  /// Whether half of a surrogate pair is read as U+FFFD, as programs write it that cut texts by UTF-16.
  private let replacesLoneSurrogates: Bool

  /// Objects and arrays inside each other.
  private static let deepest = 200

  /// What keeps a text from being JSON, or from being what was asked for.
  package struct Fault: Error {
    /// As in "`}` is expected".
    package let reason: String
    /// 1-based.
    package let line: Int
  }

  /// What begins at the place.
  package enum Kind: Sendable { case object, array, string, number, literal, nothing }

  package init(_ bytes: UnsafeBufferPointer<UInt8>, replacesLoneSurrogates: Bool = false) {
    self.bytes = bytes
    self.replacesLoneSurrogates = replacesLoneSurrogates
    place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  // MARK: Values

  package mutating func kind() -> Kind {
    switch peek() ?? 0 {
    case UInt8(ascii: "{"): .object
    case UInt8(ascii: "["): .array
    case UInt8(ascii: "\""): .string
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): .number
    case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): .literal
    default: .nothing
    }
  }

  /// An object; `member` reads or skips the value of each.
  package mutating func object(_ member: (inout JSONReader, String) throws(Fault) -> Void) throws(Fault) {
    try items(from: "{", to: "}") { reader throws(Fault) in
      let name = try reader.string()
      try reader.expect(":")
      try member(&reader, name)
    }
  }

  /// An array; `element` reads or skips each value.
  package mutating func array(_ element: (inout JSONReader) throws(Fault) -> Void) throws(Fault) {
    try items(from: "[", to: "]", element)
  }

  package mutating func string() throws(Fault) -> String {
    try expect("\"")
    let start = place
    while place < bytes.count, bytes[place] >= 0x20, bytes[place] != UInt8(ascii: "\""),
      bytes[place] != UInt8(ascii: "\\")
    {
      place += 1
    }
    var text = Array(bytes[start..<place])
    while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
      let byte = bytes[place]
      guard byte >= 0x20 else { throw fault("a control character is in a string") }
      place += 1
      if byte == UInt8(ascii: "\\") {
        text += Array(UTF8.encode(try escaped()) ?? .init([]))
      } else {
        text.append(byte)
      }
    }
    guard place < bytes.count else { throw fault("a string does not end") }
    place += 1
    guard let string = String(validating: text, as: UTF8.self) else { throw fault("a string is not UTF-8") }
    return string
  }

  /// A whole number; one that does not fit is the largest or smallest there is.
  package mutating func integer() throws(Fault) -> Int {
    let digits = try number()
    guard digits.allSatisfy({ $0 == UInt8(ascii: "-") || isDigit($0) }) else {
      throw fault("a whole number is expected")
    }
    let text = String(decoding: digits, as: UTF8.self)
    return Int(text) ?? (text.utf8.first == UInt8(ascii: "-") ? .min : .max)
  }

  /// A number as it is written.
  package mutating func numberText() throws(Fault) -> String { String(decoding: try number(), as: UTF8.self) }

  /// `true` or `false`; nil: `null`.
  package mutating func boolean() throws(Fault) -> Bool? {
    let first = peek()
    try literal()
    return first == UInt8(ascii: "n") ? nil : first == UInt8(ascii: "t")
  }

  package mutating func skip() throws(Fault) {
    switch kind() {
    case .object: try object { reader, _ throws(Fault) in try reader.skip() }
    case .array: try array { reader throws(Fault) in try reader.skip() }
    case .string: _ = try string()
    case .number: _ = try number()
    case .literal: try literal()
    case .nothing: throw fault("a value is expected")
    }
  }

  /// Makes sure that nothing follows.
  package mutating func end() throws(Fault) {
    if peek() != nil { throw fault("something follows the end") }
  }

  package func fault(_ reason: String) -> Fault {
    Fault(reason: reason, line: bytes[..<min(place, bytes.count)].count { $0 == UInt8(ascii: "\n") } + 1)
  }

  // MARK: Parts

  private mutating func items(
    from open: Unicode.Scalar,
    to close: Unicode.Scalar,
    _ item: (inout JSONReader) throws(Fault) -> Void
  ) throws(Fault) {
    try expect(open)
    depth += 1
    guard depth <= JSONReader.deepest else { throw fault("it is nested too deep") }
    if peek() == UInt8(ascii: close) {
      place += 1
    } else {
      try item(&self)
      while peek() == UInt8(ascii: ",") {
        place += 1
        try item(&self)
      }
      try expect(close)
    }
    depth -= 1
  }

  /// The next byte after white space.
  private mutating func peek() -> UInt8? {
    while place < bytes.count, JSONReader.isWhite(bytes[place]) { place += 1 }
    return place < bytes.count ? bytes[place] : nil
  }

  private static func isWhite(_ byte: UInt8) -> Bool { byte.isWhite || byte.isLineBreak }

  private mutating func expect(_ mark: Unicode.Scalar) throws(Fault) {
    guard peek() == UInt8(ascii: mark) else { throw fault("`\(mark)` is expected") }
    place += 1
  }

  private mutating func literal() throws(Fault) {
    for word in ["true", "false", "null"] where bytes[place...].starts(with: word.utf8) {
      place += word.utf8.count
      return
    }
    throw fault("a value is expected")
  }

  private mutating func number() throws(Fault) -> Slice<UnsafeBufferPointer<UInt8>> {
    _ = peek()
    let start = place
    if at("-") { place += 1 }
    if at("0") { place += 1 } else { try digits() }
    if at(".") {
      place += 1
      try digits()
    }
    if at("e") || at("E") {
      place += 1
      if at("+") || at("-") { place += 1 }
      try digits()
    }
    return bytes[start..<place]
  }

  private mutating func digits() throws(Fault) {
    guard place < bytes.count, isDigit(bytes[place]) else { throw fault("a number is expected") }
    while place < bytes.count, isDigit(bytes[place]) { place += 1 }
  }

  private func at(_ mark: Unicode.Scalar) -> Bool { place < bytes.count && bytes[place] == UInt8(ascii: mark) }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  // MARK: Escapes

  /// What a backslash, read already, stands for with what follows it.
  private mutating func escaped() throws(Fault) -> Unicode.Scalar {
    guard place < bytes.count else { throw fault("a string does not end") }
    place += 1
    switch bytes[place - 1] {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try codePoint()
    default: throw fault("an escape of a string is not known")
    }
  }

  /// Four digits, or two times four for what lies beyond U+FFFF.
  private mutating func codePoint() throws(Fault) -> Unicode.Scalar {
    let first = try unit()
    if let scalar = Unicode.Scalar(first) { return scalar }
    let start = place
    if first < 0xDC00, at("\\") {
      place += 1
      if at("u") {
        place += 1
        let second = try unit()
        if (0xDC00...0xDFFF).contains(second),
          let scalar = Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00))
        {
          return scalar
        }
      }
    }
    guard replacesLoneSurrogates else { throw fault("half of a surrogate pair is missing") }
    place = start
    return "\u{FFFD}"
  }

  private mutating func unit() throws(Fault) -> UInt16 {
    guard place + 4 <= bytes.count else { throw fault("a string does not end") }
    var unit: UInt16 = 0
    for byte in bytes[place..<place + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        throw fault("`\\u` takes four hexadecimal digits")
      }
      unit = unit << 4 | UInt16(digit)
    }
    place += 4
    return unit
  }
}
