import Diagnostics
import ManifestModel

/// The ticket numbers in a paragraph of an answer: those that are called so, such as `ticket #251234567` or `Case ID:
/// E-000123456`.
enum ReplyTickets {
  /// The mentions, with indices among the words of the paragraph.
  static func numbers(in words: [ReplyWord]) -> [ReplyMention] {
    var numbers: [ReplyMention] = []
    // How many words may still come before a number.
    var budget = 0
    var last: Int?
    for (index, word) in words.enumerated() {
      if names.contains(word.plain) {
        (budget, last) = (wordsBetween, nil)
      } else if let number = numberOfRequest(index, in: words) {
        numbers.append(ReplyMention(kind: .ticket, text: words[number].text, words: number...number))
      } else if budget > 0, isNumber(word.text), isLikeLast(index, last, in: words) {
        numbers.append(ReplyMention(kind: .ticket, text: word.text, words: index...index))
        (budget, last) = (word.endsSentence ? 0 : wordsBetween, index)
      } else if budget > 0, fillers.contains(word.plain) || last != nil && joiners.contains(word.plain) {
        budget -= 1
      } else {
        budget = 0
      }
    }
    return numbers
  }

  private static let wordsBetween = 5
  private static let names = Set(
    wordsOf:
      "ticket tickets case cases incident incidents sr ticket-id case-id ticketid caseid ticket-number case-number"
  )
  /// The empty word is one of punctuation.
  private static let fillers = Set(wordsOf: "number numbers id no nr nº n° № is reference ref support the -").union([""]
  )
  private static let joiners: Set<String> = listing.union([
    "with", "by", "into", "of", "to", "a", "as", "was", "has", "been", "replaced", "superseded", "merged", "closed",
    "duplicate", "follow-up", "followup", "previously", "formerly", "replaces", "supersedes", "durch", "par", "ersetzt",
    "remplace",
  ])
  private static let listing: Set<String> = ["and", "or", "&", "/"]

  private static func isNumber(_ text: String) -> Bool {
    text.utf8.count <= 40 && text.utf8.count { $0.isDigit } >= 4 && CivilDate(text) == nil
      && text.utf8.allSatisfy { $0.isDigit || $0.isLetter || $0 == UInt8(ascii: "-") }
      && !Placeholders.areIn(text, of: EnablementKey.ticket.field)
  }

  /// The number in `your request (251234567)` or `request number: 251234567`, as help desks write; not that of a
  /// connection request.
  private static func numberOfRequest(_ index: Int, in words: [ReplyWord]) -> Int? {
    guard words[index].plain == "request", index == 0 || !otherRequests.contains(words[index - 1].plain) else {
      return nil
    }
    for next in (index + 1..<index + 4).clamped(to: words.indices) where !words[next - 1].endsSentence {
      let number = words[next].text
      if (6...12).contains(number.utf8.count), number.utf8.allSatisfy(\.isDigit), isNumber(number) { return next }
      guard ["number", "id", "no", "nr", "is", ""].contains(words[next].plain) else { return nil }
    }
    return nil
  }

  private static let otherRequests = Set(
    wordsOf: "connection endpoint pull merge change previous earlier former original last old"
  )

  /// A number that another one joins has as many digits: a year is not one.
  private static func isLikeLast(_ index: Int, _ last: Int?, in words: [ReplyWord]) -> Bool {
    guard let last, !words[last + 1..<index].allSatisfy({ fillers.contains($0.plain) || listing.contains($0.plain) })
    else { return true }
    return words[last].text.utf8.count == words[index].text.utf8.count
  }

  // MARK: Which is meant

  /// What the answer says of each ticket, by the index of its mention: what is closed, replaced or another one is
  /// denied.
  static func standings(in text: ReplySentences) -> [Int: Reply.Standing] {
    var standings: [Int: Reply.Standing] = [:]
    var last: Int?
    for sentence in text.sentences {
      let tickets = tickets(in: sentence, of: text)
      if tickets.isEmpty {
        // "It was closed in May."
        if let last, text.words[sentence.lowerBound].plain == "it", let mark = marks(in: sentence, of: text).first,
          mark.canFollow, mark.words.lowerBound <= sentence.lowerBound + 4
        {
          standings[last] = .denied(text.excerpt(mark.words, in: sentence))
        }
        continue
      }
      last = tickets.last
      standings.merge(judge(sentence, tickets, of: text)) { _, new in new }
      guard let question = text.question(sentence) else { continue }
      for ticket in tickets where standings[ticket] == nil { standings[ticket] = .doubtful(question) }
    }
    return standings
  }

  private static func tickets(in sentence: Range<Int>, of text: ReplySentences) -> [Int] {
    sentence.compactMap(text.mention).filter { text.mentions[$0].kind == .ticket }
  }

  /// Words that say of a ticket beside them that it is not the one.
  private struct Mark {
    let words: ClosedRange<Int>
    let canPrecede: Bool
    let canFollow: Bool
    /// Whether it leaves other tickets of its sentence in doubt.
    let isStrong: Bool
  }

  private static func judge(_ sentence: Range<Int>, _ tickets: [Int], of text: ReplySentences) -> [Int: Reply.Standing]
  {
    var standings: [Int: Reply.Standing] = [:]
    var doubt: String?
    for mark in marks(in: sentence, of: text) {
      let words = text.excerpt(mark.words, in: sentence)
      guard let ticket = target(of: mark, in: sentence, of: text) else {
        if mark.isStrong, !isOfName(mark, in: sentence, of: text) { doubt = doubt ?? words }
        continue
      }
      standings[ticket] = .denied(words)
    }
    for (first, second) in zip(tickets, tickets.dropFirst()) where areListed(first, second, of: text) {
      // "The earlier tickets 1 and 2", "1 and 2 are closed".
      if let one = standings[first] { standings[second] = standings[second] ?? one }
    }
    for (first, second) in zip(tickets, tickets.dropFirst()).reversed() where areListed(first, second, of: text) {
      if let one = standings[second] { standings[first] = standings[first] ?? one }
    }
    guard let doubt else { return standings }
    for ticket in tickets where standings[ticket] == nil { standings[ticket] = .doubtful(doubt) }
    return standings
  }

  private static func areListed(_ first: Int, _ second: Int, of text: ReplySentences) -> Bool {
    let between = text.mentions[first].words.upperBound + 1..<text.mentions[second].words.lowerBound
    return between.count <= 4
      && text.words[between].allSatisfy {
        fillers.contains($0.plain) || names.contains($0.plain) || listing.contains($0.plain)
      }
  }

  private static func target(of mark: Mark, in sentence: Range<Int>, of text: ReplySentences) -> Int? {
    func ticket(_ mention: Int?) -> Int? { mention.flatMap { text.mentions[$0].kind == .ticket ? $0 : nil } }
    if mark.canPrecede,
      let found = ticket(text.mention(after: mark.words.upperBound, in: sentence, fillers: beforeNumber))
    {
      return found
    }
    guard mark.canFollow else { return nil }
    return ticket(text.mention(before: mark.words.lowerBound, in: sentence, fillers: afterNumber))
  }

  /// Whether words are directly beside the name of a service, and so about it.
  private static func isOfName(_ mark: Mark, in sentence: Range<Int>, of text: ReplySentences) -> Bool {
    let beside = [
      text.mention(after: mark.words.upperBound, in: sentence, fillers: beforeNumber),
      text.mention(before: mark.words.lowerBound, in: sentence, fillers: afterNumber),
    ]
    return beside.contains { $0.map { text.mentions[$0].kind != .ticket } ?? false }
  }

  private static func marks(in sentence: Range<Int>, of text: ReplySentences) -> [Mark] {
    var marks: [Mark] = []
    var isConditional = false
    for index in sentence where text.mention(at: index) == nil {
      if index > sentence.lowerBound, text.words[index - 1].separation != .none { isConditional = false }
      if text.beginsCondition(index) { isConditional = true }
      if !isConditional, let mark = mark(at: index, in: sentence, of: text) { marks.append(mark) }
    }
    return marks
  }

  private static func mark(at index: Int, in sentence: Range<Int>, of text: ReplySentences) -> Mark? {
    func plain(_ offset: Int) -> String {
      sentence.contains(index + offset) ? text.words[index + offset].plain : ""
    }
    let word = text.words[index].plain
    if followUps.contains(word) || word == "follow" && plain(1) == "up" {
      let isShort = word != "follow"
      guard ["to", "of", "on", "for"].contains(plain(isShort ? 1 : 2)) else { return nil }
      return Mark(words: index...index + (isShort ? 1 : 2), canPrecede: true, canFollow: false, isStrong: true)
    }
    if ["instead", "rather", "continuation"].contains(word), ["of", "than"].contains(plain(1)) {
      return Mark(words: index...index + 1, canPrecede: true, canFollow: false, isStrong: true)
    }
    if ReplyWords.isNegation(word, after: plain(-1)) || word == "no" && plain(1) == "longer" {
      // "not closed" says that it is open.
      let after = (1...3).map(plain)
      if after.contains(where: { states.contains($0) || ReplyWords.politeVerbs.contains($0) }) { return nil }
      let canFollow = after.contains { ReplyWords.uses.contains($0) }
      return Mark(words: index...index, canPrecede: true, canFollow: canFollow, isStrong: false)
    }
    if word == "merged", plain(1) == "with" {
      return Mark(words: index...index + 1, canPrecede: false, canFollow: false, isStrong: true)
    }
    if states.contains(word) {
      // "will be closed", "not closed", "nor closed yet"
      if ["be", "not", "t", "never", "being", "or"].contains(plain(-1)) || ["not", "t", "never"].contains(plain(-2)) {
        return nil
      }
      return Mark(words: index...index, canPrecede: true, canFollow: true, isStrong: true)
    }
    if others.contains(word) {
      return Mark(words: index...index, canPrecede: true, canFollow: false, isStrong: strongOthers.contains(word))
    }
    return nil
  }

  private static let followUps: Set<String> = ["follow-up", "followup", "follows-up"]

  /// Before or after a number.
  private static let states = Set(
    wordsOf: """
      closed replaced superseded merged resolved solved cancelled canceled expired obsolete withdrawn duplicate
      duplicated old older ersetzt geschlossen gelöst erledigt remplacé fermé clos earlier former previous
      previously formerly cerrado chiuso gesloten
      """
  )

  /// Before a number only.
  private static let others: Set<String> = strongOthers.union(["related", "similar", "also", "closing", "cf", "ignore"])
  private static let strongOthers = Set(
    wordsOf: """
      replaces replacing supersedes superseding remplace frühere früheres früheren alte altes alten ancien précédent
      anterior
      """
  )

  private static let beforeNumber = fillers.union(names).union(states).union([
    "your", "our", "request", "this", "that", "its", "den", "das", "die", "le", "la", "el", "use", "reply", "answer",
    "in", "on",
    "any",
    "update", "write",
  ])

  private static let afterNumber = fillers.union(names).union(listing).union(states).union([
    "was", "has", "been", "already", "now", "which", "that", "were", "are", "have", "a", "status", "state", "your",
    "you",
    "we", "also", "meanwhile", "since", "therefore", "automatically", "recently", "wurde", "ist", "wird", "durch",
    "été",
    "est", "as", "–", "—", "it", "marked", "an", "considered", "just", "today", "yesterday",
  ])
}
