import Diagnostics

/// The anchor and the tag before a node; libyaml counts them to the node, we do not.
struct Properties {
  /// `&name`.
  var anchor: Span?
  /// `!tag`.
  var tag: Span?
  /// Where the node itself begins.
  var end = 0

  init() {}

  /// Reads the properties that begin at `start`. Never passes `limit`.
  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to limit: Int) {
    end = start
    while true {
      var offset = end
      if anchor != nil || tag != nil { offset = Properties.skipBlanksAndComments(bytes, from: offset, to: limit) }
      guard offset < limit else { break }
      if bytes[offset] == UInt8(ascii: "&"), anchor == nil {
        end = Properties.endOfWord(bytes, from: offset, to: limit)
        anchor = Span(offset..<end)
      } else if bytes[offset] == UInt8(ascii: "!"), tag == nil {
        end = Properties.endOfWord(bytes, from: offset, to: limit)
        tag = Span(offset..<end)
      } else {
        end = offset
        break
      }
    }
  }

  private static func endOfWord(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to limit: Int) -> Int {
    let isVerbatim = start + 1 < limit && bytes[start + 1] == UInt8(ascii: "<")
    var offset = start + 1
    while offset < limit, !LineBreak.starts(at: offset, in: bytes) {
      let byte = bytes[offset]
      if isVerbatim {
        if byte == UInt8(ascii: ">") { return offset + 1 }
      } else if byte == 32 || byte == 9 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]")
        || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}")
      {
        break
      }
      offset += 1
    }
    return offset
  }

  private static func skipBlanksAndComments(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to limit: Int) -> Int {
    var offset = start
    while offset < limit {
      let byte = bytes[offset]
      if byte == 32 || byte == 9 {
        offset += 1
      } else if LineBreak.starts(at: offset, in: bytes) {
        offset += byte < 0x80 ? 1 : byte == 0xC2 ? 2 : 3
      } else if byte == UInt8(ascii: "#") {
        while offset < limit, !LineBreak.starts(at: offset, in: bytes) { offset += 1 }
      } else {
        break
      }
    }
    return offset
  }
}

/// What ends a line for YAML 1.1: LF, CR, NEL, line and paragraph separator.
enum LineBreak {
  @inline(__always)
  static func starts(at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    switch bytes[offset] {
    case 10, 13: true
    case 0xC2: offset + 1 < bytes.count && bytes[offset + 1] == 0x85
    case 0xE2: offset + 2 < bytes.count && bytes[offset + 1] == 0x80 && (bytes[offset + 2] == 0xA8 || bytes[offset + 2] == 0xA9)
    default: false
    }
  }
}

/// The tags that every YAML reader knows.
enum CoreTag {
  static func contains(_ tag: String) -> Bool {
    guard tag != "!" else { return true }
    let prefix = "tag:yaml.org,2002:"
    return tag.hasPrefix(prefix) && ["str", "int", "float", "bool", "null", "map", "seq"].contains(tag.dropFirst(prefix.count))
  }
}
