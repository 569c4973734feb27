import Diagnostics

/// Cuts what comes from the client into messages: a header of lines with `Content-Length`, an empty line, the content.
///
/// Bytes come in pieces of any size. After a header that cannot be read the next one is looked for, so that one bad
/// message costs no other.
package struct MessageBuffer: Sendable {
  package enum Piece: Sendable, Equatable {
    case content([UInt8])
    /// What came instead of a message, as in "a header has no `Content-Length`".
    case fault(String)
  }

  private var bytes: [UInt8] = []
  /// Where the next message begins.
  private var start = 0
  /// The length of the content that the header has announced; nil: the header is awaited.
  private var expected: Int?
  /// Bytes of a content that is not kept, still to come.
  private var skipped = 0
  /// After a fault: everything up to the next header is passed over.
  private var isLookingForHeader = false

  /// Bytes of a message, at most.
  package static let longestContent = 256 << 20
  /// Bytes of a header, at most.
  private static let longestHeader = 8 << 10
  private static let lengthField = Array("content-length:".utf8)

  package init() {}

  package mutating func append(_ more: some Collection<UInt8>) { bytes.append(contentsOf: more) }

  /// The next message or fault; nil: more has to come.
  package mutating func next() -> Piece? {
    while true {
      if skipped > 0, !skip() { return nil }
      if let length = expected {
        guard bytes.count - start >= length else { return nil }
        expected = nil
        defer { take(length) }
        return .content(Array(bytes[start..<start + length]))
      }
      if isLookingForHeader, !findHeader() { return nil }
      guard let (header, length) = header() else { return nil }
      let reading = MessageBuffer.read(bytes[header])
      take(length)
      switch reading {
      case .success(let length): expected = length
      case .failure(let fault):
        isLookingForHeader = fault.length == nil
        skipped = fault.length ?? 0
        return .fault(fault.words)
      }
    }
  }

  // MARK: Headers

  /// What is wrong with a header; the length of a content that is to be passed over.
  private struct HeaderFault: Error {
    let words: String
    var length: Int?
  }

  /// The next header and how long it is with the empty line after it; nil: it has not come to its end.
  private mutating func header() -> (Range<Int>, length: Int)? {
    let end = min(bytes.count, start + MessageBuffer.longestHeader)
    var offset = start
    while offset < end {
      if bytes[offset] == UInt8(ascii: "\n") {
        // Lines end with CRLF; a bare line feed is let through.
        let lineEnd = offset > start && bytes[offset - 1] == UInt8(ascii: "\r") ? offset - 1 : offset
        if lineEnd == start || bytes[lineEnd - 1] == UInt8(ascii: "\n") { return (start..<lineEnd, offset + 1 - start) }
      }
      offset += 1
    }
    // What is this long without an end is no header.
    return end - start == MessageBuffer.longestHeader ? (start..<end, end - start) : nil
  }

  private static func read(_ header: ArraySlice<UInt8>) -> Result<Int, HeaderFault> {
    var length: Int?
    var charset: String?
    for line in header.split(whereSeparator: { $0.isLineBreak }) {
      var text = String(decoding: line, as: UTF8.self).lowercased()
      // What is left of a content whose length was too small may come before it.
      if let field = text.firstRange(of: "content-length:") { text = String(text[field.lowerBound...]) }
      guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let value = text[text.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
      switch text[..<colon] {
      case "content-length":
        let digits = value.reversed().drop { $0 == " " || $0 == "\t" }.reversed()
        guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else {
          return .failure(HeaderFault(words: "`Content-Length` is not a number"))
        }
        length = Int(String(digits)) ?? .max
      case "content-type":
        charset = value.firstRange(of: "charset=").map { String(value[$0.upperBound...].filter { $0 != "\"" }) }
      default: break
      }
    }
    guard let length else { return .failure(HeaderFault(words: "a header has no `Content-Length`")) }
    guard length <= longestContent else {
      return .failure(HeaderFault(words: "a message is larger than \(longestContent >> 20) MiB", length: length))
    }
    if let charset, !charset.hasPrefix("utf-8"), !charset.hasPrefix("utf8") {
      return .failure(HeaderFault(words: "the content is not UTF-8 by its header", length: length))
    }
    return .success(length)
  }

  // MARK: Passing over

  /// Passes over content that is not kept; false: more of it has to come.
  private mutating func skip() -> Bool {
    let count = min(skipped, bytes.count - start)
    skipped -= count
    take(count)
    return skipped == 0
  }

  /// Passes over everything before the next `Content-Length:`; false: none has come yet.
  private mutating func findHeader() -> Bool {
    let field = MessageBuffer.lengthField
    var offset = start
    while offset + field.count <= bytes.count {
      if zip(bytes[offset...], field).allSatisfy({ ($0 >= 65 && $0 <= 90 ? $0 | 0x20 : $0) == $1 }) {
        take(offset - start)
        isLookingForHeader = false
        return true
      }
      offset += 1
    }
    take(offset - start)
    return false
  }

  private mutating func take(_ count: Int) {
    start += count
    if start == bytes.count {
      bytes.removeAll(keepingCapacity: bytes.capacity < 1 << 20)
      start = 0
    } else if start > 1 << 20 {
      bytes.removeSubrange(..<start)
      start = 0
    }
  }
}
