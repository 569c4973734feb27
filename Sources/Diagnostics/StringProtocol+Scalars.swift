/// Texts by their Unicode scalars.
///
/// `String` treats a mark and a combining character after it as one character, so that searching a text for the mark
/// does not find it, while a shell or a reader of Markdown does; and it treats é in one scalar and é in two as equal,
/// while a file system does not. What guards a syntax or tells files apart goes by scalars or bytes.
extension StringProtocol {
  package func holds(_ mark: Unicode.Scalar) -> Bool { unicodeScalars.contains(mark) }

  package func starts(withMark mark: Unicode.Scalar) -> Bool { unicodeScalars.first == mark }

  package func ends(withMark mark: Unicode.Scalar) -> Bool { unicodeScalars.last == mark }

  /// The text between the marks, empty pieces included.
  package func parts(between mark: Unicode.Scalar) -> [String] {
    var (text, parts) = (String(self), [String]())
    if let byte = UInt8(exactly: mark.value), mark.isASCII {
      text.withUTF8 { bytes in
        var start = 0
        for end in bytes.indices where bytes[end] == byte {
          parts.append(String(decoding: bytes[start..<end], as: UTF8.self))
          start = end + 1
        }
        parts.append(String(decoding: bytes[start...], as: UTF8.self))
      }
      return parts
    }
    let mark = Array(String(mark).utf8)
    text.withUTF8 { bytes in
      var start = 0
      while let end = bytes.offset(of: mark, from: start) {
        parts.append(String(decoding: bytes[start..<end], as: UTF8.self))
        start = end + mark.count
      }
      parts.append(String(decoding: bytes[start...], as: UTF8.self))
    }
    return parts
  }

  /// What is before and after the first place of a text in this one; nil if it is nowhere.
  package func parts(around other: String) -> (before: String, after: String)? {
    let other = Array(other.utf8)
    var text = String(self)
    return text.withUTF8 { bytes in
      bytes.offset(of: other, from: 0).map {
        (String(decoding: bytes[..<$0], as: UTF8.self), String(decoding: bytes[($0 + other.count)...], as: UTF8.self))
      }
    }
  }

  package func replacing(mark: Unicode.Scalar, with text: String) -> String {
    parts(between: mark).joined(separator: text)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The offset of the first place of some bytes, of which there is at least one, from an offset on.
  fileprivate func offset(of other: [UInt8], from start: Int) -> Int? {
    var offset = start
    while offset + other.count <= count {
      if self[offset] == other[0], self[offset..<offset + other.count].elementsEqual(other) { return offset }
      offset += 1
    }
    return nil
  }
}
