/// A set of ASCII characters, made of a list of them.
struct Alphabet: Sendable {
  static let capitalsAndDigits = Alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
  static let alphanumeric = Alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")

  private let isMember: [Bool]

  init(_ characters: String) { isMember = (UInt8.min...UInt8.max).map(characters.utf8.contains) }
  private init(isMember: [Bool]) { self.isMember = isMember }

  func contains(_ byte: UInt8) -> Bool { isMember[Int(byte)] }

  /// The same and some more.
  func with(_ characters: String) -> Alphabet {
    Alphabet(isMember: zip(isMember, Alphabet(characters).isMember).map { $0 || $1 })
  }
}

extension Text {
  /// Where a mark stands; searched by its first character, which is a rare one.
  func offsets(of mark: StaticString) -> [Int] {
    var offsets: [Int] = []
    var from = bytes.startIndex
    while let first = Text(mark).bytes.first, let found = offset(of: first, from: from) {
      if self[found..<count].hasPrefix(mark) { offsets.append(found) }
      from = found + 1
    }
    return offsets
  }

  /// Whether neither a letter nor a digit stands right before or behind a range.
  func isWord(at range: Range<Int>) -> Bool {
    ![bytes[..<range.lowerBound].last, bytes[range.upperBound...].first].contains {
      $0.map(Alphabet.alphanumeric.contains) ?? false
    }
  }
}
