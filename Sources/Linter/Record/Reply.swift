import Diagnostics
import ManifestModel

/// What Adobe's answer says, read from the text of a mail or a ticket as it was pasted.
package struct Reply: Sendable {
  /// Something that was found, with the lines (from 1) that say it: several where a mail program has cut it.
  package struct Item: Sendable, Equatable {
    package let kind: Kind
    package let text: String
    package let lines: ClosedRange<Int>
    package fileprivate(set) var standing = Standing.given
    /// The environments and projects that it is said to be for, and those that it is said not to be for.
    package fileprivate(set) var places: [ReplyPlace] = []
    package fileprivate(set) var deniedPlaces: [ReplyPlace] = []
    /// Of its places those of which only one need be meant.
    var mixedPlaces: [ReplyPlace] = []

    package var line: Int { lines.lowerBound }
  }

  package enum Kind: String, Sendable, CaseIterable {
    case serviceName = "service name"
    case resourceID = "resource ID or alias"
    case subscription = "subscription"
    case ticket = "ticket number"
  }

  /// Whether an answer gives a name, or denies it in words that are quoted.
  package enum Standing: Sendable, Equatable {
    case given
    case doubtful(String)
    case denied(String)

    package var words: String? {
      switch self {
      case .given: nil
      case .doubtful(let words), .denied(let words): words
      }
    }

    fileprivate var rank: Int {
      switch self {
      case .given: 0
      case .doubtful: 1
      case .denied: 2
      }
    }
  }

  /// Each thing once, at the first line that says it.
  package private(set) var items: [Item] = []
  /// The beginnings of names and IDs that a line cuts, and that the next one does not continue.
  package private(set) var cut: [Item] = []
  /// Service IDs (`vpce-svc-…`) whose service name, which has the region too, the answer does not give.
  package private(set) var nameless: [Item] = []
  /// The line (from 1) at which an earlier mail begins, which is not read.
  package let earlierMail: Int?
  /// The project IDs that the answer names, each with its line.
  package private(set) var projects: [(id: String, line: Int)] = []

  /// - Parameters:
  ///   - text: the answer; quoted older mail in it does not count.
  ///   - own: the customer's own services and subscriptions, in lower case: an answer may repeat them.
  package init(_ text: String, own: Set<String>) {
    var sentences = ReplySentences()
    var known: Set<String> = []
    let text = ReplyText(text)
    earlierMail = text.earlierMail
    for words in text.paragraphs {
      sentences.append(words, Reply.found(in: words, own: own))
      cut += ReplyNames.cut(in: words)
      for word in words {
        guard let id = ReplyNames.project(word), known.insert(id).inserted else { continue }
        projects.append((id, word.lines.lowerBound))
      }
    }
    let denials = ReplyDenials(sentences).standings
    items = Reply.items(of: sentences, denials)
    nameless = Reply.nameless(in: sentences, denials, besides: items, own: own)
  }

  private static func nameless(in text: ReplySentences, _ denials: [Standing], besides items: [Item], own: Set<String>)
    -> [Item]
  {
    var known = Set((items.filter { $0.kind == .serviceName }.map(\.text) + own).compactMap(serviceID))
    return zip(text.mentions, denials).filter { mention, standing in
      mention.isPart && standing == .given && known.insert(mention.text).inserted
    }.map { mention, _ in
      Item(kind: mention.kind, text: mention.text, lines: text.lines(of: mention))
    }
  }

  /// The last part of a service name.
  private static func serviceID(of name: String) -> String? { name.split(separator: ".").last.map(String.init) }

  package func items(_ kind: Kind) -> [Item] { items.filter { $0.kind == kind } }

  /// A recording with everything that the answer names: it shows which cloud it is about.
  package func all(besides recording: Recording) -> Recording {
    var recording = recording
    for kind in recording.missing { recording[kind] = items(kind).first?.text }
    return recording
  }

  /// What a paragraph names, in order.
  private static func found(in words: [ReplyWord], own: Set<String>) -> [ReplyMention] {
    let found = (ReplyNames.all(in: words) + ReplyTickets.numbers(in: words)).map { mention in
      var mention = mention
      mention.isOwn = own.contains(mention.text.lowercased())
      return mention
    }
    return found.sorted { $0.words.lowerBound < $1.words.lowerBound }
  }

  private static func items(of text: ReplySentences, _ denials: [Standing]) -> [Item] {
    let tickets = ReplyTickets.standings(in: text)
    let places = ReplyPlaces(text)
    let environments = places.around { if case .environment = $0 { true } else { false } }
    let projects = places.around { if case .project = $0 { true } else { false } }
    var items: [Item] = []
    var indices: [String: Int] = [:]
    // What is said of service IDs alone.
    var parts: [String: Standing] = [:]
    var sentence = 0
    for (index, mention) in text.mentions.enumerated() {
      while !text.sentences[sentence].contains(mention.words.lowerBound) { sentence += 1 }
      if mention.isOwn || mention.isPart { continue }
      var item = Item(kind: mention.kind, text: mention.text, lines: text.lines(of: mention))
      item.standing = mention.kind == .ticket ? tickets[index] ?? .given : denials[index]
      item.places = environments[sentence].named + projects[sentence].named
      item.deniedPlaces = environments[sentence].denied + projects[sentence].denied
      item.mixedPlaces = environments[sentence].mixed + projects[sentence].mixed
      let key = "\(mention.kind.rawValue): \(mention.text.lowercased())"
      guard let known = indices[key] else {
        indices[key] = items.count
        items.append(item)
        continue
      }
      if item.standing.rank > items[known].standing.rank { items[known].standing = item.standing }
      items[known].join(item)
    }
    for (index, mention) in text.mentions.enumerated() where mention.isPart && denials[index] != .given {
      parts[mention.text] = denials[index]
    }
    for index in items.indices where items[index].kind == .serviceName {
      guard let id = serviceID(of: items[index].text), let standing = parts[id],
        standing.rank > items[index].standing.rank
      else { continue }
      items[index].standing = standing
    }
    // Of one line, names come before ticket numbers; sorting keeps the order otherwise.
    return items.enumerated()
      .sorted {
        ($0.element.line, $0.element.kind == .ticket ? 1 : 0, $0.offset) < (
          $1.element.line, $1.element.kind == .ticket ? 1 : 0, $1.offset
        )
      }
      .map(\.element)
  }
}

extension Reply.Item {
  /// Whether both name one service: its resource ID and its alias.
  package func isOfOneService(with other: Reply.Item) -> Bool {
    kind == .resourceID && other.kind == .resourceID && ReplyNames.areOfOneService(text, other.text)
  }

  /// Adds what another mention of the same says of places.
  fileprivate mutating func join(_ other: Reply.Item) {
    places += other.places.filter { !places.contains($0) }
    deniedPlaces += other.deniedPlaces.filter { !deniedPlaces.contains($0) }
    mixedPlaces += other.mixedPlaces.filter { !mixedPlaces.contains($0) }
  }

  /// The places that the answer gives it for, if the target is not among them; nil: it may be written there.
  package func otherPlaces(than target: RecordTarget) -> [ReplyPlace]? {
    guard kind != .ticket else { return nil }
    for isEnvironment in [true, false] {
      let own = places.filter { $0.isEnvironment == isEnvironment }
      let isMixed = mixedPlaces.contains { $0.isEnvironment == isEnvironment && target.contradicts($0) }
      if !own.isEmpty, isMixed || own.allSatisfy(target.contradicts) { return own }
    }
    // What is said for a place and against it is left to the reader.
    if deniedPlaces.contains(where: { target.isOne($0) }) { return [] }
    return nil
  }
}
