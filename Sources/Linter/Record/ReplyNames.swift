import Diagnostics
import ManifestModel

/// Names, IDs and subscriptions in a paragraph of an answer.
enum ReplyNames {
  /// The mentions, with indices among the words of the paragraph.
  static func all(in words: [ReplyWord]) -> [ReplyMention] {
    let subscriptionLines = Set(words.lazy.filter(isSubscription).map(\.lines))
    var items: [ReplyMention] = []
    var index = 0
    while index < words.count {
      if let (kind, text, last) = name(at: index, in: words) {
        let name = kind == .serviceName ? text.lowercased() : text
        items.append(ReplyMention(kind: kind, text: name, words: index...last))
        index = last
      } else if isServiceID(words[index].plain) {
        items.append(ReplyMention(kind: .serviceName, text: words[index].plain, words: index...index, isPart: true))
      } else if isGUID(words[index].text), isCalled(index, in: words, on: subscriptionLines) {
        items.append(ReplyMention(kind: .subscription, text: words[index].text.lowercased(), words: index...index))
      }
      index += 1
    }
    return items
  }

  /// The beginnings of names at the ends of lines that are not whole.
  static func cut(in words: [ReplyWord]) -> [Reply.Item] {
    words.indices.compactMap { index in
      guard words[index].isLastOfLine, name(at: index, in: words) == nil, let kind = beginning(words[index].text) else {
        return nil
      }
      return Reply.Item(kind: kind, text: words[index].text, lines: words[index].lines)
    }
  }

  /// The project ID in a word: the word itself, that of a cluster ID or of an address of Adobe Commerce. What other
  /// addresses contain may be anything.
  static func project(_ word: ReplyWord) -> String? {
    if word.isInAddress { return word.text.contains("magento") ? ProjectID.inside(word.text) : nil }
    let name = String(word.text.unicodeScalars.prefix { $0 != "_" && $0 != "/" })
    let isOne = with(name, { ProjectID.isOne($0) })
    return isOne && name.utf8.contains(where: \.isDigit) && name.utf8.contains(where: \.isLetter) ? name : nil
  }

  // MARK: Names

  /// The name or ID that begins with a word, and the index of the word that ends it.
  private static func name(at index: Int, in words: [ReplyWord]) -> (kind: Reply.Kind, text: String, last: Int)? {
    let whole = kind(of: words[index].text)
    // An ID of 8 digits may be the beginning of one of 17; of anything else that is whole nobody can tell.
    if whole == nil || whole == .serviceName, let longer = continued(from: index, in: words) { return longer }
    return whole.map { ($0, words[index].text, index) }
  }

  /// A name that continues at the beginning of the next lines.
  private static func continued(from index: Int, in words: [ReplyWord]) -> (kind: Reply.Kind, text: String, last: Int)?
  {
    guard words[index].isLastOfLine, index + 1 < words.count,
      hasMark(words[index].raw.utf8) || hasMark(words[index + 1].raw.utf8.prefix(1))
    else { return nil }
    var text = words[index].raw
    var longest: (kind: Reply.Kind, text: String, last: Int)?
    for last in (index + 1)..<min(index + 8, words.count) {
      guard words[last - 1].isLastOfLine, kind(of: words[last].text) == nil else { break }
      text += words[last].raw
      let name = String(String.UnicodeScalarView(ReplyText.trimmed(text.unicodeScalars[...])))
      guard let kind = kind(of: name) else { continue }
      longest = (kind, name, last)
      if kind != .serviceName { break }
    }
    return longest
  }

  /// Whether a word has one of the marks that each name has in its first two parts.
  private static func hasMark(_ word: some Sequence<UInt8>) -> Bool { word.contains { "./-".utf8.contains($0) } }

  private static func kind(of word: String) -> Reply.Kind? {
    if isServiceName(word) { return .serviceName }
    if with(word, { ResourceID($0) })?.kind == .privateLinkService { return .resourceID }
    return with(word, { PrivateLinkAlias($0) }) != nil ? .resourceID : nil
  }

  /// Whether a word is a service name, in whatever letter case.
  private static func isServiceName(_ word: String) -> Bool {
    guard let first = word.utf8.first, "cCeE".utf8.contains(first) else { return false }
    return with(word.lowercased()) { ServiceName($0) } != nil
  }

  private static func isServiceID(_ word: String) -> Bool {
    let digits = word.utf8.dropFirst("vpce-svc-".utf8.count)
    return word.hasPrefix("vpce-svc-") && [8, 17].contains(digits.count)
      && digits.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
  }

  /// Whether a word begins a name or an ID.
  static func isBeginning(_ word: String) -> Bool { beginning(word) != nil }

  /// What a word begins to name; nil: nothing, or something whole that is of no use here.
  private static func beginning(_ word: String) -> Reply.Kind? {
    if word.contains("com.amazonaws.vpce.") { return .serviceName }
    if word.lowercased().hasPrefix("/subscriptions/") {
      return with(word, { ResourceID($0) }) == nil ? .resourceID : nil
    }
    let parts = word.split(separator: ".").map(String.init)
    return parts.count > 1 && parts.dropFirst().contains(where: isGUID) ? .resourceID : nil
  }

  /// Whether a resource ID and an alias are of one Private Link service: an alias begins with the name of its service.
  static func areOfOneService(_ first: String, _ second: String) -> Bool {
    func names(_ id: String, _ alias: String) -> Bool {
      guard let service = with(id, { text in ResourceID(text).map { text[$0.name].string } }),
        let prefix = with(
          alias,
          { text in PrivateLinkAlias(text).map { text[0..<$0.guid.range.lowerBound - 1].string } }
        )
      else { return false }
      return service.lowercased() == prefix.lowercased()
    }
    return names(first, second) || names(second, first)
  }

  // MARK: Subscriptions

  /// Whether the line of a word, or the words before it, speak of a subscription.
  private static func isCalled(_ index: Int, in words: [ReplyWord], on lines: Set<ClosedRange<Int>>) -> Bool {
    // What numbers a request or a call is written like a subscription.
    if words[max(0, index - 3)..<index].contains(where: { otherIDs.contains($0.text.lowercased()) }) { return false }
    if lines.contains(words[index].lines) { return true }
    return words[max(0, index - 6)..<index].reversed().prefix { !$0.endsSentence }.contains(where: isSubscription)
  }

  private static let otherIDs = Set(wordsOf: "request correlation tracking tenant trace activity operation")

  private static func isSubscription(_ word: ReplyWord) -> Bool { word.text.lowercased().contains("subscription") }

  private static func isGUID(_ word: String) -> Bool { with(word, { GUID($0) }) != nil }

  private static func with<Value>(_ text: String, _ body: (Text) -> Value?) -> Value? {
    var text = text
    return text.withUTF8 { body(Text($0)) }
  }

  private static func with(_ text: String, _ body: (Text) -> Bool) -> Bool {
    var text = text
    return text.withUTF8 { body(Text($0)) }
  }
}
