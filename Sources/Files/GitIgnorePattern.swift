import Diagnostics

/// A line of a `.gitignore`, as git reads and matches it.
///
/// Matching follows git's `wildmatch`: `*`, `?` and `[…]` are parts of a name, `**` between slashes any folders. It
/// takes no more steps than the length of the pattern times that of the path.
struct GitIgnorePattern: Sendable {
  /// The line, without its line break.
  let text: String
  /// `!`: takes back what an earlier line says.
  let isNegated: Bool
  /// It ends in `/`: folders alone.
  private let isOfFolders: Bool
  /// It has no `/`: the last name of a path, at any depth.
  private let isOfNames: Bool
  /// What a path begins with, literally.
  private let start: [UInt8]
  /// What the rest of it has to be; empty: nothing.
  private let rest: [Element]

  /// A part of a pattern.
  private enum Element: Sendable {
    case byte(UInt8)
    /// `?`
    case one
    case oneOf(Alternatives)
    /// `*`, or `**`, which crosses slashes.
    case run(crossesSlashes: Bool)
    /// What follows, or what comes as many elements later.
    case fork(Int)
    /// Nothing matches.
    case never
  }

  /// Nil for an empty line and a comment.
  init?(_ line: some Collection<UInt8>) {
    var bytes = Array(line)
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    guard !bytes.isEmpty, bytes[0] != UInt8(ascii: "#") else { return nil }
    bytes = GitIgnorePattern.withoutTrailingSpaces(bytes)
    text = String(decoding: bytes, as: UTF8.self)
    isNegated = bytes.first == UInt8(ascii: "!")
    if isNegated { bytes.removeFirst() }
    isOfFolders = bytes.last == UInt8(ascii: "/")
    if isOfFolders { bytes.removeLast() }
    isOfNames = !bytes.contains(UInt8(ascii: "/"))
    if !isOfNames, bytes.first == UInt8(ascii: "/") { bytes.removeFirst() }
    start = Array(bytes.prefix { !GitIgnorePattern.isSpecial($0) })
    rest = GitIgnorePattern.elements(bytes[start.count...])
  }

  /// Spaces at the end, unless a backslash protects the first of them.
  private static func withoutTrailingSpaces(_ bytes: [UInt8]) -> [UInt8] {
    var end = 0
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count {
        index += 1
      } else if bytes[index] == UInt8(ascii: " ") {
        index += 1
        continue
      }
      index += 1
      end = index
    }
    return Array(bytes[..<end])
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    [UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "["), UInt8(ascii: "\\")].contains(byte)
  }

  // MARK: Matching

  /// Whether a path matches that is seen from the folder of the `.gitignore`.
  func matches(_ path: ArraySlice<UInt8>, isFolder: Bool) -> Bool {
    if isOfFolders, !isFolder { return false }
    let slash = isOfNames ? path.lastIndex(of: UInt8(ascii: "/")) : nil
    let text = slash.map { path[($0 + 1)...] } ?? path
    guard text.starts(with: start) else { return false }
    return matchesRest(text.dropFirst(start.count))
  }

  private func matchesRest(_ text: ArraySlice<UInt8>) -> Bool {
    if rest.isEmpty { return text.isEmpty }
    // The places in the pattern at which one can be after what was read so far.
    var places = [Bool](repeating: false, count: rest.count + 1)
    enter(0, &places)
    for byte in text {
      var next = [Bool](repeating: false, count: rest.count + 1)
      for place in 0..<rest.count where places[place] {
        switch rest[place] {
        case .byte(let wanted): if byte == wanted { enter(place + 1, &next) }
        case .one: if byte != UInt8(ascii: "/") { enter(place + 1, &next) }
        case .oneOf(let alternatives): if alternatives.contains(byte) { enter(place + 1, &next) }
        case .run(let crossesSlashes): if crossesSlashes || byte != UInt8(ascii: "/") { enter(place, &next) }
        case .fork, .never: break
        }
      }
      places = next
    }
    return places[rest.count]
  }

  /// Comes to a place, and to those that nothing has to be read for.
  private func enter(_ place: Int, _ places: inout [Bool]) {
    var place = place
    while !places[place] {
      places[place] = true
      guard place < rest.count else { return }
      switch rest[place] {
      case .fork(let distance):
        enter(place + distance, &places)
        place += 1
      case .run: place += 1
      default: return
      }
    }
  }

  // MARK: Reading

  private static func elements(_ bytes: ArraySlice<UInt8>) -> [Element] {
    var elements: [Element] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      switch bytes[index] {
      case UInt8(ascii: "*"):
        let end = bytes[index...].firstIndex { $0 != UInt8(ascii: "*") } ?? bytes.endIndex
        elements += run(from: index, to: end, in: bytes)
        index = end
        continue
      case UInt8(ascii: "?"): elements.append(.one)
      case UInt8(ascii: "["):
        guard let (alternatives, end) = Alternatives.read(bytes, from: index) else { return [.never] }
        elements.append(.oneOf(alternatives))
        index = end
      case UInt8(ascii: "\\"):
        index += 1
        guard index < bytes.endIndex else { return [.never] }
        elements.append(.byte(bytes[index]))
      default: elements.append(.byte(bytes[index]))
      }
      index += 1
    }
    return elements
  }

  /// Stars in a row. Two and more between slashes, or at either end, are any folders; elsewhere they are one.
  private static func run(from start: Int, to end: Int, in bytes: ArraySlice<UInt8>) -> [Element] {
    let slash = UInt8(ascii: "/")
    let isAfterSlash = start == bytes.startIndex || bytes[start - 1] == slash
    let isBeforeSlash = end < bytes.endIndex && bytes[end] == slash
    let isBeforeEscapedSlash = bytes[end...].starts(with: [UInt8(ascii: "\\"), slash])
    guard end - start > 1, isAfterSlash, end == bytes.endIndex || isBeforeSlash || isBeforeEscapedSlash else {
      return [.run(crossesSlashes: false)]
    }
    // The folders may be none: then their slash is none either.
    return isBeforeSlash ? [.fork(3), .run(crossesSlashes: true)] : [.run(crossesSlashes: true)]
  }
}

/// `[…]` in a pattern: one byte of several, and never a slash.
private struct Alternatives: Sendable {
  private var bits: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  private var isNegated = false

  func contains(_ byte: UInt8) -> Bool { byte != UInt8(ascii: "/") && holds(byte) != isNegated }

  private func holds(_ byte: UInt8) -> Bool {
    let word = byte < 64 ? bits.0 : byte < 128 ? bits.1 : byte < 192 ? bits.2 : bits.3
    return word >> (UInt64(byte) & 63) & 1 == 1
  }

  private mutating func insert(_ byte: UInt8) {
    let bit: UInt64 = 1 << (UInt64(byte) & 63)
    switch byte {
    case 0..<64: bits.0 |= bit
    case 64..<128: bits.1 |= bit
    case 128..<192: bits.2 |= bit
    default: bits.3 |= bit
    }
  }

  /// Reads from `[` on; gives where its `]` is. Nil if there is none or a class has no such name: git matches nothing
  /// then.
  static func read(_ bytes: ArraySlice<UInt8>, from open: Int) -> (Alternatives, end: Int)? {
    var set = Alternatives()
    var index = open + 1
    if index < bytes.endIndex, bytes[index] == UInt8(ascii: "!") || bytes[index] == UInt8(ascii: "^") {
      set.isNegated = true
      index += 1
    }
    var previous: UInt8?
    var isFirst = true
    while index < bytes.endIndex, isFirst || bytes[index] != UInt8(ascii: "]") {
      isFirst = false
      let byte = bytes[index]
      if byte == UInt8(ascii: "\\") {
        index += 1
        guard index < bytes.endIndex else { return nil }
        set.insert(bytes[index])
        previous = bytes[index]
      } else if byte == UInt8(ascii: "-"), let low = previous, index + 1 < bytes.endIndex,
        bytes[index + 1] != UInt8(ascii: "]")
      {
        index += 1
        if bytes[index] == UInt8(ascii: "\\") { index += 1 }
        guard index < bytes.endIndex else { return nil }
        if low <= bytes[index] { for byte in low...bytes[index] { set.insert(byte) } }
        previous = nil
      } else if byte == UInt8(ascii: "["), index + 1 < bytes.endIndex, bytes[index + 1] == UInt8(ascii: ":") {
        guard let end = bytes[(index + 2)...].firstIndex(of: UInt8(ascii: "]")) else { return nil }
        if end > index + 2, bytes[end - 1] == UInt8(ascii: ":") {
          let name = String(decoding: bytes[(index + 2)..<(end - 1)], as: UTF8.self)
          guard let isMember = classes[name] else { return nil }
          for byte in UInt8(0)..<0x80 where isMember(byte) { set.insert(byte) }
          previous = nil
          index = end
        } else {
          set.insert(byte)
          previous = byte
        }
      } else {
        set.insert(byte)
        previous = byte
      }
      index += 1
    }
    return index < bytes.endIndex ? (set, index) : nil
  }

  private static let classes: [String: @Sendable (UInt8) -> Bool] = [
    "alnum": { $0.isLetter || $0.isDigit },
    "alpha": { $0.isLetter },
    "blank": { $0.isWhite },
    "cntrl": { $0 < 0x20 || $0 == 0x7F },
    "digit": { $0.isDigit },
    "graph": isVisible,
    "lower": { $0.isSmallLetter },
    "print": { isVisible($0) || $0 == UInt8(ascii: " ") },
    "punct": { isVisible($0) && !$0.isLetter && !$0.isDigit },
    // A tab, a line feed, a vertical tab, a form feed, a carriage return.
    "space": { $0 == UInt8(ascii: " ") || (UInt8(ascii: "\t")...UInt8(ascii: "\r")).contains($0) },
    "upper": { $0.isCapitalLetter },
    "xdigit": { $0.isSmallHexDigit || (UInt8(ascii: "A")...UInt8(ascii: "F")).contains($0) },
  ]

  @Sendable private static func isVisible(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "!")...UInt8(ascii: "~")).contains(byte)
  }
}
