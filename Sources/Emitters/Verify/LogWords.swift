import Diagnostics

/// A piece of a line of a log, as bytes of UTF-8.
typealias LogWords = ArraySlice<UInt8>

extension LogWords {
  var text: String { String(decoding: self, as: UTF8.self) }

  /// ASCII letters in lower case.
  var lowercased: LogWords { map { $0.isCapitalLetter ? $0 | 0x20 : $0 }[...] }

  func after(_ word: StaticString) -> LogWords? { find(word).map { self[($0 + word.utf8CodeUnitCount)...] } }

  func before(_ word: StaticString) -> LogWords? { find(word).map { self[..<$0] } }

  func holds(_ word: StaticString) -> Bool { find(word) != nil }

  func starts(_ word: StaticString) -> Bool { word.withUTF8Buffer { starts(with: $0) } }

  /// Where the word begins. Each line is searched for dozens of words: this is where a long log spends its time.
  private func find(_ word: StaticString) -> Int? {
    let length = word.utf8CodeUnitCount
    let letters = word.utf8Start
    return withUnsafeBufferPointer { bytes in
      var place = 0
      while place + length <= bytes.count {
        if bytes[place] == letters[0] {
          var same = 1
          while same < length, bytes[place + same] == letters[same] { same += 1 }
          if same == length { return startIndex + place }
        }
        place += 1
      }
      return nil
    }
  }

  /// Up to the first of these characters.
  func until(_ ends: StaticString) -> LogWords { prefix { !ends.contains($0) } }

  /// Without these characters at both ends.
  func trimmed(_ marks: StaticString = " \t") -> LogWords {
    var piece = drop { marks.contains($0) }
    while let last = piece.last, marks.contains(last) { piece.removeLast() }
    return piece
  }

  var words: [LogWords] { split { $0.isWhite } }

  /// A port: decimal digits, 1 to 65535.
  var port: Int? {
    guard !isEmpty, count <= 5, allSatisfy({ $0.isDigit }) else { return nil }
    let number = reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    return (1...65535).contains(number) ? number : nil
  }

  /// The port that begins here, and what follows it.
  var leadingPort: (port: Int, rest: LogWords)? {
    let digits = prefix { $0.isDigit }
    return digits.port.map { ($0, self[digits.endIndex...]) }
  }

  /// `HOST:PORT` or `[ADDRESS]:PORT`.
  var socket: (host: String, port: Int)? {
    guard let colon = lastIndex(of: UInt8(ascii: ":")), let port = self[(colon + 1)...].port else { return nil }
    return self[..<colon].host.map { ($0, port) }
  }

  /// A host name or an address, as it is compared: without brackets, zone and final dot. nil if it is neither.
  /// A space in it is where a line was folded.
  var host: String? {
    var name = filter { $0 != UInt8(ascii: " ") }[...].drop { $0 == UInt8(ascii: "[") }
    while let last = name.last, last == UInt8(ascii: "]") || last == UInt8(ascii: ".") { name.removeLast() }
    if let zone = name.firstIndex(of: UInt8(ascii: "%")), name.contains(UInt8(ascii: ":")) { name = name[..<zone] }
    return name.isEmpty ? nil : name.text
  }
}

extension StaticString {
  fileprivate func contains(_ byte: UInt8) -> Bool { withUTF8Buffer { $0.contains(byte) } }
}

/// Addresses as they are compared.
enum LogAddress {
  /// The bytes of an address, 4 or 16; nil if the text is none.
  static func bytes(_ text: String) -> [UInt8]? {
    let letters = Array(text.utf8)[...]
    return letters.contains(UInt8(ascii: ":")) ? version6(letters) : version4(letters)
  }

  private static func version4(_ text: LogWords) -> [UInt8]? {
    guard text.count <= 15 else { return nil }
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    let bytes = parts.compactMap { part in
      (1...3).contains(part.count) && part.allSatisfy { $0.isDigit } ? UInt8(part.text) : nil
    }
    return bytes.count == 4 ? bytes : nil
  }

  private static func version6(_ text: LogWords) -> [UInt8]? {
    guard text.count <= 45 else { return nil }
    if let head = text.before("::"), let tail = text.after("::") {
      guard let left = head.isEmpty ? [] : groups(head), let right = tail.isEmpty ? [] : groups(tail),
        left.count + right.count <= 14
      else { return nil }
      return left + [UInt8](repeating: 0, count: 16 - left.count - right.count) + right
    }
    return groups(text).flatMap { $0.count == 16 ? $0 : nil }
  }

  /// Groups of four hex digits; the last two may be written as an address of version 4.
  private static func groups(_ text: LogWords) -> [UInt8]? {
    var bytes: [UInt8] = []
    for group in text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false) {
      if let old = version4(group) {
        bytes += old
      } else if group.count <= 4, let number = UInt16(group.text, radix: 16), group.first != UInt8(ascii: "+") {
        bytes += [UInt8(number >> 8), UInt8(number & 0xFF)]
      } else {
        return nil
      }
    }
    return bytes
  }
}
