import YAMLTree

/// A `/pattern/` of a policy: a subset of regular expressions whose matching takes time in proportion to the text.
///
/// No library is used: `NSRegularExpression` needs Foundation, which would triple the binary, and Swift's `Regex` goes
/// back over the text, which a hostile value can make exponential. Here each element of the pattern is a bit, and one
/// pass over the text keeps the set of elements that may have matched last (Glushkov's automaton). What cannot be
/// matched so (back references, lookarounds) is refused by `TextPatternReader`.
package struct TextPattern: Sendable, Equatable {
  /// As it is written, slashes included.
  package let text: String
  private let automaton: Automaton

  /// The longest value that is compared, in bytes. A longer one matches no pattern.
  package static let longestText = 4096

  package init(_ text: String) throws(PatternFault) {
    self.text = text
    automaton = try TextPatternReader.read(text)
  }

  package static func == (left: TextPattern, right: TextPattern) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  /// Whether a text is meant as a pattern.
  package static func isOne(_ text: String) -> Bool {
    text.utf8.count > 1 && text.utf8.first == UInt8(ascii: "/")
      && (text.utf8.last == UInt8(ascii: "/") || text.utf8.suffix(2).elementsEqual("/i".utf8))
  }

  /// Whether it matches every text there is.
  package var matchesAll: Bool { automaton.matchesAll }

  package func matches(_ text: Text) -> Bool {
    text.count <= TextPattern.longestText && automaton.matches(text.bytes)
  }

  package func matches(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { matches(Text($0)) }
  }
}

/// The elements of a pattern, and which may follow which.
struct Automaton: Sendable {
  /// What each element takes.
  var elements: [ScalarSet] = []
  /// The elements that may follow each.
  var follow: [Bits] = []
  /// The elements that may match first: anywhere, and at the start of the text only.
  var first = Bits()
  var firstAtStart = Bits()
  /// The elements that may match last: anywhere, and at the end of the text only.
  var last = Bits()
  var lastAtEnd = Bits()
  /// Some alternative matches every text, or the empty one.
  var matchesAll = false
  var matchesEmpty = false
  /// The elements that take each ASCII character.
  private var ascii = [Bits](repeating: Bits(), count: 128)

  mutating func finish() {
    for (index, element) in elements.enumerated() {
      for value in UInt32(0)..<128 where element.contains(value) { ascii[Int(value)].insert(index) }
    }
  }

  func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if matchesAll { return true }
    if text.isEmpty { return matchesEmpty }
    var active = Bits()
    var isStart = true
    var scalars = ScalarReader(text)
    while let scalar = scalars.next() {
      var reached = isStart ? first.union(firstAtStart) : first
      active.forEach { reached = reached.union(follow[$0]) }
      active = reached.intersection(taking(scalar))
      if !active.intersection(last).isEmpty { return true }
      isStart = false
    }
    return !active.intersection(lastAtEnd).isEmpty
  }

  private func taking(_ scalar: UInt32) -> Bits {
    if scalar < 128 { return ascii[Int(scalar)] }
    var bits = Bits()
    for (index, element) in elements.enumerated() where element.contains(scalar) { bits.insert(index) }
    return bits
  }
}

/// The scalars of a text that is UTF-8; what is not counts as U+FFFD, byte by byte.
private struct ScalarReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  @inline(__always)
  mutating func next() -> UInt32? {
    guard index < bytes.count else { return nil }
    let byte = bytes[index]
    if byte < 0x80 {
      index += 1
      return UInt32(byte)
    }
    return nextOfSeveralBytes(UInt32(byte))
  }

  private mutating func nextOfSeveralBytes(_ lead: UInt32) -> UInt32 {
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard lead >= 0xC0, index + length <= bytes.count else {
      index += 1
      return 0xFFFD
    }
    var value = lead & (0x7F >> UInt32(length))
    for byte in bytes[(index + 1)..<(index + length)] { value = value << 6 | UInt32(byte) & 0x3F }
    index += length
    return value
  }
}

/// A set of the elements of a pattern.
struct Bits: Sendable, Equatable {
  /// The most elements of a pattern.
  static let capacity = 256
  private var words = SIMD4<UInt64>()

  var isEmpty: Bool { words == SIMD4() }

  mutating func insert(_ index: Int) { words[index >> 6] |= 1 << UInt64(index & 63) }

  func union(_ other: Bits) -> Bits { Bits(words | other.words) }
  func intersection(_ other: Bits) -> Bits { Bits(words & other.words) }

  init() {}
  private init(_ words: SIMD4<UInt64>) { self.words = words }

  @inline(__always)
  func forEach(_ body: (Int) -> Void) {
    for word in 0..<4 {
      var rest = words[word]
      while rest != 0 {
        body(word << 6 + rest.trailingZeroBitCount)
        rest &= rest &- 1
      }
    }
  }
}

/// The scalars that an element of a pattern takes.
struct ScalarSet: Sendable {
  var ranges: [ClosedRange<UInt32>]
  var isNegated = false

  func contains(_ value: UInt32) -> Bool { ranges.contains { $0.contains(value) } != isNegated }

  /// The same in both letter cases of ASCII.
  var foldingCase: ScalarSet {
    var folded = self
    for range in ranges {
      for (from, by) in [(UInt32(65)...90, 32), (97...122, -32)] where range.overlaps(from) {
        let part = range.clamped(to: from)
        folded.ranges.append(
          UInt32(Int(part.lowerBound) + by)...UInt32(Int(part.upperBound) + by)
        )
      }
    }
    return folded
  }
}
