/// Whether a text is JSON as RFC 8259 has it, and nothing more.
struct StrictJSON {
  private let bytes: [UInt8]
  private var offset = 0

  /// What is wrong with the text; nil if it is JSON.
  static func fault(in text: String) -> String? {
    var reader = StrictJSON(bytes: Array(text.utf8))
    guard reader.value(depth: 0) else { return "no JSON at byte \(reader.offset)" }
    reader.skipBlanks()
    return reader.offset == reader.bytes.count ? nil : "more than one value at byte \(reader.offset)"
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func skipBlanks() {
    while let byte = current, byte == 32 || byte == 9 || byte == 10 || byte == 13 { offset += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    offset += 1
    return true
  }

  private mutating func value(depth: Int) -> Bool {
    skipBlanks()
    switch current {
    case UInt8(ascii: "{"): return depth < 1000 && members(depth)
    case UInt8(ascii: "["): return depth < 1000 && elements(depth)
    case UInt8(ascii: "\""): return string()
    case UInt8(ascii: "t"): return word("true")
    case UInt8(ascii: "f"): return word("false")
    case UInt8(ascii: "n"): return word("null")
    default: return number()
    }
  }

  private mutating func members(_ depth: Int) -> Bool {
    offset += 1
    skipBlanks()
    if take(UInt8(ascii: "}")) { return true }
    repeat {
      skipBlanks()
      guard current == UInt8(ascii: "\""), string() else { return false }
      skipBlanks()
      guard take(UInt8(ascii: ":")), value(depth: depth + 1) else { return false }
      skipBlanks()
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "}"))
  }

  private mutating func elements(_ depth: Int) -> Bool {
    offset += 1
    skipBlanks()
    if take(UInt8(ascii: "]")) { return true }
    repeat {
      guard value(depth: depth + 1) else { return false }
      skipBlanks()
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "]"))
  }

  private mutating func word(_ word: String) -> Bool {
    guard bytes[offset...].starts(with: word.utf8) else { return false }
    offset += word.utf8.count
    return true
  }

  private mutating func string() -> Bool {
    offset += 1
    while let byte = current, byte >= 0x20 {
      offset += 1
      if byte == UInt8(ascii: "\"") { return true }
      if byte == UInt8(ascii: "\\"), !escape() { return false }
    }
    return false
  }

  /// What is after a backslash; the halves of a surrogate pair only together.
  private mutating func escape() -> Bool {
    guard let byte = current else { return false }
    offset += 1
    guard byte == UInt8(ascii: "u") else { return "\"\\/bfnrt".utf8.contains(byte) }
    guard let unit = hexUnit() else { return false }
    if UTF16.isTrailSurrogate(unit) { return false }
    guard UTF16.isLeadSurrogate(unit) else { return true }
    guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")), let next = hexUnit() else { return false }
    return UTF16.isTrailSurrogate(next)
  }

  private mutating func hexUnit() -> UInt16? {
    guard offset + 4 <= bytes.count else { return nil }
    defer { offset += 4 }
    return UInt16(String(decoding: bytes[offset..<offset + 4], as: UTF8.self), radix: 16)
  }

  private mutating func number() -> Bool {
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")), !digits() { return false }
    if take(UInt8(ascii: ".")), !digits() { return false }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      return digits()
    }
    return true
  }

  private mutating func digits() -> Bool {
    let start = offset
    while let byte = current, byte &- 48 < 10 { offset += 1 }
    return offset > start
  }
}
