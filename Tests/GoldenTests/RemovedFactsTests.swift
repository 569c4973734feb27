import CloudState
import Diagnostics
import Foundation
import ManifestModel
import Rules
import Testing
import YAMLTree

/// What was not collected is not judged: without one of its facts, or without two of them, a snapshot never says of
/// something that it is missing or different unless the whole snapshot says so as well. Tried with every fact of every
/// case of `Cases/cloud`.
@Suite struct RemovedFactsTests {
  private static let today = CivilDate("2026-11-24") ?? CivilDate(days: 0)
  /// Rules that speak of what was found, and not of what is lacking or different. Without the fact that says the
  /// contrary they may come up.
  private static let ofPresence: Set<String> = [
    "live-unrecorded", "live-unmanaged", "live-connection-pending", "live-account",
  ]
  /// Members whose absence says something: that no more is to come, that a module has no modules in it.
  private static let tellingAbsent: Set<String> = ["NextToken", "NextMarker", "nextLink", "child_modules"]
  @Test func removedFactsAreNeverMissed() throws {
    var removals = 0
    for golden in try GoldenFile.all(in: "cloud").flatMap(\.cases) {
      let snapshot = Snapshot(golden)
      let whole = snapshot.outcome()
      // Of files that contradict each other none is used. Without a fact they may agree.
      if whole.isDisputed { continue }
      let facts = snapshot.facts
      var random = SeededGenerator(seed: UInt64(facts.count))
      let pairs = (0..<(Blessing.isThorough ? facts.count : 0)).compactMap { _ in
        facts.randomElement(using: &random).flatMap { one in facts.randomElement(using: &random).map { [one, $0] } }
      }
      for removed in Blessing.sample(facts.map { [$0] }, each: 3, from: golden.name.utf8.count % 3) + pairs {
        removals += 1
        let rest = snapshot.without(removed).outcome()
        // What is of other accounts is not used. Without the fact that says so it is what its folders say.
        if !whole.ofOthers.isSubset(of: rest.ofOthers) { continue }
        let added = rest.findings.subtracting(whole.findings)
        #expect(added.isEmpty, "\(golden.name), without \(removed)")
      }
    }
    #expect(removals > (Blessing.isThorough ? 2000 : 600), "\(removals)")
  }

  /// The manifests of a case and what was collected beside them.
  private struct Snapshot {
    let manifests: [(file: ManifestFile, findings: Findings)]
    var files: [(path: String, json: Any)]

    init(_ golden: GoldenCase) {
      manifests = golden.inputs.filter { !$0.file.hasPrefix("cloud/") }.map { block in
        Decoder.decode(YAMLTree.read(Source(path: block.file, contents: Array(block.text.utf8))))
      }
      files = golden.inputs.filter { $0.file.hasPrefix("cloud/") }.compactMap { block in
        (try? JSONSerialization.jsonObject(with: Data(block.text.utf8))).map { (block.file, $0) }
      }
    }

    /// Each file, and each member of an object in it.
    var facts: [Fact] {
      files.indices.flatMap { file in
        [Fact(file: file, path: [])]
          + RemovedFactsTests.members(files[file].json, []).map { Fact(file: file, path: $0) }
      }
    }

    func without(_ facts: [Fact]) -> Snapshot {
      var copy = self
      for fact in facts where !fact.path.isEmpty {
        copy.files[fact.file].json = RemovedFactsTests.without(fact.path[...], copy.files[fact.file].json)
      }
      let gone = Set(facts.filter(\.path.isEmpty).map(\.file))
      copy.files = copy.files.enumerated().filter { !gone.contains($0.offset) }.map(\.element)
      return copy
    }

    /// Rule and place of each finding that compares, the places of what is said to be of other accounts than the
    /// customer's, and whether files contradict each other.
    func outcome() -> (findings: Set<String>, ofOthers: Set<String>, isDisputed: Bool) {
      let state = collected()
      let all = compared(with: state)
      func places(_ isMeant: (Diagnostic) -> Bool) -> Set<String> {
        Set(all.filter(isMeant).map { "\($0.about.id) \($0.location.source.path) \($0.location.span)" })
      }
      return (
        places { !ofPresence.contains($0.about.id) }, places { $0.about.id == "live-account" }, state.isDisputed
      )
    }

    private func collected() -> CloudState {
      CloudState.read(
        files.compactMap { file in
          (try? JSONSerialization.data(withJSONObject: file.json, options: [.fragmentsAllowed])).map {
            (file.path, Source(path: file.path, contents: Array($0)))
          }
        }
      )
    }

    private func compared(with state: CloudState) -> [Diagnostic] {
      let estate = Estate(Workspace(files: manifests.map(\.file)), state)
      return manifests.flatMap { manifest in
        var findings = manifest.findings
        Catalog.check(Audit(manifest.file, state, estate: estate, today: today), to: &findings)
        return findings.items.filter { $0.about.group == .cloud }
      }
    }
  }

  /// A file, or a member in it; names and indices from the root.
  private struct Fact: CustomStringConvertible {
    let file: Int
    let path: [String]
    var description: String { "file \(file) \(path.joined(separator: "."))" }
  }

  private static func members(_ value: Any, _ path: [String]) -> [[String]] {
    if let object = value as? [String: Any] {
      return object.sorted { $0.key < $1.key }.filter { !tellingAbsent.contains($0.key) }.flatMap { name, value in
        [path + [name]] + members(value, path + [name])
      }
    }
    return (value as? [Any] ?? []).enumerated().flatMap { members($1, path + ["\($0)"]) }
  }

  private static func without(_ path: ArraySlice<String>, _ value: Any) -> Any {
    guard let step = path.first else { return value }
    if var object = value as? [String: Any] {
      if path.count == 1 {
        object[step] = nil
      } else {
        object[step] = object[step].map { without(path.dropFirst(), $0) }
      }
      return object
    }
    guard var list = value as? [Any], let index = Int(step), list.indices.contains(index) else { return value }
    list[index] = without(path.dropFirst(), list[index])
    return list
  }
}
