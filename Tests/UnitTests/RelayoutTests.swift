import Diagnostics
import Emitters
import Foundation
import ManifestModel
import Testing
import YAMLTree
import Linter

/// Layout means nothing: the same manifest written anew, its keys in another order, its scalars quoted otherwise, in
/// flow or block, what it repeats after anchors, with comments, in one file or several, has the same canonical bytes
/// and is no change.
@Suite struct RelayoutTests {
  @Test func sameBytesWhateverTheLayout() throws {
    let (rounds, step) = Thoroughness.isFull ? (3, 1) : (1, 4)
    var count = 0
    for (index, text) in try Manifests.ofGoldenCases().enumerated() where index % step == 0 {
      // An ignored value is taken as it is written; the manifest written anew has no ignores.
      if text.contains("# privatelint: ignore") { continue }
      let outcome = Self.lint([("privatelink.yaml", text)])
      guard let file = outcome.files.first?.file, !file.tree.isPartial, file.projects.count > 0 else { continue }
      // What decoding finds at fault may be at fault for its style: an unquoted number, a `yes`.
      guard outcome.files.allSatisfy({ $0.diagnostics.allSatisfy { $0.severity != .error } }) else { continue }
      let before = Compilation.projects(of: outcome)
      let bytes = EffectiveJSON.render(before)
      for round in 0..<rounds {
        var writer = Relayout(file.tree, seed: UInt64(index * 10 + round))
        let files = writer.files()
        let after = Compilation.projects(of: Self.lint(files))
        #expect(
          EffectiveJSON.render(after) == bytes,
          "seed \(index * 10 + round)\n\(text)\n\(files.map(\.1).joined(separator: "\n=====\n"))"
        )
        let changes = Comparison.compare(before, with: after)
        #expect(changes.isEmpty, "\(changes.flatMap(\.changes).map(\.summary))")
        #expect(ChangeText.summary(ChangeReport(changes)) == "No changes: the two versions are equivalent.\n")
        count += 1
      }
    }
    #expect(count > 100 * rounds / step)
  }

  /// The other way round: what is reported as a change has other bytes, so that the property above can fail.
  @Test func otherMeaningHasOtherBytes() {
    let old =
      """
      version: 1
      company: A
      projects:
        p1:
          plan: pro
          environments: { production: { ports: [{ service: S, port: 80 }] } }

      """
    let first = Compilation.projects(of: Self.lint([("a", old)]))
    let second = Compilation.projects(of: Self.lint([("a", old.replacing("80", with: "81"))]))
    #expect(EffectiveJSON.render(first) != EffectiveJSON.render(second))
    #expect(Comparison.compare(first, with: second).count == 1)
  }

  static func lint(_ files: [(String, String)]) -> LintOutcome {
    Lint.run(
      files.map { .contents(path: $0.0, Array($0.1.utf8)) },
      LintOptions(today: CivilDate("2026-11-24") ?? CivilDate(days: 0))
    )
  }
}

/// Writes the documents of a tree anew at random, their meaning kept.
private struct Relayout {
  private let tree: YAMLTree
  private var random: SeededGenerator
  /// Anchored texts of the document that is written.
  private var anchored: [String: String] = [:]
  private var anchorCount = 0

  init(_ tree: YAMLTree, seed: UInt64) {
    self.tree = tree
    random = SeededGenerator(seed: seed)
  }

  /// A value without aliases and merges.
  private indirect enum Value {
    case nothing
    case text(String)
    case list([Value])
    case mapping([(String, Value)])
  }

  mutating func files() -> [(String, String)] {
    var files: [(String, String)] = []
    for root in tree.roots {
      for part in spread(value(root)) {
        anchored = [:]
        let text = write(part)
        if files.isEmpty || random.chance(2) {
          files.append(("\(Int.random(in: 0..<1000, using: &random))-\(files.count).privatelink.yaml", text))
        } else {
          files[files.count - 1].1 += "---\n" + text
        }
      }
    }
    return files.sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
  }

  // MARK: Meaning

  private func value(_ id: NodeID) -> Value {
    let node = tree.resolve(id)
    let children = Array(tree.children(of: node))
    switch tree[node].kind {
    case .sequence: return .list(children.map(value))
    case .mapping: return .mapping(entries(children))
    default:
      let text = tree.text(node).string
      return tree[node].style == .plain && ["", "~", "null", "Null", "NULL"].contains(text) ? .nothing : .text(text)
    }
  }

  private func entries(_ children: [NodeID]) -> [(String, Value)] {
    var own: [(String, Value)] = []
    var merged: [(String, Value)] = []
    for index in stride(from: 0, to: children.count, by: 2) {
      let key = tree.text(tree.resolve(children[index])).string
      if key == "<<" {
        for case .mapping(let entries) in flat(value(children[index + 1])) { merged += entries }
      } else if !key.hasPrefix("x-") {
        own.append((key, value(children[index + 1])))
      }
    }
    for (key, value) in merged where !own.contains(where: { $0.0 == key }) { own.append((key, value)) }
    return own
  }

  private func flat(_ value: Value) -> [Value] { if case .list(let values) = value { values } else { [value] } }

  /// The document, or one for each project, or one for each environment.
  private mutating func spread(_ document: Value) -> [Value] {
    guard case .mapping(let members) = document, random.chance(2),
      let projects = members.first(where: { $0.0 == "projects" }),
      case .mapping(let all) = projects.1, !all.isEmpty
    else { return [document] }
    let head = members.filter { $0.0 != "projects" }
    let byEnvironment = random.chance(2)
    return all.flatMap { id, project in
      (byEnvironment ? parts(of: project) : [project]).map { .mapping(head + [("projects", .mapping([(id, $0)]))]) }
    }
  }

  private func parts(of project: Value) -> [Value] {
    guard case .mapping(let members) = project, let environments = members.first(where: { $0.0 == "environments" }),
      case .mapping(let all) = environments.1, !all.isEmpty
    else { return [project] }
    return all.map { entry in
      .mapping(members.filter { $0.0 != "environments" } + [("environments", .mapping([entry]))])
    }
  }

  // MARK: Layout

  private mutating func write(_ value: Value) -> String {
    var text = ""
    if random.chance(3) { text += "# written anew\n" }
    text += block(value, indent: 0)
    return text.hasPrefix("\n") ? String(text.dropFirst()) : text
  }

  private mutating func block(_ value: Value, indent: Int) -> String {
    let blanks = String(repeating: " ", count: indent)
    switch value {
    case .mapping(let entries) where !entries.isEmpty && !(indent > 0 && random.chance(4)):
      return "\n"
        + entries.shuffled(using: &random).map { key, value in
          let remark = random.chance(8) ? "\(blanks)# a remark\n" : ""
          return "\(remark)\(blanks)\(scalar(key, isKey: true)):\(entry(value, indent: indent))"
        }.joined()
    case .list(let items) where !items.isEmpty && random.chance(2):
      return "\n" + items.shuffled(using: &random).map { "\(blanks)-\(entry($0, indent: indent + 2))" }.joined()
    default: return " \(flow(value))\(random.chance(6) ? " # so it is" : "")\n"
    }
  }

  /// A value after its key, sometimes as an anchor or as the alias of one that is the same.
  private mutating func entry(_ value: Value, indent: Int) -> String {
    let name = "\(value)"
    if let anchor = anchored[name], random.chance(2) { return " *\(anchor)\n" }
    guard random.chance(5) else { return block(value, indent: indent + 2) }
    let text = block(value, indent: indent + 2)
    anchorCount += 1
    let anchor = "a\(anchorCount)"
    anchored[name] = anchor
    return " &\(anchor)" + text
  }

  private mutating func flow(_ value: Value) -> String {
    switch value {
    case .nothing: "~"
    case .text(let text): scalar(text, isKey: false)
    case .list(let items): "[" + items.shuffled(using: &random).map { flow($0) }.joined(separator: ", ") + "]"
    case .mapping(let entries):
      "{ "
        + entries.shuffled(using: &random).map { "\(scalar($0.0, isKey: true)): \(flow($0.1))" }.joined(separator: ", ")
        + " }"
    }
  }

  /// Only numbers and words that may be plain are left plain; the language wants numbers, dates and booleans so.
  private mutating func scalar(_ text: String, isKey: Bool) -> String {
    let isWord = text.wholeMatch(of: /[A-Za-z][A-Za-z0-9_]*/) != nil && text.lowercased() != "null"
    let isNumber = text.wholeMatch(of: /[0-9]+|true|false/) != nil && !isKey && text.utf8.count < 6
    if isNumber { return text }
    if text.isEmpty { return "''" }
    if isWord, random.chance(2) { return text }
    if text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }), random.chance(2) {
      return "'" + text.replacing(mark: "'", with: "''") + "'"
    }
    return "\""
      + text.unicodeScalars.map { scalar in
        switch scalar {
        case "\"", "\\": "\\\(scalar)"
        case "\n": "\\n"
        case "\t": "\\t"
        default: random.chance(20) ? "\\U" + String(format: "%08X", scalar.value) : String(scalar)
        }
      }.joined() + "\""
  }
}
