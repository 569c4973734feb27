import Diagnostics

/// A name, an ID or a number in an answer, and the words that say it.
struct ReplyMention: Sendable {
  let kind: Reply.Kind
  let text: String
  /// Indices among the words of the answer.
  let words: ClosedRange<Int>
  /// It is the customer's own: answers repeat it.
  var isOwn = false
  /// It is the ID alone (`vpce-svc-…`) of what has a longer name.
  var isPart = false
}

/// An answer as words in sentences, with what it names.
struct ReplySentences: Sendable {
  private(set) var words: [ReplyWord] = []
  /// Indices among the words.
  private(set) var sentences: [Range<Int>] = []
  private(set) var mentions: [ReplyMention] = []
  /// For each word the index of the mention that it is a part of; -1: none.
  private(set) var mentionOfWord: [Int] = []

  mutating func append(_ paragraph: [ReplyWord], _ found: [ReplyMention]) {
    let start = words.count
    mentionOfWord += Array(repeating: -1, count: paragraph.count)
    for mention in found {
      let shifted = mention.words.lowerBound + start...mention.words.upperBound + start
      for word in shifted { mentionOfWord[word] = mentions.count }
      mentions.append(
        ReplyMention(
          kind: mention.kind,
          text: mention.text,
          words: shifted,
          isOwn: mention.isOwn,
          isPart: mention.isPart
        )
      )
    }
    // What ends with a colon introduces the next paragraph.
    var first = sentences.last.flatMap { words[$0.upperBound - 1].endsLabel ? $0.lowerBound : nil } ?? start
    if first < start { sentences.removeLast() }
    words += paragraph
    for index in start..<words.count where isEnd(index) {
      sentences.append(first..<index + 1)
      first = index + 1
    }
  }

  private func isEnd(_ index: Int) -> Bool {
    index == words.count - 1
      || words[index].endsSentence && !ReplySentences.abbreviations.contains(words[index].plain)
  }

  /// Words whose full stop ends no sentence.
  private static let abbreviations = Set(wordsOf: "no nr id e.g i.e z.b bzw vs incl ref")

  /// Whether what follows a word is only a condition: `if`, `in case`; a case is also a ticket.
  func beginsCondition(_ index: Int) -> Bool {
    ReplyWords.conditions.contains(words[index].plain)
      || words[index].plain == "case" && index > 0 && words[index - 1].plain == "in"
  }

  func mention(at word: Int) -> Int? { mentionOfWord[word] < 0 ? nil : mentionOfWord[word] }

  /// The clauses of a sentence: what commas, semicolons, brackets and dashes separate.
  func clauses(of sentence: Range<Int>) -> [Range<Int>] {
    var clauses: [Range<Int>] = []
    var first = sentence.lowerBound
    for index in sentence where words[index].separation != .none || index == sentence.upperBound - 1 {
      clauses.append(first..<index + 1)
      first = index + 1
    }
    return clauses
  }

  /// The beginning of a sentence that asks something: `Is … yours?`, `did you mean …`, `…, correct`. `Could you connect
  /// to …?` asks for nothing that is not known.
  func question(_ sentence: Range<Int>) -> String? {
    let words = words[sentence]
    let beginning = words.prefix(3).map(\.plain)
    if !(words.last?.raw.hasSuffix("?") ?? false) {
      let isOpening = beginning.count > 1 && (ReplyWords.openings[beginning[0]]?.contains(beginning[1]) ?? false)
      let isTag =
        words.count > 1 && ReplyWords.tags.contains(words[sentence.upperBound - 1].plain)
        && words[sentence.upperBound - 2].separation != .none
      guard isOpening || isTag else { return nil }
    }
    let isRequest =
      ReplyWords.requests.contains(beginning[0]) && beginning.contains("you")
      && !words.contains { ReplyWords.asking.contains($0.plain) }
    if isRequest { return nil }
    return words.prefix(3).filter { !$0.text.isEmpty }.map(\.text).joined(separator: " ") + " …?"
  }

  func lines(of mention: ReplyMention) -> ClosedRange<Int> {
    words[mention.words.lowerBound].lines.lowerBound...words[mention.words.upperBound].lines.upperBound
  }

  /// The mention that follows a word after nothing but fillers.
  func mention(after index: Int, in sentence: Range<Int>, fillers: Set<String>) -> Int? {
    var index = index
    for _ in 0..<10 {
      guard index + 1 < sentence.upperBound, words[index].separation != .stop else { return nil }
      index += 1
      if let mention = mention(at: index) { return mention }
      guard words[index].text.isEmpty || fillers.contains(words[index].plain) else { return nil }
    }
    return nil
  }

  /// The mention before a word with nothing but fillers between them.
  func mention(before index: Int, in sentence: Range<Int>, fillers: Set<String>) -> Int? {
    var stops = 0
    var index = index - 1
    for _ in 0..<10 {
      guard index >= sentence.lowerBound else { return nil }
      if words[index].separation == .stop { stops += 1 }
      guard stops <= 2 else { return nil }
      if let mention = mention(at: index) { return mention }
      guard words[index].text.isEmpty || fillers.contains(words[index].plain) else { return nil }
      index -= 1
    }
    return nil
  }

  /// The words around a mark, as a message quotes them.
  func excerpt(_ mark: ClosedRange<Int>, in sentence: Range<Int>) -> String {
    var first = mark.lowerBound
    while first > sentence.lowerBound, mark.lowerBound - first < 2, mention(at: first - 1) == nil,
      words[first - 1].separation == .none
    {
      first -= 1
    }
    var last = mark.upperBound
    while last + 1 < sentence.upperBound, last - mark.upperBound < 3, mention(at: last + 1) == nil,
      words[last].separation == .none
    {
      last += 1
    }
    let quoted = words[first...last].filter { !$0.text.isEmpty }
    let text = quoted.indices.reduce("") { text, index in
      text + quoted[index].text + (index == quoted.endIndex - 1 ? "" : quoted[index].endsAtApostrophe ? "'" : " ")
    }
    return (first > sentence.lowerBound ? "… " : "") + text + (last + 1 < sentence.upperBound ? " …" : "")
  }
}
