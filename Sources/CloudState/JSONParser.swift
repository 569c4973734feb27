import Diagnostics
import YAMLTree

/// Reads a JSON text into nodes, one byte after the other; what is open is on a stack of its own, so that depth costs
/// no stack of the machine.
struct JSONParser {
  /// The names of an object: up to eight are compared faster than they are hashed.
  private struct Names {
    private var few: [ByteKey] = []
    private var many: Set<ByteKey> = []

    /// Whether the name is new.
    mutating func insert(_ name: ByteKey) -> Bool {
      guard many.isEmpty else { return many.insert(name).inserted }
      guard !few.contains(name) else { return false }
      few.append(name)
      if few.count > 8 { many = Set(few) }
      return true
    }
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private let limits: JSONLimits
  private(set) var nodes: [JSONDocument.Node] = []
  var offset = 0
  /// The collections that are open, with the names of an object so far.
  private var open: [(node: Int, names: Names)] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ limits: JSONLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  mutating func document() throws(JSONProblem) {
    skipBlanks()
    try value()
    while let (node, _) = open.last {
      skipBlanks()
      guard let byte = peek else { throw problem("it ends inside a value") }
      let isObject = nodes[node].kind == .object
      if byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
        offset += 1
        close()
        continue
      }
      if nodes.count > node + 1 {
        guard byte == UInt8(ascii: ",") else { throw problem("expected `,` or a closing bracket") }
        offset += 1
        skipBlanks()
      }
      if isObject { try name() }
      try value()
    }
    skipBlanks()
    if offset < bytes.count { throw problem("text after the value") }
  }

  private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private func problem(_ words: String) -> JSONProblem { JSONProblem(words: words, offset: offset) }

  private mutating func skipBlanks() {
    while let byte = peek, byte == UInt8(ascii: " ") || byte.isLineBreak || byte == UInt8(ascii: "\t") { offset += 1 }
  }

  private mutating func add(_ kind: JSONDocument.Kind, _ start: Int) throws(JSONProblem) {
    guard nodes.count < limits.values else { throw problem("more than \(limits.values) values") }
    nodes.append(.init(kind: kind, start: start, end: offset, next: nodes.count + 1))
  }

  private mutating func close() {
    let (node, _) = open.removeLast()
    nodes[node].end = offset
    nodes[node].next = nodes.count
  }

  // MARK: Values

  private mutating func value() throws(JSONProblem) {
    guard let byte = peek else { throw problem("it ends where a value is expected") }
    let start = offset
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      guard open.count < limits.depth else { throw problem("more than \(limits.depth) values inside each other") }
      offset += 1
      open.append((nodes.count, Names()))
      try add(byte == UInt8(ascii: "{") ? .object : .array, start)
    case UInt8(ascii: "\""):
      try string()
      try add(.string, start)
    case UInt8(ascii: "t"): try word("true", .yes)
    case UInt8(ascii: "f"): try word("false", .no)
    case UInt8(ascii: "n"): try word("null", .null)
    default:
      try number()
      try add(.number, start)
    }
  }

  private mutating func name() throws(JSONProblem) {
    guard peek == UInt8(ascii: "\"") else { throw problem("expected a name in double quotes") }
    let start = offset
    try string()
    try add(.string, start)
    try remember(start..<offset)
    skipBlanks()
    guard peek == UInt8(ascii: ":") else { throw problem("expected `:` after a name") }
    offset += 1
    skipBlanks()
  }

  private mutating func remember(_ range: Range<Int>) throws(JSONProblem) {
    let last = open.count - 1
    let name = JSONParser.unescaped(bytes[range.lowerBound + 1..<range.upperBound - 1])
    guard open[last].names.insert(ByteKey(name)) else {
      offset = range.lowerBound
      throw problem("a name that the object already has")
    }
  }

  private mutating func word(_ word: StaticString, _ kind: JSONDocument.Kind) throws(JSONProblem) {
    let start = offset
    let end = offset + word.utf8CodeUnitCount
    guard end <= bytes.count, Text(bytes[offset..<end]) == word else { throw problem("expected a value") }
    offset = end
    try add(kind, start)
  }

  private mutating func number() throws(JSONProblem) {
    let start = offset
    if peek == UInt8(ascii: "-") { offset += 1 }
    let first = offset
    digits()
    guard offset > first, bytes[first] != UInt8(ascii: "0") || offset == first + 1 else {
      offset = start
      throw problem("expected a value")
    }
    if peek == UInt8(ascii: ".") {
      offset += 1
      guard digits() > 0 else { throw problem("expected digits") }
    }
    if let byte = peek, byte | 0x20 == UInt8(ascii: "e") {
      offset += 1
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { offset += 1 }
      guard digits() > 0 else { throw problem("expected digits") }
    }
  }

  @discardableResult private mutating func digits() -> Int {
    let start = offset
    while offset < bytes.count, bytes[offset].isDigit { offset += 1 }
    return offset - start
  }

  // MARK: Strings

  private mutating func string() throws(JSONProblem) {
    let start = offset
    offset += 1
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        offset += 1
        guard JSONParser.isUTF8(bytes[start..<offset]) else {
          offset = start
          throw problem("bytes that are not UTF-8")
        }
        return
      case UInt8(ascii: "\\"): try escape()
      case 0..<UInt8(ascii: " "): throw problem("a control character inside a string")
      default: offset += 1
      }
    }
    throw problem("it ends inside a string")
  }

  private mutating func escape() throws(JSONProblem) {
    guard offset + 1 < bytes.count else { throw problem("it ends inside a string") }
    if bytes[offset + 1] != UInt8(ascii: "u") {
      guard "\"\\/bfnrt".utf8.contains(bytes[offset + 1]) else { throw problem("an escape that is not JSON") }
      offset += 2
      return
    }
    guard let unit = JSONParser.unit(bytes, offset) else { throw problem("expected four hexadecimal digits") }
    if unit == 0 { throw problem("a NUL character") }
    if UTF16.isTrailSurrogate(unit) { throw problem("half of a surrogate pair") }
    offset += 6
    if UTF16.isLeadSurrogate(unit) {
      guard let trail = JSONParser.unit(bytes, offset), UTF16.isTrailSurrogate(trail) else {
        throw problem("half of a surrogate pair")
      }
      offset += 6
    }
  }

  /// The unit that `\uXXXX` at an offset writes.
  private static func unit(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> UInt16? {
    guard offset + 6 <= bytes.count, bytes[offset] == UInt8(ascii: "\\"), bytes[offset + 1] == UInt8(ascii: "u") else {
      return nil
    }
    var unit: UInt16 = 0
    for byte in bytes[offset + 2..<offset + 6] {
      guard let digit = byte.hexValue else { return nil }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }

  private static func isUTF8(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    bytes.allSatisfy { $0 < 0x80 } || String(validating: bytes, as: UTF8.self) != nil
  }

  /// A string that was read, without its escapes.
  static func unescaped(_ content: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    guard content.contains(UInt8(ascii: "\\")) else { return String(decoding: content, as: UTF8.self) }
    let bytes = UnsafeBufferPointer(rebasing: content)
    var text: [UInt8] = []
    var offset = 0
    while offset < bytes.count {
      guard bytes[offset] == UInt8(ascii: "\\") else {
        text.append(bytes[offset])
        offset += 1
        continue
      }
      if let unit = unit(bytes, offset) {
        let trail = UTF16.isLeadSurrogate(unit) ? JSONParser.unit(bytes, offset + 6) : nil
        let units = [unit] + (trail.map { [$0] } ?? [])
        text.append(contentsOf: String(decoding: units, as: UTF16.self).utf8)
        offset += 6 * units.count
        continue
      }
      switch bytes[offset + 1] {
      case UInt8(ascii: "b"): text.append(UInt8(ascii: "\u{8}"))
      case UInt8(ascii: "f"): text.append(UInt8(ascii: "\u{C}"))
      case UInt8(ascii: "n"): text.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "r"): text.append(UInt8(ascii: "\r"))
      case UInt8(ascii: "t"): text.append(UInt8(ascii: "\t"))
      default: text.append(bytes[offset + 1])
      }
      offset += 2
    }
    return String(decoding: text, as: UTF8.self)
  }
}
