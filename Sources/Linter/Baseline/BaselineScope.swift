import Diagnostics
import Rules
import Files

/// What a run can say of a baseline's entries: it judges those of the files it checked, and those of files that are
/// gone.
package struct BaselineScope {
  /// The folder that entries are taken from.
  let folder: String
  private let checked: Set<String>
  /// Whether the run looked at everything below the folder: else a rule across files may miss the other file.
  private let isWhole: Bool
  /// Whether files that were not checked are gone.
  private var gone: [String: Bool] = [:]

  /// - Parameters:
  ///   - path: the baseline's.
  ///   - checkedPaths: the files of the run.
  ///   - roots: what the run was asked to check as a whole.
  package init(of path: String, checkedPaths: [String], roots: [String]) {
    let folder = Baseline.folder(of: path)
    self.folder = folder
    checked = Set(checkedPaths.map { Baseline.name(of: $0, from: folder) })
    let absolute = try? AbsolutePath.of(folder.isEmpty ? "." : folder)
    isWhole = roots.contains { root in
      guard let absolute, let root = try? AbsolutePath.of(root) else { return false }
      return absolute == root || root == "/" || absolute.hasPrefix(root + "/")
    }
  }

  mutating func judges(_ key: Baseline.Key) -> Bool {
    if checked.contains(key.file) { return isWhole || !Catalog.looksAcrossFiles(key.rule) }
    if let known = gone[key.file] { return known }
    let isGone = !FileReading.exists(folder.isEmpty || key.file.hasPrefix("/") ? key.file : folder + "/" + key.file)
    gone[key.file] = isGone
    return isGone
  }
}
