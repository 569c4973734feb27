import Diagnostics

/// Finds the sentence in which an answer declines what was asked for: `your request was declined`, `we cannot enable
/// PrivateLink`, `PrivateLink is not available for this plan`.
///
/// What else such an answer names is not what it gives, so nothing is recorded from it.
enum ReplyRefusals {
  /// The words that decline; nil: the answer does not.
  static func words(in text: ReplySentences) -> String? {
    for sentence in text.sentences {
      let words = text.words[sentence].map(\.plain)
      // `until you accept it`, `we cannot enable private DNS`
      if sentence.contains(where: text.beginsCondition) || words.contains(where: limits.contains) { continue }
      for offset in words.indices where text.mention(at: sentence.lowerBound + offset) == nil {
        guard let length = length(at: offset, in: words) else { continue }
        let first = sentence.lowerBound + offset
        return text.excerpt(first...first + length - 1, in: sentence)
      }
    }
    return nil
  }

  /// How many words from here on decline; nil: none do.
  private static func length(at offset: Int, in words: [String]) -> Int? {
    func word(_ distance: Int) -> String { words.indices.contains(offset + distance) ? words[offset + distance] : "" }
    func isNegation(_ distance: Int) -> Bool {
      ReplyWords.isNegation(word(distance), after: word(distance - 1))
    }
    let after = (1...7).map(word)
    if subjects.contains(word(0)), !otherSubjects.contains(word(-1)),
      let end = after.prefix(4).firstIndex(where: declined.contains), !(1...end + 1).contains(where: isNegation)
    {
      return end + 2
    }
    guard isNegation(0) || word(0) == "unable" else { return nil }
    if let verb = after.prefix(3).firstIndex(where: enabling.contains),
      after.dropFirst(verb + 1).contains(where: objects.contains)
    {
      return verb + 2
    }
    if let state = after.prefix(2).firstIndex(where: available.contains),
      after.dropFirst(state + 1).prefix(4).contains(where: holders.contains)
    {
      return state + 2
    }
    return nil
  }

  private static let subjects = Set(wordsOf: "request privatelink enablement application account")
  private static let otherSubjects = Set(wordsOf: "connection endpoint pull")
  private static let declined = Set(wordsOf: "declined rejected denied refused")
  private static let enabling = Set(wordsOf: "enable fulfil fulfill process approve complete offer grant")
  private static let objects = Set(wordsOf: "privatelink private request this it connection feature")
  private static let available = Set(wordsOf: "available supported offered included possible")
  private static let holders = Set(wordsOf: "plan project account environment region subscription")
  private static let limits = ReplyWords.topics.union(["port", "ports"])
}
