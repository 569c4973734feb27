/// What answers say, resource by resource and list by list, for comparison.
struct Mentions {
  /// Each description of a resource.
  private(set) var resources: [ResourceKey: [Mention]] = [:]
  /// Each entry in a list that could be whole.
  private(set) var members: [ResourceKey: [(scope: ListScope, mention: Mention)]] = [:]
  private(set) var lists: [ListScope: [ListMention]] = [:]

  mutating func read(_ answer: Answer, _ index: Int) {
    var reader = MentionReader(answer: answer, index: index)
    reader.read()
    for (key, mention) in reader.resources { resources[key, default: []].append(mention) }
    for (key, scope, mention) in reader.members { members[key, default: []].append((scope, mention)) }
    for list in reader.lists.values { lists[list.scope, default: []].append(list) }
  }
}

/// Finds what one answer mentions.
struct MentionReader {
  let answer: Answer
  let index: Int
  fileprivate(set) var resources: [(ResourceKey, Mention)] = []
  fileprivate(set) var members: [(ResourceKey, ListScope, Mention)] = []
  fileprivate(set) var lists: [ListScope: ListMention] = [:]

  init(answer: Answer, index: Int) {
    self.answer = answer
    self.index = index
  }

  mutating func read() {
    switch answer.kind {
    case .aws: readAWS()
    case .azure: readAzure()
    case .terraformState, .terraformPlan: readTerraform()
    }
  }

  /// Something that the answer describes.
  mutating func add(
    _ key: ResourceKey,
    _ item: JSONValue,
    in scope: ListScope? = nil,
    account: String? = nil,
    region: String? = nil,
    facts: [ComparedFact] = []
  ) {
    let mention = Mention(answer: index, item: item, account: account, region: region, facts: facts)
    if !facts.isEmpty { resources.append((key, mention)) }
    guard let scope else { return }
    members.append((key, scope, mention))
    lists[scope]?.resources.insert(key)
  }

  /// A list that the answer gives, before what is in it.
  mutating func open(_ scope: ListScope, isWhole: Bool) {
    lists[scope] = lists[scope] ?? ListMention(answer: index, scope: scope, isWhole: isWhole && !answer.isPage)
  }
}

extension ComparedFact {
  /// The text of a member, in any case.
  static func word(_ words: String, _ name: StaticString) -> ComparedFact {
    ComparedFact(words) { $0[name]?.peek?.lowercased() }
  }

  /// A text, a number or a truth value as it is written.
  static func value(_ words: String, _ name: StaticString) -> ComparedFact {
    ComparedFact(words) { $0[name]?.literal }
  }

  /// A list of texts in any order; `key`: the member of each item that has the text.
  static func texts(_ words: String, _ name: StaticString, of key: StaticString? = nil) -> ComparedFact {
    ComparedFact(words) { item in
      guard let list = item[name], list.isArray else { return nil }
      return texts(list.items.map { entry in key.map { entry[$0]?.peek } ?? entry.peek })
    }
  }

  /// Texts in any order as one; nil if some are not known.
  static func texts(_ all: [String?]) -> String? {
    let known = Set(all.compactMap { $0 })
    guard !all.contains(nil) else { return nil }
    return known.isEmpty ? "none" : known.sorted().joined(separator: ", ")
  }

  /// The same, where the absence of the member says that there is none as soon as the item has another member.
  func orNone(where other: StaticString) -> ComparedFact {
    ComparedFact(words) { item in self.read(item) ?? (item[other] == nil ? nil : "none") }
  }
}
