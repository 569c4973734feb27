import Diagnostics

/// Answers of equal worth that do not agree. No file has a date in it: nothing tells which of them is newer.
struct Contradictions {
  /// Indices of the answers that another one contradicts.
  private(set) var disputed: Set<Int> = []
  private let answers: [Answer]
  private var found: [Pair: Found] = [:]

  /// Two answers; the first is the one whose path comes first.
  private struct Pair: Hashable {
    let first: Int
    let second: Int
  }

  private struct Found {
    let reason: String
    var count = 1
  }

  init(_ answers: [Answer]) {
    self.answers = answers
    guard answers.count > 1, !Contradictions.areOneCollection(answers) else { return }
    // Terraform's state may be older than the cloud, and a plan describes the future.
    for kinds in [[.aws, .azure], [.terraformState], [.terraformPlan]] as [Set<CloudSource.Kind>] {
      var mentions = Mentions()
      for (index, answer) in answers.enumerated() where kinds.contains(answer.kind) { mentions.read(answer, index) }
      let repeated = mentions.resources.filter { $0.value.count > 1 }
      for (resource, places) in repeated.sorted(by: { $0.key.precedes($1.key) }) { compareValues(of: resource, places) }
      compareLists(mentions)
    }
    compareCalls()
  }

  /// Whether all answers are in one folder of the collecting script, one for each call: they are of one run, which
  /// empties the folder of an account first.
  private static func areOneCollection(_ answers: [Answer]) -> Bool {
    // One folder has one file of a name; of a subscription there may be two that differ in the case of letters.
    var folders: Set<String> = []
    var lowercased: Set<String> = []
    var last: String?
    for answer in answers {
      guard answer.name.isOfScript, !answer.isPage, answer.name.root == answers[0].name.root else { return false }
      guard answer.name.folder != last else { continue }
      last = answer.name.folder
      folders.insert(answer.name.folder)
      lowercased.insert(answer.name.folder.lowercased())
    }
    return folders.count == lowercased.count
  }

  /// A line for each two files, with the first difference between them.
  var faults: [(path: String, reason: String)] {
    let paths = found.map { pair, found in
      (first: answers[pair.first].name.path, second: answers[pair.second].name.path, found: found)
    }
    return paths.sorted { ($0.first, $0.second) < ($1.first, $1.second) }.map { first, _, found in
      let more = found.count - 1
      let rest = more == 0 ? "" : " (and \(Display.count(more, "more difference")))"
      return (first, found.reason + rest + "; keep only the newer of the two files, or collect again")
    }
  }

  /// `reason`: the words after the path that comes first; whether that is the one of the first answer.
  private mutating func dispute(_ one: Int, _ other: Int, reason: (Bool) -> String) {
    disputed.formUnion([one, other])
    let isInOrder = answers[one].name.path.precedesByBytes(answers[other].name.path)
    let pair = isInOrder ? Pair(first: one, second: other) : Pair(first: other, second: one)
    if found[pair] == nil { found[pair] = Found(reason: reason(isInOrder)) } else { found[pair]?.count += 1 }
  }

  // MARK: What is compared

  /// The values that several answers give of one resource. What one of them does not say contradicts nothing.
  private mutating func compareValues(of resource: ResourceKey, _ mentions: [Mention]) {
    let answers = answers
    guard mentions.contains(where: { $0.answer != mentions[0].answer }) else { return }
    for (index, fact) in mentions[0].facts.enumerated() {
      let said = mentions.compactMap { mention in
        mention.facts[index].read(mention.item).map { (value: $0, mention: mention) }
      }
      guard let first = said.first else { continue }
      // An answer may have the resource twice, as Azure keeps the connection of an endpoint that was created again:
      // what both say differs in neither.
      let values = Dictionary(grouping: said, by: \.mention.answer).mapValues { Set($0.map(\.value)) }
      let own = values[first.mention.answer] ?? []
      let others = said.filter {
        $0.mention.answer != first.mention.answer && own.isDisjoint(with: values[$0.mention.answer] ?? [])
      }
      for other in others {
        dispute(first.mention.answer, other.mention.answer) { isInOrder in
          let (here, there) = isInOrder ? (first, other) : (other, first)
          return
            """
            \(fact.words) of \(resource.words) is \(Display.quoted(here.value)) (\(answers.place(of: here.mention))), \
            but \(Display.quoted(there.value)) in \(answers.path(of: there.mention.answer)) \
            (\(answers.place(of: there.mention)))
            """
        }
      }
      // Nor is a third answer newer for agreeing with one of them.
      if !others.isEmpty { disputed.formUnion(said.map(\.mention.answer)) }
    }
  }

  /// Whole lists, and what other answers describe although such a list does not have it.
  private mutating func compareLists(_ mentions: Mentions) {
    let answers = answers
    var missing: [(resource: ResourceKey, mention: Mention, list: ListMention)] = []
    for (resource, places) in mentions.members {
      for (scope, mention) in places {
        let lists = (mentions.lists[scope] ?? []).filter { $0.isWhole && covers($0, mention) }
        let lacking = lists.filter { !$0.resources.contains(resource) }
        // Of several accounts one may be its own.
        if case .account = scope, lacking.count < lists.count { continue }
        missing += lacking.map { (resource, mention, $0) }
      }
    }
    missing.sort { $0.resource.precedes($1.resource) }
    for (resource, mention, list) in missing {
      dispute(mention.answer, list.answer) { isInOrder in
        isInOrder
          ? """
          contains \(resource.words) (\(answers.place(of: mention))), but the complete list in \
          \(answers.path(of: list.answer)) does not
          """
          : """
          this complete list does not contain \(resource.words), but \(answers.path(of: mention.answer)) does \
          (\(answers.place(of: mention)))
          """
      }
    }
  }

  /// Whether a list would have to have what another answer mentions.
  private func covers(_ list: ListMention, _ mention: Mention) -> Bool {
    let (whole, other) = (answers[list.answer], answers[mention.answer])
    // The last page of a list is in the folder of the others.
    if list.answer == mention.answer || (other.isPage && whole.name.folder == other.name.folder) { return false }
    guard case .account = list.scope else {
      // An endpoint service of the same ID in another region is another one.
      return whole.region == nil || other.region == nil || whole.region == other.region
    }
    guard let account = whole.account else { return false }
    if let owner = mention.account ?? other.account, owner != account { return false }
    guard whole.kind == .aws else { return true }
    guard let region = whole.region else { return false }
    return (mention.region ?? other.region).map { $0 == region } ?? true
  }

  /// Two files in the layout of the collecting script that answer one call.
  private mutating func compareCalls() {
    let answers = answers
    let calls = Dictionary(grouping: answers.indices.filter { answers[$0].name.isAnswer && answers[$0].takesPart }) {
      answers[$0].name.key
    }
    for (_, indices) in calls.sorted(by: { $0.key < $1.key }) where indices.count > 1 {
      // Pages of one list.
      if indices.contains(where: { answers[$0].isPage }) { continue }
      let values = answers[indices[0]].values
      for index in indices.dropFirst() where !disputed.isSuperset(of: [index, indices[0]]) {
        let others = answers[index].values
        guard let (value, holder) = Contradictions.difference(values, others) else { continue }
        dispute(indices[0], index) { isInOrder in
          let isOwn = (holder == 0) == isInOrder
          let place = answers[holder == 0 ? indices[0] : index].place(of: value.span)
          let other = answers.path(of: isInOrder ? index : indices[0])
          let text = "`\(Display.oneLine("\(value.name): \(value.text)", limit: 80))`"
          return isOwn
            ? "answers the same call as \(other), but contains \(text) (\(place)), which the other lacks"
            : "answers the same call as \(other), but lacks \(text) (\(place))"
        }
      }
    }
  }
}

extension Contradictions {
  /// The first value that one of two answers has more often than the other, and which of them, 0 or 1. The order in an
  /// answer says nothing.
  private static func difference(_ one: [JSONLeaf], _ other: [JSONLeaf]) -> (value: JSONLeaf, holder: Int)? {
    surplus(of: one, over: other).map { ($0, 0) } ?? surplus(of: other, over: one).map { ($0, 1) }
  }

  private static func surplus(of values: [JSONLeaf], over others: [JSONLeaf]) -> JSONLeaf? {
    var left: [ByteKey: Int] = [:]
    for value in others { left[value.key, default: 0] += 1 }
    return values.first { value in
      left[value.key, default: 0] -= 1
      return left[value.key, default: 0] < 0
    }
  }
}

extension [Answer] {
  fileprivate func path(of index: Int) -> String { Display.oneLine(self[index].name.path) }

  fileprivate func place(of mention: Mention) -> String { self[mention.answer].place(of: mention.item) }
}

extension Answer {
  /// The signed-in identity says nothing about the account's resources, and differs from session to session.
  fileprivate var takesPart: Bool { !["get-caller-identity", "account-show"].contains(name.call) }

  /// Its values in order, without those that another call may give otherwise although nothing has changed.
  fileprivate var values: [JSONLeaf] { document.leaves(without: Answer.incidental, ignoresCase: kind == .azure) }

  private static let incidental: Set<String> = ["etag", "tags", "Tags", "ResponseMetadata"]
}

extension ResourceKey {
  fileprivate func precedes(_ other: ResourceKey) -> Bool {
    let own = [kind, id, owner ?? "", region ?? ""]
    let others = [other.kind, other.id, other.owner ?? "", other.region ?? ""]
    return own.lexicographicallyPrecedes(others) { $0.precedesByBytes($1) }
  }
}
