import Diagnostics
import Foundation
import Testing
import YAMLTree

/// The YAML test suite, read by a program on libyaml and by the tree: both must say the same.
///
/// The folder comes from the environment variable YAML_TEST_SUITE and contains one `.yaml` file for each case. What
/// libyaml does is the reference, not what the suite expects: libyaml reads YAML 1.1 and differs from the suite in
/// places that are none of ours.
@Suite(.serialized) struct ConformanceTests {
  enum Form: String, CaseIterable {
    case asTheyAre = "", crlf = " with CRLF", utf16 = " in UTF-16", cutShort = " cut in half"
  }

  struct File {
    let name: String
    let bytes: [UInt8]
  }

  /// The files of the suite; none where the variable is not set.
  private func files() throws -> [File] {
    guard let folder = ProcessInfo.processInfo.environment["YAML_TEST_SUITE"] else { return [] }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }.sorted()
    try #require(!names.isEmpty, "no .yaml file in \(folder)")
    return try names.map {
      File(name: $0, bytes: [UInt8](try Data(contentsOf: URL(filePath: folder).appending(path: $0))))
    }
  }

  @Test(arguments: Form.allCases) func sameAsTheReference(form: Form) throws {
    let files = try files()
    guard !files.isEmpty else {
      if form == .asTheyAre { print("YAML_TEST_SUITE is not set: the YAML test suite was not compared") }
      return
    }
    let tally = try compare(files.map { form.apply($0.bytes) }) { "\(files[$0].name)\(form.rawValue)" }
    print("\(files.count) files\(form.rawValue): \(tally)")
  }

  /// The suite's files put together and damaged at random, the same way in every run: what nobody would think of
  /// writing.
  @Test func sameAsTheReferenceWhenDamaged() throws {
    let files = try files()
    guard !files.isEmpty else { return }
    var damage = Damage(seed: 20_240_229)
    let damaged = (0..<files.count * 20).map {
      damage.apply(to: files[$0 % files.count].bytes, and: files.map(\.bytes))
    }
    let tally = try compare(damaged) { "\($0): \(String(decoding: damaged[$0], as: UTF8.self).debugDescription)" }
    print("\(damaged.count) files damaged: \(tally)")
  }

  private func compare(_ contents: [[UInt8]], name: (Int) -> String) throws -> Tally {
    let program = try EventsProgram()
    defer { program.remove() }
    var tally = Tally()
    for (number, reading) in try program.read(contents).enumerated() {
      let faults = tally.compare(YAMLTree.read(bytes: contents[number]), reading)
      if !faults.isEmpty { Issue.record("\(name(number))\n\(faults.joined(separator: "\n"))") }
    }
    return tally
  }
}

/// Random changes of a file.
private struct Damage {
  private var random: SeededGenerator
  private static let pieces: [[UInt8]] =
    [
      "# c", ": ", "? ", "- ", "&a ", "*a", "!t ", "!!str ", "\"", "'", "|\n", ">+\n", "[", "]", "{", "}", ",", "\n",
      "\r\n", "\u{85}",
      "\u{2028}",
      "\u{FEFF}", "é", "😀", "\t", " ", "  ", "\n  ", "---\n", "...\n", "|1\n", "\\\n", "&b:",
      "!<tag:yaml.org,2002:str> ", "\n\n", "  \n",
    ].map { Array($0.utf8) } + [[0xE9], [0]]

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func apply(to file: [UInt8], and others: [[UInt8]]) -> [UInt8] {
    var bytes = file
    if random.chance(3) { bytes += others.randomElement(using: &random) ?? [] }
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let place = Int.random(in: 0...bytes.count, using: &random)
      if random.chance(2) {
        bytes.insert(contentsOf: Damage.pieces.randomElement(using: &random) ?? [], at: place)
      } else {
        bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...8, using: &random)))
      }
    }
    return bytes
  }
}

extension ConformanceTests.Form {
  func apply(_ bytes: [UInt8]) -> [UInt8] {
    switch self {
    case .asTheyAre: return bytes
    case .crlf: return bytes.flatMap { $0 == 10 ? [13, 10] : [$0] }
    case .utf16:
      let text = String(
        decoding: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...],
        as: UTF8.self
      )
      return [0xFF, 0xFE] + text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    case .cutShort: return Array(bytes.prefix(bytes.count / 2))
    }
  }
}

/// How the files of a run compare.
private struct Tally: CustomStringConvertible {
  private var alike = 0
  private var refused = 0
  private var different = 0
  /// Scalars whose span and marks were compared.
  private var scalars = 0
  /// Files in which an alias leads nowhere or into itself: events for libyaml, a problem for the tree, which goes on.
  private var unusableAliases = 0
  /// Files that the tree gave up because of a limit; compared as far as it read.
  private var limited = 0

  var description: String {
    "\(alike) as libyaml, \(refused) refused by both, \(different) differ; \(scalars) scalars where libyaml marks them"
      + " (\(unusableAliases) hold aliases that only the tree objects to, \(limited) pass a limit of the tree)"
  }

  /// What differs in one file.
  mutating func compare(_ tree: YAMLTree, _ reading: EventsProgram.Reading) -> [String] {
    let comparison = TreeComparison(tree, reading.reference)
    var faults = comparison.faults
    if comparison.isLimited { limited += 1 }
    if comparison.hasUnusableAliases { unusableAliases += 1 }
    if faults.isEmpty, !comparison.isRefused { faults = comparePlaces(tree, reading) }
    if !faults.isEmpty {
      different += 1
    } else if comparison.isRefused {
      refused += 1
    } else {
      alike += 1
    }
    return faults
  }

  /// Scalars that are not where libyaml marks them. It counts anchor and tag to a scalar and the lines after to a block
  /// scalar, and sets a missing value where the next token begins.
  private mutating func comparePlaces(_ tree: YAMLTree, _ reading: EventsProgram.Reading) -> [String] {
    let own = tree.nodes.filter { $0.kind == .scalar && !$0.span.isEmpty && !tree.isUnusableAlias($0) }
    let events = reading.reference.events.filter { if case .scalar = $0.shape { true } else { false } }
    let theirs = zip(events, reading.marks).filter { event, _ in
      !event.text.isEmpty || event.shape != .scalar(style: "plain")
    }
    let count = tree.characterCounts
    var faults: [String] = []
    for (node, (event, marks)) in zip(own, theirs) {
      let isBlock = node.style == .literal || node.style == .folded
      let isSame =
        (event.anchor != nil || event.hasTag || count[Int(node.start)] == marks.lowerBound)
        && (isBlock ? count[Int(node.end)] <= marks.upperBound : count[Int(node.end)] == marks.upperBound)
      scalars += 1
      if !isSame {
        faults.append("\(tree.source.text(node.span).debugDescription) at \(node.span.range), libyaml marks \(marks)")
      }
    }
    return faults
  }
}

extension YAMLTree {
  /// Whether a node is an alias that leads nowhere or into itself.
  fileprivate func isUnusableAlias(_ node: Node) -> Bool {
    node.flags.contains(.unusable) && !node.flags.contains(.tag)
      && source.bytes[node.span.range].first == UInt8(ascii: "*")
  }

  /// The characters before each offset, as libyaml counts them: a byte-order mark is none.
  fileprivate var characterCounts: [Int] {
    var count = source.byteOrderMarkLength > 0 ? -1 : 0
    var counts = [0]
    for byte in source.bytes {
      if byte & 0xC0 != 0x80 { count += 1 }
      counts.append(max(count, 0))
    }
    return counts
  }
}
