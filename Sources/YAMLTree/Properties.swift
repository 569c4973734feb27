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
  ///
  /// What the node does not have is not read: after the anchor of a block mapping may come the tag of its first key.
  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to limit: Int, hasAnchor: Bool, hasTag: Bool) {
    end = start
    while true {
      var offset = end
      if anchor != nil || tag != nil { offset = Properties.skipBlanksAndComments(bytes, from: offset, to: limit) }
      guard offset < limit else { break }
      if bytes[offset] == UInt8(ascii: "&"), hasAnchor, anchor == nil {
        end = Properties.endOfName(bytes, from: offset, to: limit)
        anchor = Span(offset..<end)
      } else if bytes[offset] == UInt8(ascii: "!"), hasTag, tag == nil {
        end = Properties.endOfTag(bytes, from: offset, to: limit)
        tag = Span(offset..<end)
      } else {
        end = offset
        break
      }
    }
  }

  /// The name of an anchor ends where libyaml ends it: `&a:b` is the anchor `a` before the text `:b`.
  private static func endOfName(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to limit: Int) -> Int {
    var offset = start + 1
    while offset < limit {
      let byte = bytes[offset]
      guard byte.isLetter || byte.isDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
      else { break }
      offset += 1
    }
    return offset
  }

  private static func endOfTag(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to limit: Int) -> Int {
    let isVerbatim = start + 1 < limit && bytes[start + 1] == UInt8(ascii: "<")
    var offset = start + 1
    while offset < limit, !LineBreak.starts(at: offset, in: bytes) {
      let byte = bytes[offset]
      if isVerbatim {
        if byte == UInt8(ascii: ">") { return offset + 1 }
      } else if byte.isWhite || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]")
        || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}")
      {
        break
      }
      offset += 1
    }
    return offset
  }

  private static func skipBlanksAndComments(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to limit: Int) -> Int
  {
    var offset = start
    while offset < limit {
      let byte = bytes[offset]
      if byte.isWhite {
        offset += 1
      } else if LineBreak.starts(at: offset, in: bytes) {
        offset += byte < 0x80 ? 1 : byte == 0xC2 ? 2 : 3
        // libyaml skips a byte-order mark at the start of any line.
        if offset + 2 < limit, bytes[offset] == 0xEF, bytes[offset + 1] == 0xBB, bytes[offset + 2] == 0xBF {
          offset += 3
        }
      } else if byte == UInt8(ascii: "#") {
        while offset < limit, !LineBreak.starts(at: offset, in: bytes) { offset += 1 }
      } else {
        break
      }
    }
    return offset
  }
}

/// The tags that every YAML reader knows.
enum CoreTag {
  /// The short name of a tag; nil for one that is not YAML's own.
  static func name(_ tag: String) -> String? {
    guard tag != "!" else { return "str" }
    let prefix = "tag:yaml.org,2002:"
    let name = String(tag.dropFirst(prefix.count))
    return tag.hasPrefix(prefix) && ["str", "int", "float", "bool", "null", "map", "seq"].contains(name) ? name : nil
  }
}
