import YAMLTree

/// Finds what templates and documentation print for a value to be filled in.
enum Placeholders {
  /// The placeholder that the whole text is.
  static func whole(_ text: Text) -> String? {
    guard let first = text.bytes.first, let last = text.bytes.last else { return nil }
    switch first {
    case UInt8(ascii: "<"): return last == UInt8(ascii: ">") && text.count > 2 && !isValue(text) ? text.string : nil
    case UInt8(ascii: "{"): return last == UInt8(ascii: "}") && text.count > 2 && !isValue(text) ? text.string : nil
    case UInt8(ascii: "$"): return text.hasPrefix("${") && last == UInt8(ascii: "}") ? text.string : nil
    default: return words.contains { text.equalsIgnoringCase(Text($0)) } ? text.string : nil
    }
  }

  private static let words: [StaticString] = ["todo", "tbd", "fixme", "changeme"]

  /// The placeholders inside an identifier, in order: `<…>`, `{…}`, else four or more `x` in a row.
  static func inside(_ text: Text, countingX: Bool = true) -> [Part] {
    let bracketed = bracketed(in: text)
    return countingX && bracketed.isEmpty ? runsOfX(in: text) : bracketed
  }

  private static func bracketed(in text: Text) -> [Part] {
    guard text.contains(UInt8(ascii: "<")) || text.contains(UInt8(ascii: "{")) else { return [] }
    var parts: [Part] = []
    var open: Int?
    for (offset, byte) in text.bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "<"), UInt8(ascii: "{"): open = offset
      case UInt8(ascii: ">"), UInt8(ascii: "}"):
        if let start = open, isPair(text.bytes[start], byte), !isValue(text[start..<offset + 1]) {
          parts.append(Part(start..<offset + 1))
        }
        open = nil
      default: break
      }
    }
    return parts
  }

  private static func isPair(_ open: UInt8, _ close: UInt8) -> Bool {
    (open == UInt8(ascii: "<")) == (close == UInt8(ascii: ">"))
  }

  /// What stands in brackets and is filled in all the same: Microsoft's tools print GUIDs in braces, and mail programs addresses between `<` and `>`.
  private static func isValue(_ text: Text) -> Bool {
    GUID(text[1..<text.count - 1]) != nil || text.bytes.contains(UInt8(ascii: "@"))
  }

  static func runsOfX(in text: Text) -> [Part] {
    guard text.contains(UInt8(ascii: "x")) || text.contains(UInt8(ascii: "X")) else { return [] }
    return text.bytes.split { Text.fold($0) != UInt8(ascii: "x") }.filter { $0.count >= 4 }.map {
      Part($0.startIndex..<$0.endIndex)
    }
  }

  /// `{projectId}`: one word in braces.
  static func isBracedWord(_ text: String) -> Bool {
    let name = text.dropFirst().dropLast()
    return text.first == "{" && !name.isEmpty
      && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
  }
}
