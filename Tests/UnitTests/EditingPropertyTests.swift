import Diagnostics
import Editing
import Testing
import YAMLTree

/// Edits of random files in every style: the meaning is the old one plus the change, and nothing else of the text is
/// touched.
@Suite struct EditingPropertyTests {
  private static let forms: [ScalarRoundTripTests.Form] = [.utf8, .utf8Mark, .crlf]

  @Test(arguments: forms) func anEditIsItsChangeAndNothingElse(form: ScalarRoundTripTests.Form) {
    var tally = Tally()
    for seed in 0..<700 as Range<UInt64> {
      var writer = ManifestWriter(seed: seed &* 31 &+ 7, form: form)
      writer.write()
      let tree = YAMLTree.read(bytes: writer.bytes)
      guard !tree.isPartial else { continue }
      var random = SeededGenerator(seed: seed &+ 90_000)
      for _ in 0..<3 {
        guard let change = RandomChange(tree, &random).change else { continue }
        if let fault = tally.check(change, tree) {
          Issue.record(
            """
            seed \(seed), \(form), \(change)
            \(fault)
            --- source
            \(String(decoding: writer.bytes, as: UTF8.self))---
            """
          )
          return
        }
      }
    }
    // Random files are full of what nobody writes: `?` keys, tags, roots of brackets. Most changes have to be possible
    // all the same.
    #expect(tally.made > 1200, "\(tally)")
    #expect(tally.refused * 4 < tally.made, "\(tally)")
    #expect(tally.unproved * 25 < tally.made, "\(tally)")
  }

  @Test func filesThatAreNotReadWholeAreRefused() {
    for text in ["a: 1\nb: [", "\u{FEFF}a: \"x\n"] {
      let tree = YAMLTree.read(bytes: Array(text.utf8))
      #expect(throws: Refusal.unreadable) {
        try EditPlan.edits(for: Change(0, at: [.key("c", order: [])], .set(.text("d"))), in: tree)
      }
    }
  }
}

/// What came of many changes.
private struct Tally {
  var made = 0
  var refused = 0
  var unproved = 0
  var shared = 0

  /// What is wrong with the edit of a change; nil if it is right, or rightly refused.
  mutating func check(_ change: Change, _ tree: YAMLTree) -> String? {
    let edits: [Edit]
    do {
      edits = try EditPlan.edits(for: change, in: tree)
    } catch {
      switch error {
      case .shared: shared += 1
      case .unproved:
        unproved += 1
        refused += 1
      default: refused += 1
      }
      return nil
    }
    made += 1
    guard Edit.areApart(edits, in: tree.source.bytes.count) else { return "edits are not apart: \(edits)" }
    let bytes = Edit.apply(edits, to: tree.source.bytes)
    let after = YAMLTree.read(bytes: bytes)
    guard !after.isPartial else { return "cannot be read: \(String(decoding: bytes, as: UTF8.self))" }
    let expected = tree.roots.map { Meaning($0, tree, change) }
    let found = after.roots.map { Meaning($0, after, nil) }
    if expected != found {
      let (left, right) = ("\(expected)".unicodeScalars, "\(found)".unicodeScalars)
      let same = max(0, zip(left, right).prefix { $0 == $1 }.count - 60)
      let windows = [left, right].map { String(String.UnicodeScalarView($0.dropFirst(same).prefix(160))) }
      return "expected …\(windows[0])\nfound …\(windows[1])\n--- edited\n\(String(decoding: bytes, as: UTF8.self))---"
    }
    if case .remove = change.action { return nil }
    // Nothing goes but a value that is replaced.
    for edit in edits {
      let text = tree.source.text(edit.span).filter { !$0.isWhitespace }
      let old = tree[target(change, tree)].span
      if !["", "~", "null", "Null", "NULL", "{}", "[]"].contains(text), !old.contains(edit.span) {
        return "removes \(text)"
      }
    }
    return nil
  }

  private func target(_ change: Change, _ tree: YAMLTree) -> NodeID {
    guard case .key(let key, _)? = change.path.first else { return change.start }
    let children = Array(tree.children(of: change.start))
    for index in stride(from: 0, to: children.count, by: 2) where tree.text(children[index]).equals(key) {
      return children[index + 1]
    }
    return change.start
  }
}

/// What a tree says, aliases followed; with the change made, where one is given.
private indirect enum Meaning: Equatable {
  case scalar(String, isPlain: Bool)
  case list([Meaning])
  /// Without order: it means nothing.
  case mapping([String])
  case unusable

  init(_ node: NodeID, _ tree: YAMLTree, _ change: Change?) {
    let node = tree.resolve(node)
    let isTarget = change?.start == node
    if isTarget, let change, change.path.isEmpty {
      switch change.action {
      case .set(let value): self = Meaning(value)
      case .append(let items):
        let old = tree[node].kind == .sequence ? tree.children(of: node).map { Meaning($0, tree, nil) } : []
        self = .list(old + items.map(Meaning.init))
      case .remove: self = .unusable
      }
      return
    }
    switch tree[node].kind {
    case .alias: self = .unusable
    case .scalar: self = Meaning.scalar(of: tree.text(node).string, tree[node].style == .plain)
    case .sequence:
      self = .list(tree.children(of: node).filter { !(change?.removes($0) ?? false) }.map { Meaning($0, tree, change) })
    case .mapping:
      var entries: [String] = []
      let children = Array(tree.children(of: node))
      var isSet = false
      for index in stride(from: 0, to: children.count, by: 2) {
        let (key, value) = (children[index], children[index + 1])
        if change?.removes(value) ?? false { continue }
        if isTarget, let change, case .key(let name, _)? = change.path.first, case .set(let new) = change.action,
          tree.text(key).equals(name)
        {
          isSet = true
          entries.append("\(Meaning(key, tree, nil)): \(Meaning(new))")
        } else {
          entries.append("\(Meaning(key, tree, change)): \(Meaning(value, tree, change))")
        }
      }
      if isTarget, !isSet, let change, case .key(let name, _)? = change.path.first, case .set(let new) = change.action {
        entries.append("\(Meaning.scalar(of: name, false)): \(Meaning(new))")
      }
      self = .mapping(entries.sorted())
    }
  }

  init(_ value: NewValue) {
    switch value {
    case .text(let text): self = .scalar(text, isPlain: false)
    case .plain(let text): self = Meaning.scalar(of: text, true)
    case .list(let items): self = .list(items.map(Meaning.init))
    case .mapping(let entries), .inline(let entries):
      self = .mapping(entries.map { "\(Meaning.scalar(of: $0.key, false)): \(Meaning($0.value))" }.sorted())
    }
  }

  /// Plain and quoted are the same, but for what readers take for something other than text without quotes.
  private static func scalar(of text: String, _ isPlain: Bool) -> Meaning {
    // A date is quoted among quoted neighbours.
    .scalar(text, isPlain: isPlain && text != "2026-11-20" && !PlainText.isSafe(text, inFlow: false))
  }
}

extension Change {
  fileprivate func removes(_ node: NodeID) -> Bool {
    if case .remove = action, path.isEmpty { return start == node }
    return false
  }
}

/// A change of a random place.
private struct RandomChange {
  var change: Change?
  private static let order = ["zz_first", "abc", "zz_middle", "XYZ", "zz_last"]

  init(_ tree: YAMLTree, _ random: inout SeededGenerator) {
    let all = tree.nodes.indices.map(NodeID.init)
    let mappings = all.filter { tree[$0].kind == .mapping && usable($0, tree) }
    let lists = all.filter { tree[$0].kind == .sequence }
    switch Int.random(in: 0..<6, using: &random) {
    case 0, 1:
      guard let mapping = mappings.randomElement(using: &random) else { return }
      let key = ["zz_first", "zz_middle", "zz_last", "zz other", "true"].randomElement(using: &random) ?? "zz"
      let children = Array(tree.children(of: mapping))
      guard !stride(from: 0, to: children.count, by: 2).contains(where: { tree.text(children[$0]).equals(key) }) else {
        return
      }
      change = Change(mapping, at: [.key(key, order: RandomChange.order)], .set(RandomChange.value(&random, depth: 0)))
    case 2:
      guard let mapping = mappings.filter({ tree.next($0) > $0 + 1 }).randomElement(using: &random) else { return }
      let children = Array(tree.children(of: mapping))
      let index = Int.random(in: 0..<children.count / 2, using: &random) * 2
      let (key, value) = (children[index], children[index + 1])
      guard tree[value].kind == .scalar, tree[key].kind == .scalar, !tree[key].isLeftOut else { return }
      change = Change(mapping, at: [.key(tree.text(key).string, order: [])], .set(RandomChange.scalar(&random)))
    case 3, 4:
      guard let list = lists.randomElement(using: &random) else { return }
      let count = Int.random(in: 1...2, using: &random)
      change = Change(list, at: [], .append((0..<count).map { _ in RandomChange.value(&random, depth: 1) }))
    default:
      let parents = lists + mappings
      guard let parent = parents.filter({ tree.next($0) > $0 + 1 }).randomElement(using: &random) else { return }
      let children = Array(tree.children(of: parent))
      let isMapping = tree[parent].kind == .mapping
      let index = Int.random(in: 0..<children.count / (isMapping ? 2 : 1), using: &random)
      change = Change(children[isMapping ? index * 2 + 1 : index], at: [], .remove)
    }
    /// Keys that occur twice have no meaning of their own.
    func usable(_ mapping: NodeID, _ tree: YAMLTree) -> Bool {
      tree.children(of: mapping).allSatisfy { !tree[$0].isLeftOut }
    }
  }

  private static func scalar(_ random: inout SeededGenerator) -> NewValue {
    [
      .text("plain words"), .text("251234567"), .text("it's # \"quoted\": yes"), .text("- x"),
      .text("line\nbreak\ttab"),
      .text("é中😀"), .text(""), .text("true"), .text("a, b]"), .plain("443"), .plain("2026-11-20"), .plain("true"),
      .text("arn:aws:iam::402592597372:root"), .text("--- x"), .text("\u{202E}"), .text("#"), .text("%a"), .text("012"),
    ].randomElement(using: &random) ?? .text("")
  }

  private static func value(_ random: inout SeededGenerator, depth: Int) -> NewValue {
    switch Int.random(in: 0..<(depth < 3 ? 7 : 3), using: &random) {
    case 3:
      return .list((0..<Int.random(in: 0...2, using: &random)).map { _ in value(&random, depth: depth + 1) })
    case 4, 5:
      let keys = ["a", "b c", "no", "1"].prefix(Int.random(in: 0...4, using: &random))
      return .mapping(keys.map { NewValue.Entry($0, value(&random, depth: depth + 1)) })
    case 6: return .inline([.init("service", .text("SFTP")), .init("port", .plain("2222"))])
    default: return scalar(&random)
    }
  }
}
