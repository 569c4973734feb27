import Diagnostics
import YAMLTree

/// Findings that were there before: they are counted, and only new ones fail.
///
/// Entries are keyed by file, rule and address, so that they survive edits around them; sorted, one a line, so that a review shows what came and went.
package struct Baseline: Sendable {
  /// How often each key is there.
  private var counts: [Key: Int]
  /// The highest count of one key: more than the findings of any file.
  private static let mostOfOne = 10_000_000
  /// The largest file that is read, in bytes.
  private static let longestFile = 64 << 20

  struct Key: Hashable, Comparable, Sendable {
    /// From the folder of the baseline.
    let file: String
    let rule: String
    let address: String

    static func < (left: Key, right: Key) -> Bool { (left.file, left.rule, left.address) < (right.file, right.rule, right.address) }
  }

  /// The baseline of what a run found. What cannot be ignored is not taken in.
  package init(of diagnostics: [Diagnostic], at path: String) {
    let folder = Baseline.folder(of: path)
    counts = diagnostics.filter(\.about.isIgnorable).reduce(into: [:]) { $0[Baseline.key($1, folder), default: 0] += 1 }
  }

  /// Reads a baseline file.
  package init(reading path: String) throws(InputProblem) {
    let block = try FileReading.read(path, limit: Baseline.longestFile)
    try FileReading.refuse(block, path, beyond: Baseline.longestFile, "keep one baseline for each folder, and check the folders apart")
    let (source, problem) = Transcoding.source(path: path, contents: block)
    try self.init(source, problem)
  }

  /// Reads the text of a baseline file. `problem` is what transcoding has already found.
  package init(_ source: Source, _ problem: YAMLProblem?) throws(InputProblem) {
    let path = source.path
    // JSON is YAML, so our own reader does.
    let tree = YAMLTree.read(source, problem: problem)
    guard tree.problems.isEmpty, let root = tree.roots.first, tree[root].kind == .mapping else {
      throw InputProblem(path, "is not a baseline; `--write-baseline` writes one")
    }
    guard let version = Baseline.value("version", in: root, tree).map({ tree.text($0) }), version == "1" else {
      throw InputProblem(path, "is a baseline of another version")
    }
    counts = [:]
    guard let findings = Baseline.value("findings", in: root, tree), tree[findings].kind == .sequence else {
      throw InputProblem(path, "holds no list of findings")
    }
    for item in tree.children(of: findings) where tree[item].kind == .mapping {
      func text(_ key: String) -> String { Baseline.value(key, in: item, tree).map { tree.text($0).string } ?? "" }
      let count = Int(text("count")) ?? 1
      let key = Key(file: text("file"), rule: text("rule"), address: text("address"))
      counts[key] = min(counts[key, default: 0] + max(0, min(count, Baseline.mostOfOne)), Baseline.mostOfOne)
    }
  }

  /// Divides findings into new and old ones; the rest of the entries no longer occur.
  package func divide(_ diagnostics: [Diagnostic], at path: String) -> (new: [Diagnostic], old: [Diagnostic], stale: Int) {
    let folder = Baseline.folder(of: path)
    var left = counts
    var new: [Diagnostic] = []
    var old: [Diagnostic] = []
    for var finding in diagnostics {
      let key = Baseline.key(finding, folder)
      guard finding.about.isIgnorable, let count = left[key], count > 0 else {
        new.append(finding)
        continue
      }
      left[key] = count - 1
      finding.suppression = Diagnostic.Suppression(.baseline, reason: "in the baseline")
      old.append(finding)
    }
    return (new, old, left.values.reduce(0, +))
  }

  package func render() -> String {
    var text = "{\n  \"version\": 1,\n  \"findings\": ["
    for (index, entry) in counts.sorted(by: { $0.key < $1.key }).enumerated() {
      var writer = JSONWriter(compact: true)
      writer.object { writer in
        writer.field("file", entry.key.file)
        writer.field("rule", entry.key.rule)
        writer.field("address", entry.key.address)
        if entry.value > 1 { writer.field("count", entry.value) }
      }
      text += (index == 0 ? "\n    " : ",\n    ") + writer.text
    }
    return text + (counts.isEmpty ? "]\n}\n" : "\n  ]\n}\n")
  }

  private static func key(_ finding: Diagnostic, _ folder: String) -> Key {
    Key(file: relative(finding.location.source.path, to: folder), rule: finding.about.id, address: finding.address)
  }

  private static func folder(of path: String) -> String { path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "" }

  private static func relative(_ path: String, to folder: String) -> String {
    if folder.isEmpty, !path.hasPrefix("/") { return path }
    if path.hasPrefix(folder + "/") { return String(path.dropFirst(folder.count + 1)) }
    guard let absolutePath = try? AbsolutePath.of(path), let absoluteFolder = try? AbsolutePath.of(folder.isEmpty ? "." : folder) else {
      return path
    }
    return absolutePath.hasPrefix(absoluteFolder + "/") ? String(absolutePath.dropFirst(absoluteFolder.count + 1)) : path
  }

  private static func value(_ key: String, in mapping: NodeID, _ tree: YAMLTree) -> NodeID? {
    var iterator = tree.children(of: mapping)
    while let name = iterator.next(), let value = iterator.next() {
      if tree.text(name).string == key { return tree.resolve(value) }
    }
    return nil
  }
}
