import Diagnostics
import ManifestModel

/// What Adobe's answer says, read from the text of a mail or a ticket as it was pasted.
package struct Reply: Sendable {
  /// Something that was found, with the lines (from 1) that say it: several where a mail program has cut it.
  package struct Item: Sendable, Equatable {
    package let kind: Kind
    package let text: String
    package let lines: ClosedRange<Int>
    /// Of a ticket: it is said to be closed, or to be an earlier one.
    package var isEarlier = false

    package var line: Int { lines.lowerBound }
  }

  package enum Kind: String, Sendable, CaseIterable {
    case serviceName = "service name"
    case resourceID = "resource ID or alias"
    case subscription = "subscription"
    case ticket = "ticket number"
  }

  /// Each thing once, at the first line that says it.
  package private(set) var items: [Item] = []
  /// The beginnings of names and IDs that a line cuts, and that the next one does not continue.
  package private(set) var cut: [Item] = []
  /// The project IDs that the answer names, each with its line.
  package private(set) var projects: [(id: String, line: Int)] = []

  /// - Parameters:
  ///   - text: the answer; quoted older mail in it does not count.
  ///   - own: the customer's own services and subscriptions, in lower case: an answer may repeat them.
  package init(_ text: String, own: Set<String>) {
    var known: Set<String> = []
    for words in ReplyText(text).paragraphs {
      for item in Reply.found(in: words) where !own.contains(item.text.lowercased()) {
        if known.insert("\(item.kind.rawValue): \(item.text.lowercased())").inserted { items.append(item) }
      }
      cut += ReplyNames.cut(in: words)
      for word in words {
        guard let id = ReplyNames.project(word), known.insert("project: \(id)").inserted else { continue }
        projects.append((id, word.lines.lowerBound))
      }
    }
  }

  package func items(_ kind: Kind) -> [Item] { items.filter { $0.kind == kind } }

  /// What a paragraph says, in order.
  private static func found(in words: [ReplyWord]) -> [Item] {
    let tickets = ReplyTickets.numbers(in: words).map {
      Item(kind: .ticket, text: $0.word.text, lines: $0.word.lines, isEarlier: $0.isEarlier)
    }
    let names = ReplyNames.all(in: words)
    // Sorting keeps the order of those of one line.
    return (names + tickets).enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
      .map(\.element)
  }
}
