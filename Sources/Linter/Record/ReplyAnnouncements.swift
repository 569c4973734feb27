import Diagnostics

/// Finds the names in an answer that its words only announce, ask about or repeat: `the name will be …`, `we will
/// create …`, `… (pending creation)`, `probably …`, `please confirm that …`, `you told us that …`, `your service …`.
///
/// What is announced may still change, and what is asked about is not Adobe's answer, so nothing is recorded for it.
struct ReplyAnnouncements {
  private let text: ReplySentences
  private let sentence: Range<Int>
  /// The mentions, each with the words that announce it.
  private(set) var found: [(mention: Int, words: ClosedRange<Int>)] = []

  init(_ text: ReplySentences, in sentence: Range<Int>) {
    self.text = text
    self.sentence = sentence
    readTask()
    for index in sentence where text.mention(at: index) == nil {
      let word = plain(index)
      if ReplyWords.telling.contains(word), ["you", "we"].contains(plain(index - 1)) {
        // Of what Adobe says of itself, only that it has used a name: `for our tests we used …`.
        if plain(index - 1) == "you" { addAll(index - 1...index) }
        if word == "used" { add(nameAfter(index, ReplyWords.beforeName), index - 1...index) }
      } else if ReplyWords.asides.contains(word) {
        add(nameAfter(index, ReplyWords.afterAside), index...index)
      } else if word == "your" {
        add(nameAfter(index, ReplyWords.ofSubscription).flatMap(subscription), index...index)
        add(nameAfter(index, ReplyWords.ofService).flatMap { service($0, after: index) }, index...index)
      } else if ["see", "saw", "found"].contains(word), plain(index - 1) == "we" {
        add(nameAfter(index, ReplyWords.beforeName), index - 1...index)
      } else if ReplyWords.future.contains(word) {
        readFuture(index)
      } else if ReplyWords.hedges.contains(word) {
        add(nameAfter(index, ReplyWords.beforeName) ?? nameBefore(index), index...index)
      } else if ReplyWords.possibility.contains(word) {
        readPossibility(index)
      } else if word == "pending", ReplyWords.making.contains(plain(index + 1)) {
        add(nameBefore(index), index...index + 1)
      } else if word == "being", ReplyWords.made.contains(plain(index + 1)) {
        add(nameBefore(index), index...index + 1)
      }
    }
  }

  /// `Please accept our endpoint on …`: at a service of the customer's.
  private mutating func readTask() {
    var index = sentence.lowerBound
    while ReplyWords.beforeTask.contains(plain(index)) { index += 1 }
    guard ReplyWords.granting.contains(plain(index)) else { return }
    let verb = index
    while index + 1 < sentence.upperBound, text.words[index].separation == .none {
      index += 1
      if let mention = text.mention(at: index), mention != found.last?.mention { add(mention, verb...verb) }
    }
  }

  /// `will be …`, `… will be created`, `we will create …`; not `you will connect to …`.
  private mutating func readFuture(_ index: Int) {
    if (1...2).contains(where: { ["you", "your"].contains(plain(index - $0)) }) && plain(index - 1) != "name" {
      return
    }
    var next = index + 1
    while ReplyWords.adverbs.contains(plain(next)) { next += 1 }
    if plain(next) == "be" {
      next += 1
      while ReplyWords.adverbs.contains(plain(next)) { next += 1 }
      if let name = nameAfter(next - 1, ReplyWords.naming) { return add(name, index...next - 1) }
      // `…, it will be available for a year`: of something that is there.
      if plain(index - 1) != "it", ReplyWords.made.contains(plain(next)), let name = nameBefore(index) {
        return add(name, index...next)
      }
    }
    guard ReplyWords.making.contains(plain(next)) else { return }
    add(nameAfter(next, ReplyWords.afterMaking), index...next)
  }

  /// `It may be …`, `… might change`; not `… may be used now`.
  private mutating func readPossibility(_ index: Int) {
    let next = index + 1
    if plain(next) == "be", let name = nameAfter(next, ReplyWords.naming) { return add(name, index...next) }
    if ReplyWords.changing.contains(plain(next)) { add(nameBefore(index), index...next) }
  }

  private mutating func addAll(_ words: ClosedRange<Int>) {
    for mention in Set(sentence.compactMap(text.mention)) { add(mention, words) }
  }

  /// Of mentions, those of subscriptions: "your subscription" is the customer's, while "your service name" is what
  /// Adobe gives.
  private func subscription(_ mention: Int) -> Int? { text.mentions[mention].kind == .subscription ? mention : nil }

  /// Of mentions, those of services: `your endpoint service …` is the customer's, unless Adobe says that it is there;
  /// `your service: …` gives it.
  private func service(_ mention: Int, after index: Int) -> Int? {
    let kind = text.mentions[mention].kind
    let between = index + 1..<text.mentions[mention].words.lowerBound
    guard kind == .serviceName || kind == .resourceID, between.contains(where: { plain($0).hasPrefix("service") }),
      !between.contains(where: { text.words[$0].endsLabel }),
      !sentence.contains(where: { ReplyWords.made.contains(plain($0)) })
    else { return nil }
    return mention
  }

  private mutating func add(_ mention: Int?, _ words: ClosedRange<Int>) {
    if let mention { found.append((mention, words)) }
  }

  private func plain(_ index: Int) -> String { sentence.contains(index) ? text.words[index].plain : "" }

  private func nameAfter(_ index: Int, _ fillers: Set<String>) -> Int? {
    text.mention(after: index, in: sentence, fillers: fillers)
  }

  private func nameBefore(_ index: Int) -> Int? {
    text.mention(before: index, in: sentence, fillers: ReplyWords.afterName)
  }
}
