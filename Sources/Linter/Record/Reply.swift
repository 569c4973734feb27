import Diagnostics
import ManifestModel

/// What Adobe's answer says, read from the text of a mail or a ticket as it was pasted.
package struct Reply: Sendable {
  /// Something that was found, with the line (from 1) that says it.
  package struct Item: Sendable, Equatable {
    package let kind: Kind
    package let text: String
    package let line: Int
  }

  package enum Kind: String, Sendable, CaseIterable {
    case serviceName = "service name"
    case resourceID = "resource ID or alias"
    case subscription = "subscription"
    case ticket = "ticket number"
  }

  /// Each thing once, at the first line that says it.
  package private(set) var items: [Item] = []

  /// - Parameters:
  ///   - text: the answer; quoted older mail in it does not count.
  ///   - own: the customer's own services and subscriptions, in lower case: an answer may repeat them.
  package init(_ text: String, own: Set<String>) {
    var known: Set<String> = []
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let line = String(line.prefix(4000))
      if Reply.beginsOlderMail(line) { break }
      if Reply.isQuoted(line) { continue }
      for (kind, text) in Reply.found(in: line) where !own.contains(text.lowercased()) {
        let isNew = known.insert("\(kind.rawValue): \(text.lowercased())").inserted
        if isNew { items.append(Item(kind: kind, text: text, line: index + 1)) }
      }
    }
  }

  package func items(_ kind: Kind) -> [Item] { items.filter { $0.kind == kind } }

  // MARK: Lines

  private static func isQuoted(_ line: String) -> Bool {
    line.unicodeScalars.first { !$0.properties.isWhitespace } == ">"
  }

  /// The lines that mail programs put above the mail that is answered.
  private static func beginsOlderMail(_ line: String) -> Bool {
    let text = line.unicodeScalars.drop { $0.properties.isWhitespace }
    let words = String(String.UnicodeScalarView(text)).lowercased()
    if words.hasPrefix("-----original message") || words.hasPrefix("---- original message")
      || words.hasPrefix("-------- forwarded message") || words.hasPrefix("begin forwarded message")
    {
      return true
    }
    let end = words.unicodeScalars.last { !$0.properties.isWhitespace }
    if words.hasPrefix("on "), end == ":", words.contains("wrote") { return true }
    // Outlook's rule above the header of the mail before.
    return words.utf8.count >= 20 && words.unicodeScalars.allSatisfy { $0 == "_" || $0.properties.isWhitespace }
  }

  private static func found(in line: String) -> [(Kind, String)] {
    var found: [(Kind, String)] = []
    let words = line.unicodeScalars.split { isSeparator($0) }.map { trimmed(String(String.UnicodeScalarView($0))) }
    let namesSubscription = line.lowercased().contains("subscription")
    for word in words {
      if with(word, { ServiceName($0) }) != nil {
        found.append((.serviceName, word))
      } else if with(word, { ResourceID($0) })?.kind == .privateLinkService
        || with(word, { PrivateLinkAlias($0) }) != nil
      {
        found.append((.resourceID, word))
      } else if namesSubscription, with(word, { GUID($0) }) != nil {
        found.append((.subscription, word.lowercased()))
      }
    }
    return found + tickets(words)
  }

  /// A number that is called one of a ticket: "ticket #251234567", "Case ID: E-000123456".
  private static func tickets(_ words: [String]) -> [(Kind, String)] {
    let fillers: Set<String> = ["number", "id", "no", "nr", "is", "reference", "ref", "support", "the", ""]
    for (index, word) in words.enumerated() where ["ticket", "case"].contains(word.lowercased()) {
      for next in words[(index + 1)...].prefix(5) {
        if fillers.contains(next.lowercased()) { continue }
        let digits = next.utf8.count { $0.isDigit }
        let isNumber =
          digits >= 4 && next.utf8.count <= 40
          && next.utf8.allSatisfy { $0.isDigit || $0.isLetter || $0 == UInt8(ascii: "-") }
        if isNumber { return [(.ticket, next)] }
        break
      }
    }
    return []
  }

  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || "\"'`<>()[]{}|,;=*".unicodeScalars.contains(scalar)
  }

  /// Without the marks that a sentence puts around a word.
  private static func trimmed(_ word: String) -> String {
    var scalars = word.unicodeScalars[...]
    while let last = scalars.last, ".:!?#".unicodeScalars.contains(last) { scalars.removeLast() }
    while let first = scalars.first, "#:.".unicodeScalars.contains(first) { scalars.removeFirst() }
    return String(String.UnicodeScalarView(scalars))
  }

  private static func with<Value>(_ text: String, _ body: (Text) -> Value?) -> Value? {
    var text = text
    return text.withUTF8 { body(Text($0)) }
  }
}
