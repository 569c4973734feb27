import Diagnostics
import ManifestModel
import YAMLTree

/// `# privatelint: ignore[rule, …] until 2027-01-31 -- reason`.
struct IgnoreComment: Sendable {
  let comment: Span
  /// The rules by name, each with its span.
  let rules: [(name: String, span: Span)]
  /// What is after `until`: a date, or text that is none.
  let until: Until?
  let reason: String
  /// Text where `--` and the reason should be; what it says is not read.
  let stray: Span?
  /// An end that is written inside the reason, where it ends nothing.
  let endInReason: EndInReason?
  /// The text that the ignore covers: what starts on the comment's line, or the entry that follows it.
  let scope: Scope

  enum Until: Sendable, Equatable {
    case date(CivilDate)
    case malformed(String)
  }

  /// `-- agreed until 2027-01-31`.
  struct EndInReason: Sendable {
    let date: CivilDate
    /// The word and the date, with the spaces before them.
    let span: Span
    /// Where `until` belongs: after the bracket.
    let place: UInt32
    /// Nothing else is in the reason.
    let isAll: Bool

    /// `text`: the whole comment, at `span`; `reason` and `place` are parts of it.
    init?(_ reason: Substring, after place: String.Index, in text: String, at span: Span) {
      func offset(_ index: String.Index) -> UInt32 {
        span.start + UInt32(text.utf8.distance(from: text.startIndex, to: index))
      }
      var words = reason.split(separator: " ")[...]
      while let until = words.popFirst() {
        guard until.lowercased() == "until", let day = words.first else { continue }
        let digits = day.prefix { ("0"..."9").contains($0) || $0 == "-" }
        guard let date = CivilDate(String(digits)) else { continue }
        self.date = date
        let before = text[..<until.startIndex].reversed().prefix { $0 == " " }.count
        self.span = Span(offset(until.startIndex) - UInt32(before), offset(digits.endIndex))
        self.place = offset(place)
        isAll = !(text[reason.startIndex..<until.startIndex] + text[digits.endIndex...]).contains { $0.isLetter }
        return
      }
      return nil
    }
  }

  enum Scope: Sendable {
    /// Findings that start in this range: on a line.
    case line(Range<UInt32>)
    /// The same, in an entry.
    case entry(Range<UInt32>)
    case nothing
  }

  /// The last day on which it applies; nil: it has no end.
  var lastDay: String? {
    guard case .date(let date)? = until else { return nil }
    return date.text
  }

  var range: Range<UInt32>? {
    switch scope {
    case .line(let range), .entry(let range): range
    case .nothing: nil
    }
  }

  func covers(_ finding: Diagnostic) -> Bool {
    guard let range else { return false }
    return range.contains(finding.location.span.start) && rules.contains { $0.name == finding.about.id }
  }

  /// The ignore in a comment; nil for any other comment. A comment that is addressed to this tool and is no ignore
  /// gives one without rules.
  init?(_ span: Span, in tree: YAMLTree, _ addresses: AddressBook) {
    let text = tree.source.text(span)
    let address = "privatelint:"
    let addressed = text.drop { $0 == "#" || $0 == " " || $0 == "\t" }
    guard addressed.hasPrefix(address) else { return nil }
    comment = span
    scope = IgnoreComment.scope(of: span, in: tree, addresses)
    var rest = addressed.dropFirst(address.count).drop { $0 == " " }
    guard rest.hasPrefix("ignore[") || rest.hasPrefix("ignore ["), let open = rest.firstIndex(of: "["),
      let close = rest.firstIndex(of: "]"), open < close
    else {
      (rules, until, reason, stray, endInReason) = ([], nil, "", nil, nil)
      return
    }
    rules = IgnoreComment.names(text[text.index(after: open)..<close], in: text, at: span)
    rest = rest[rest.index(after: close)...].drop { $0 == " " }
    if rest.hasPrefix("until"), rest.dropFirst(5).first.map({ $0 == " " }) ?? true {
      let after = rest.dropFirst(5).drop { $0 == " " }
      let word = after.hasPrefix("--") ? after.prefix(0) : after.prefix { $0 != " " }
      until = CivilDate(String(word)).map { .date($0) } ?? .malformed(String(word))
      rest = rest[word.endIndex...].drop { $0 == " " }
    } else {
      until = nil
    }
    let given = rest.hasPrefix("--") ? rest.drop { $0 == "-" }.drop { $0 == " " } : ""
    reason = String(given).trimmingBlanks
    let other = rest.hasPrefix("--") ? "" : String(rest).trimmingBlanks
    let start = span.start + UInt32(text.utf8.distance(from: text.startIndex, to: rest.startIndex))
    stray = other.isEmpty ? nil : Span(start, start + UInt32(other.utf8.count))
    endInReason =
      until == nil ? EndInReason(given, after: text.index(after: close), in: text, at: span) : nil
  }

  /// The rules that one ignore may name.
  private static let mostRules = 200

  private static func names(_ list: Substring, in text: String, at span: Span) -> [(name: String, span: Span)] {
    // There are fewer rules than this; what a longer list names ignores nothing.
    list.split(separator: ",", maxSplits: mostRules).prefix(mostRules).compactMap { part in
      let name = part.drop { $0 == " " }.prefix { $0 != " " }
      guard !name.isEmpty else { return nil }
      let start = span.start + UInt32(text.utf8.distance(from: text.startIndex, to: name.startIndex))
      return (String(name), Span(start, start + UInt32(name.utf8.count)))
    }
  }

  // MARK: Scope

  /// At the end of a line: that line. Alone on a line: the entry that follows, with everything in it.
  private static func scope(of comment: Span, in tree: YAMLTree, _ addresses: AddressBook) -> Scope {
    let bytes = tree.source.bytes
    var lineStart = Int(comment.start)
    while lineStart > 0, bytes[lineStart - 1] != UInt8(ascii: "\n"), bytes[lineStart - 1] != UInt8(ascii: "\r") {
      lineStart -= 1
    }
    let before = bytes[lineStart..<Int(comment.start)]
    let isAlone = before.allSatisfy(\.isWhite) || (lineStart == 0 && before.elementsEqual([0xEF, 0xBB, 0xBF]))
    return isAlone ? entry(after: comment.end, in: tree, addresses) : .line(UInt32(lineStart)..<comment.end)
  }

  private static func entry(after offset: UInt32, in tree: YAMLTree, _ addresses: AddressBook) -> Scope {
    let first = tree.firstNode(from: offset)
    guard first < tree.nodes.count else { return .nothing }
    // The nodes around the first text after the comment begin with it: the entry is the first item or the first key in
    // them.
    var node = NodeID(first)
    var isItem = addresses.parent(of: node).map { tree[$0].kind == .sequence } ?? false
    while true {
      let next = node + 1
      if tree[node].kind == .sequence, tree[node].style == .block, next < tree.next(node) {
        (node, isItem) = (next, true)
      } else if tree[node].kind == .mapping, tree[node].style == .block, !isItem, next < tree.next(node) {
        node = next
      } else {
        break
      }
    }
    let isKey = addresses.isKey(node)
    let end = isKey ? tree[tree.next(node)].end : tree[node].end
    return .entry(tree[node].start..<max(end, tree[node].start + 1))
  }
}

extension YAMLTree {
  /// The index of the first node that begins at an offset or after it; the number of nodes if there is none.
  func firstNode(from offset: UInt32) -> Int {
    nodes.prefixCount { $0.start < offset }
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    var text = Substring(self)
    while text.last == " " || text.last == "\t" { text = text.dropLast() }
    return String(text)
  }
}
