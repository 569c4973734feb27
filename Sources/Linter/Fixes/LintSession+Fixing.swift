import ManifestModel
import Diagnostics
import YAMLTree

extension LintSession {
  /// A text with the fixes of a choice applied, again and again until nothing changes; nil if nothing does. What
  /// crosses files counts as it is.
  package func fixed(_ path: String, _ choice: Fixing.Choice) -> [UInt8]? {
    var trial = self
    var result: [UInt8]?
    for _ in 0..<Fixing.mostRounds {
      guard let checked = trial.checked(path), checked.file.tree.source.encoding == .utf8 else { break }
      var count = 0
      let edits = Fixing.edits(checked.diagnostics.filter(choice.takes), in: checked.file.tree, count: &count)
      guard !edits.isEmpty else { break }
      let bytes = Edit.apply(edits, to: checked.file.tree.source.bytes)
      result = bytes
      trial.set([.contents(path: path, bytes)])
      _ = trial.check()
    }
    return result
  }
}
