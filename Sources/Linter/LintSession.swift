import Diagnostics
import Files
import ManifestModel

/// A lint that is kept up to date while texts change: a text that has not changed is not read again, and what crosses
/// files is compared anew.
package struct LintSession: Sendable {
  /// Changed options apply to what is set after them.
  package var options: LintOptions
  /// In order of path.
  private var entries: [Entry] = []
  /// Whether some file contains a secret, so that all findings are masked.
  private var masks = false

  private struct Entry: Sendable {
    let path: String
    var pass: Lint.FirstPass?
    var problem: InputProblem?
    var checked: CheckedFile?
    /// Whether the last check found something in it that only other files tell.
    var hasFindingsAcrossFiles = false
  }

  package init(_ options: LintOptions) { self.options = options }

  package var paths: [String] { entries.map(\.path) }
  /// What could not be read.
  package var problems: [InputProblem] { entries.compactMap(\.problem) }
  package var outcome: LintOutcome { LintOutcome(files: entries.compactMap(\.checked), problems: problems) }

  package func contains(_ path: String) -> Bool { index(of: path).isFound }

  /// A file as the last check left it.
  package func checked(_ path: String) -> CheckedFile? {
    let (index, isFound) = index(of: path)
    return isFound ? entries[index].checked : nil
  }

  /// Reads texts, new ones or others in the place of those of the same path.
  package mutating func set(_ inputs: [LintInput]) {
    var results = [Result<Lint.FirstPass, InputProblem>?](repeating: nil, count: inputs.count)
    let options = options
    Parallel.forEach(inputs.count, jobs: options.jobs, into: &results) { index in
      inputs[index].read(options.readingLimits).map { Lint.firstPass($0, options) }
    }
    if inputs.count > entries.count {
      // Sorted once rather than moved up for each.
      let new = Set(inputs.map { ByteKey($0.path) })
      entries.removeAll { new.contains(ByteKey($0.path)) }
      entries += zip(inputs, results).map { LintSession.entry($0.path, $1) }
      entries.sort { $0.path.precedesByBytes($1.path) }
      return
    }
    for (input, result) in zip(inputs, results) {
      let (index, isFound) = index(of: input.path)
      var entry = LintSession.entry(input.path, result)
      if isFound {
        // What crossed files is reported anew where it no longer does.
        entry.hasFindingsAcrossFiles = entries[index].hasFindingsAcrossFiles
        entries[index] = entry
      } else {
        entries.insert(entry, at: index)
      }
    }
  }

  package mutating func remove(_ paths: [String]) {
    let gone = Set(paths.map { ByteKey($0) })
    entries.removeAll { gone.contains(ByteKey($0.path)) }
  }

  /// Checks what has changed, and what crosses files; gives the paths with a new result.
  package mutating func check() -> [String] {
    let indices = entries.indices.filter { entries[$0].pass != nil }
    let passes = indices.compactMap { entries[$0].pass }
    let found = Lint.acrossFiles(passes)
    let masksNow = passes.contains { !$0.file.secrets.isEmpty }
    var changed: [String] = []
    for (position, index) in indices.enumerated() {
      let crosses = found[position].items.count != passes[position].findings.items.count
      let isStale = entries[index].checked == nil || crosses || entries[index].hasFindingsAcrossFiles
      entries[index].hasFindingsAcrossFiles = crosses
      guard isStale || masksNow != masks else { continue }
      entries[index].checked = Lint.settle(
        passes[position].file,
        findings: found[position],
        with: options,
        masks: masksNow
      )
      changed.append(entries[index].path)
    }
    masks = masksNow
    return changed
  }

  private static func entry(_ path: String, _ result: Result<Lint.FirstPass, InputProblem>?) -> Entry {
    switch result {
    case .success(let pass)?: Entry(path: path, pass: pass)
    case .failure(let problem)?: Entry(path: path, problem: problem)
    case nil: Entry(path: path)
    }
  }

  /// Where a path is, or would be.
  private func index(of path: String) -> (index: Int, isFound: Bool) {
    let index = entries.prefixCount { $0.path.precedesByBytes(path) }
    let isFound = index < entries.count && entries[index].path.utf8.elementsEqual(path.utf8)
    return (index, isFound)
  }
}
