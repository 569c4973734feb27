/// Finds the names in an answer that its words deny: `do not use …`, `… is no longer valid`, `instead of …`.
///
/// What is directly beside a name is said of it. Anything else that denies something in the same sentence leaves it in
/// doubt, unless it is clearly about something else (`do not hesitate`, `private DNS is not available`). In doubt
/// nothing is recorded.
struct ReplyDenials {
  private let text: ReplySentences
  private(set) var standings: [Reply.Standing]

  /// Words of a sentence that deny something.
  struct Mark {
    let words: ClosedRange<Int>
    let manner: Manner
    /// Whether it leaves other names of its sentence in doubt.
    let isStrong: Bool

    enum Manner { case negation, before, state }
  }

  init(_ text: ReplySentences) {
    self.text = text
    standings = Array(repeating: .given, count: text.mentions.count)
    guard text.mentions.contains(where: { $0.kind != .ticket }) else { return }
    // Indices among the sentences.
    var lastWithName: Int?
    var introduction: String?
    for (index, sentence) in text.sentences.enumerated() {
      let names = names(in: sentence)
      let marks = judge(sentence, names)
      if !names.isEmpty {
        lastWithName = index
        if let words = introduction { names.forEach { deny($0, words) } }
        // What introduces a list is said of each item.
        let continues = index + 1 < text.sentences.count && text.words[text.sentences[index + 1].lowerBound].beginsItem
        if !continues { introduction = nil }
      } else if let mark = marks.first {
        if isIntroduction(sentence) {
          introduction = text.excerpt(mark.words, in: sentence)
        } else if let last = lastWithName, index - last <= 2, hasReference(sentence),
          let mark = marks.first(where: { isOfUse($0, in: sentence) })
        {
          for name in self.names(in: text.sentences[last]) { doubt(name, text.excerpt(mark.words, in: sentence)) }
        }
      }
    }
    if let words = ReplyRefusals.words(in: text) { doubtAll(words) }
  }

  private mutating func doubtAll(_ words: String) {
    for mention in standings.indices where text.mentions[mention].kind != .ticket { doubt(mention, words) }
  }

  private func names(in sentence: Range<Int>) -> [Int] {
    var names: [Int] = []
    for word in sentence {
      if let mention = text.mention(at: word), mention != names.last { names.append(mention) }
    }
    return names.filter { text.mentions[$0].kind != .ticket }
  }

  private mutating func deny(_ mention: Int, _ words: String) {
    if case .denied = standings[mention] { return }
    standings[mention] = .denied(words)
  }

  private mutating func doubt(_ mention: Int, _ words: String) {
    if standings[mention] == .given { standings[mention] = .doubtful(words) }
  }

  // MARK: A sentence

  /// Judges the names of a sentence; returns the marks that are said of none of them.
  private mutating func judge(_ sentence: Range<Int>, _ names: [Int]) -> [Mark] {
    var open: [Mark] = []
    for mark in marks(in: sentence) {
      let targets = targets(of: mark, in: sentence)
      if !targets.isEmpty {
        for mention in targets { deny(mention, text.excerpt(mark.words, in: sentence)) }
      } else if mark.isStrong, mark.manner != .negation || !isHarmless(mark, in: sentence) {
        open.append(mark)
      }
    }
    for (mention, words) in ReplyAnnouncements(text, in: sentence).found {
      doubt(mention, text.excerpt(words, in: sentence))
    }
    if let question = text.question(sentence) { names.forEach { doubt($0, question) } }
    guard !names.isEmpty, !open.isEmpty else { return open }
    let clauses = text.clauses(of: sentence)
    var next = 0
    // Of each clause: its first mark.
    let first = clauses.map { clause -> Mark? in
      var found: Mark?
      while next < open.count, clause.contains(open[next].words.lowerBound) {
        found = found ?? open[next]
        next += 1
      }
      return found
    }
    let binding = zip(clauses, first).first { clause, mark in
      mark.map { !hasOwnSubject(clause) || hasReference(clause) && isOfUse($0, in: clause) } ?? false
    }?.1
    for (clause, mark) in zip(clauses, first) {
      let other = isSelfContained(clause) ? binding : open[0]
      guard let mark = mark ?? other else { continue }
      for word in clause {
        if let mention = text.mention(at: word), text.mentions[mention].kind != .ticket {
          doubt(mention, text.excerpt(mark.words, in: sentence))
        }
      }
    }
    return open
  }

  /// The names that a mark is directly beside: one; two in `… is not approved for …`.
  private func targets(of mark: Mark, in sentence: Range<Int>) -> [Int] {
    let first = target(of: mark, in: sentence)
    guard let first, mark.manner == .negation, text.mentions[first].words.lowerBound > mark.words.upperBound,
      let before = nameBefore(mark, in: sentence),
      text.words[text.mentions[before].words.upperBound].separation == .none
    else { return first.map { [$0] } ?? [] }
    return [before, first]
  }

  private func nameBefore(_ mark: Mark, in sentence: Range<Int>) -> Int? {
    text.mention(before: mark.words.lowerBound, in: sentence, fillers: ReplyWords.afterName)
  }

  private func target(of mark: Mark, in sentence: Range<Int>) -> Int? {
    if mark.manner == .negation, isAlwaysHarmless(mark, in: sentence) { return nil }
    // `for example, …`
    if ReplyWords.examples.contains(text.words[mark.words.upperBound].plain),
      mark.words.upperBound + 1 < sentence.upperBound,
      let mention = text.mention(at: mark.words.upperBound + 1)
    {
      return mention
    }
    let forward = mark.manner == .negation ? ReplyWords.afterNegation : ReplyWords.beforeName
    if let mention = text.mention(after: mark.words.upperBound, in: sentence, fillers: forward) { return mention }
    guard mark.manner != .before, !isOfPlace(mark, in: sentence), !isOfTopic(mark, in: sentence) else { return nil }
    let mention = nameBefore(mark, in: sentence)
    // `…, not the old one`: a comma alone does not say it of the name before it.
    guard let mention, mark.manner == .negation, text.mentions[mention].words.upperBound == mark.words.lowerBound - 1,
      text.words[mark.words.lowerBound - 1].separation == .stop
    else { return mention }
    return nil
  }

  // MARK: Marks

  private func marks(in sentence: Range<Int>) -> [Mark] {
    var marks: [Mark] = []
    var isConditional = false
    for index in sentence where text.mention(at: index) == nil {
      if index > sentence.lowerBound, text.words[index - 1].separation != .none || text.words[index - 1].endsLabel {
        isConditional = false
      }
      if text.beginsCondition(index) { isConditional = true }
      if index == sentence.lowerBound, text.words[index].plain == "should" { isConditional = true }
      if !isConditional, let mark = mark(at: index, in: sentence) { marks.append(mark) }
    }
    return marks
  }

  private func mark(at index: Int, in sentence: Range<Int>) -> Mark? {
    let word = text.words[index].plain
    func plain(_ offset: Int) -> String {
      sentence.contains(index + offset) ? text.words[index + offset].plain : ""
    }
    if ReplyWords.isNegation(word, after: plain(-1)) {
      return Mark(words: index...index, manner: .negation, isStrong: true)
    }
    if word == "no" {
      if ["longer", "more", "circumstances", "way"].contains(plain(1)) {
        return Mark(words: index...index + 1, manner: .negation, isStrong: true)
      }
      let isSpanish = ReplyWords.afterSpanishNo.contains(plain(1))
      return Mark(words: index...index, manner: isSpanish ? .negation : .before, isStrong: isSpanish)
    }
    if word == "plus", ["n", "ne"].contains(plain(-1)) || ["n", "ne"].contains(plain(-2)) {
      return Mark(words: index...index, manner: .negation, isStrong: true)
    }
    if ReplyWords.pairs[word]?.contains(plain(1)) ?? false {
      return Mark(words: index...index + 1, manner: .before, isStrong: word == "hold")
    }
    if ReplyWords.customers.contains(word), ReplyWords.others.contains(plain(-1)) {
      let start = ["for", "of", "to"].contains(plain(-2)) ? index - 2 : index - 1
      return Mark(words: start...index, manner: .state, isStrong: true)
    }
    // `we will remove it`, `will be removed`, `it's gone`; not of an old one, nor what a disclaimer asks for.
    if ReplyWords.removal.contains(word),
      ["be", "s"].contains(plain(-1))
        || ["it", "this", "that"].contains(plain(1))
          && (1...4).contains(where: { ["we", "will"].contains(plain(-$0)) }),
      !(1...5).contains(where: { ReplyWords.others.contains(plain(-$0)) })
    {
      return Mark(words: index...index, manner: .state, isStrong: true)
    }
    if ["tear", "tore", "torn", "tearing"].contains(word), plain(1) == "down" {
      return Mark(words: index...index + 1, manner: .before, isStrong: true)
    }
    if word == "rolled" && plain(1) == "back" || word == "on" && plain(1) == "hold" {
      return Mark(words: index...index + 1, manner: .state, isStrong: true)
    }
    // `switch from … to …`
    if word == "from", (1...2).contains(where: { ReplyWords.leaving.contains(plain(-$0)) }) {
      return Mark(words: index - 1...index, manner: .before, isStrong: false)
    }
    if word == "error", ["in", "by"].contains(plain(-1)) {
      return Mark(words: index - 1...index, manner: .state, isStrong: true)
    }
    if word == "belongs", (1...3).map(plain).contains(where: ReplyWords.others.contains) {
      return Mark(words: index...index, manner: .state, isStrong: true)
    }
    if ReplyWords.rejecting.contains(word) {
      return Mark(words: index...index, manner: .before, isStrong: ReplyWords.strong.contains(word))
    }
    if ReplyWords.states.contains(word) {
      return Mark(words: index...index, manner: .state, isStrong: ReplyWords.strong.contains(word))
    }
    return nil
  }

  // MARK: What a negation is about

  /// `do not hesitate`, `not only`: never about a name.
  private func isAlwaysHarmless(_ mark: Mark, in sentence: Range<Int>) -> Bool {
    let index = mark.words.upperBound
    let after = plain(index + 1..<index + 5, in: sentence)
    if after.prefix(2).contains(where: ReplyWords.degrees.contains) { return true }
    if after.contains(where: ReplyWords.politeVerbs.contains) { return true }
    let before = plain(mark.words.lowerBound - 4..<mark.words.lowerBound, in: sentence)
    // "Please do not reply to this e-mail." What "does not reply" may be the service.
    if after.first == "reply", ReplyWords.beforeReply.contains(before.last ?? "") { return true }
    // "You have not yet created an endpoint to …" reminds the customer of what is to be done.
    let isReminder = before.contains("you") && before.contains(where: ReplyWords.auxiliaries.contains)
    return isReminder && !after.contains(where: ReplyWords.rights.contains)
      || before.contains(where: ReplyWords.politeVerbs.contains)
  }

  /// `not reachable from the internet`
  private func isOfTopic(_ mark: Mark, in sentence: Range<Int>) -> Bool {
    for index in (mark.words.upperBound + 1..<mark.words.upperBound + 7).clamped(to: sentence) {
      // An Availability Zone: `not in euw1-az3`.
      if ReplyWords.topics.contains(text.words[index].plain) || text.words[index].plain.contains("-az") { return true }
      if text.words[index].separation == .stop { return false }
    }
    return false
  }

  private func isHarmless(_ mark: Mark, in sentence: Range<Int>) -> Bool {
    if isAlwaysHarmless(mark, in: sentence) || isOfTopic(mark, in: sentence) || isOfPlace(mark, in: sentence)
      || isOfOther(mark, in: sentence)
    {
      return true
    }
    let index = mark.words.lowerBound
    let after = plain(index + 1..<index + 7, in: sentence)
    if (after + plain(index - 6..<index, in: sentence)).contains(where: ReplyWords.topics.contains) { return true }
    return after.prefix(2).contains(where: ReplyWords.needs.contains)
      && !(index + 1..<min(index + 11, sentence.upperBound)).contains { text.mention(at: $0) != nil }
  }

  /// `staging (not production)`: about an environment or a project.
  private func isOfPlace(_ mark: Mark, in sentence: Range<Int>) -> Bool {
    ReplyPlaces.place(after: mark.words.upperBound, in: sentence, of: text) != nil
      || ReplyPlaces.place(before: mark.words.lowerBound, in: sentence, of: text) != nil
  }

  /// `do not use the old name`, `other accounts are not accepted`: about another one.
  private func isOfOther(_ mark: Mark, in sentence: Range<Int>) -> Bool {
    let before = plain(mark.words.lowerBound - 5..<mark.words.lowerBound, in: sentence)
    if before.contains(where: ReplyWords.others.contains) { return true }
    let after = (mark.words.upperBound + 1..<mark.words.upperBound + 9).clamped(to: sentence)
    for index in after where text.mention(at: index) == nil {
      let word = text.words[index].plain
      // A name that a line cuts is another one than those that are whole.
      if ReplyWords.others.contains(word) || ReplyNames.isBeginning(word) { return true }
      guard ReplyWords.afterNegation.contains(word) else { return false }
    }
    return false
  }

  private func plain(_ range: Range<Int>, in sentence: Range<Int>) -> [String] {
    text.words[range.clamped(to: sentence)].map(\.plain)
  }

  // MARK: Clauses

  /// Whether a clause gives its name without the others: `use …`, `Service name: …`.
  private func isSelfContained(_ clause: Range<Int>) -> Bool {
    clause.contains {
      text.mention(at: $0) == nil && (text.words[$0].endsLabel || ReplyWords.giving.contains(text.words[$0].plain))
    }
  }

  private func hasOwnSubject(_ clause: Range<Int>) -> Bool {
    clause.contains { ReplyWords.subjects.contains(text.words[$0].plain) }
  }

  /// `it`, `the name`: about a name that another clause or sentence says.
  private func hasReference(_ clause: Range<Int>) -> Bool {
    clause.contains { index in
      let word = text.words[index].plain
      return ReplyWords.pronouns.contains(word)
        || ["the", "above", "that"].contains(word) && clause.contains(index + 1)
          && ReplyWords.nouns.contains(text.words[index + 1].plain)
    }
  }

  /// Whether a mark denies that something can be used: `do not use`, `not valid`.
  private func isOfUse(_ mark: Mark, in clause: Range<Int>) -> Bool {
    mark.manner != .negation
      || plain(mark.words.upperBound + 1..<mark.words.upperBound + 6, in: clause).contains(
        where: ReplyWords.uses.contains
      )
  }

  /// Whether a sentence without a name is about what follows: `ignore the name below`, `do not use the following
  /// services:`, a heading.
  private func isIntroduction(_ sentence: Range<Int>) -> Bool {
    let last = text.words[sentence.upperBound - 1]
    return last.endsLabel || sentence.count <= 5 && !last.raw.hasSuffix(".")
      || text.words[sentence].contains { ReplyWords.pointers.contains($0.plain) }
  }
}
