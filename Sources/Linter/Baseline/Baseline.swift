import Diagnostics
import Files

/// Findings that were there before: they are counted, and only new ones fail.
///
/// Entries are keyed by file, rule and address, so that they survive edits around them; sorted, one a line, so that a
/// review shows what came and went.
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
    private let exact: [ByteKey]

    init(file: String, rule: String, address: String) {
      (self.file, self.rule, self.address) = (file, rule, address)
      exact = [ByteKey(file), ByteKey(rule), ByteKey(address)]
    }

    static func == (left: Key, right: Key) -> Bool { left.exact == right.exact }

    func hash(into hasher: inout Hasher) { hasher.combine(exact) }

    static func < (left: Key, right: Key) -> Bool { left.exact.lexicographicallyPrecedes(right.exact) }
  }

  /// The baseline of what a run found. What cannot be ignored is not taken in.
  package init(of diagnostics: [Diagnostic], at path: String) {
    let folder = Baseline.folder(of: path)
    counts = diagnostics.filter(\.about.isIgnorable).reduce(into: [:]) { $0[Baseline.key($1, folder), default: 0] += 1 }
  }

  /// Reads a baseline file.
  package init(reading path: String) throws(InputProblem) {
    let block = try FileReading.read(path, limit: Baseline.longestFile)
    try FileReading.refuse(
      block,
      path: path,
      beyond: Baseline.longestFile,
      advice: "keep one baseline for each folder, and check the folders separately"
    )
    defer { block.deallocate() }
    try self.init(UnsafeBufferPointer(block), path)
  }

  /// Reads the bytes of a baseline file.
  package init(_ bytes: UnsafeBufferPointer<UInt8>, _ path: String) throws(InputProblem) {
    counts = [:]
    var version: Int?
    var hasFindings = false
    do throws(JSONReader.Fault) {
      var reader = JSONReader(bytes)
      try reader.object { reader, name throws(JSONReader.Fault) in
        switch name {
        case "version": version = try reader.integer()
        case "findings":
          hasFindings = true
          try reader.array { reader throws(JSONReader.Fault) in try self.readEntry(&reader) }
        default: try reader.skip()
        }
      }
      try reader.end()
    } catch {
      throw InputProblem(
        path,
        reason: "is not a baseline: line \(error.line): \(error.reason); `--write-baseline` writes one"
      )
    }
    guard version == 1 else {
      throw InputProblem(
        path,
        reason: version == nil ? "is not a baseline: it has no `version`" : "is a baseline of a different version"
      )
    }
    guard hasFindings else { throw InputProblem(path, reason: "is not a baseline: it has no list of `findings`") }
  }

  private mutating func readEntry(_ reader: inout JSONReader) throws(JSONReader.Fault) {
    var (file, rule, address, count) = ("", "", "", 1)
    try reader.object { reader, name throws(JSONReader.Fault) in
      switch name {
      case "file": file = try reader.string()
      case "rule": rule = try reader.string()
      case "address": address = try reader.string()
      case "count": count = try reader.integer()
      default: try reader.skip()
      }
    }
    let key = Key(file: file, rule: rule, address: address)
    counts[key] = min(counts[key, default: 0] + max(0, min(count, Baseline.mostOfOne)), Baseline.mostOfOne)
  }

  /// The baseline that writing to a path would replace; nil if nothing is lost.
  package static func replaced(at path: String) throws(InputProblem) -> Baseline? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else { return nil }
    do throws(InputProblem) { return try Baseline(reading: path) } catch {
      throw InputProblem(path, reason: "contains something other than a baseline; nothing was written to it")
    }
  }

  /// Divides findings into new and old ones.
  package func divide(_ diagnostics: [Diagnostic], at path: String) -> (new: [Diagnostic], old: [Diagnostic]) {
    let folder = Baseline.folder(of: path)
    return KnownFindings.divide(
      diagnostics,
      by: counts,
      Diagnostic.Suppression(.baseline, reason: "in the baseline"),
      mayBeOld: \.about.isIgnorable,
      keys: { [Baseline.key($0, folder)] }
    )
  }

  /// Takes over the entries of an earlier baseline that a run cannot judge; says how many these are, and how many
  /// others are left out.
  package mutating func keep(of earlier: Baseline, by scope: BaselineScope) -> (kept: Int, leftOut: Int) {
    var judge = scope
    var (kept, leftOut) = (0, 0)
    for (key, count) in earlier.counts {
      let found = counts[key] ?? 0
      if count <= found { continue }
      if judge.judges(key) {
        leftOut += count - found
      } else {
        kept += count - found
        counts[key] = count
      }
    }
    return (kept, leftOut)
  }

  package var count: Int { counts.values.reduce(0, +) }

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
    Key(file: name(of: finding.location.source.path, from: folder), rule: finding.about.id, address: finding.address)
  }

  static func folder(of path: String) -> String {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? ""
  }

  /// How entries call a file: relative to the folder of the baseline, if it is in it.
  static func name(of path: String, from folder: String) -> String { AbsolutePath.below(folder, path: path) ?? path }
}
