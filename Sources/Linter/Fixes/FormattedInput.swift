import Diagnostics
import ManifestModel
import YAMLTree
import Files
import Formatter

/// What formatting has made of a file.
package enum FormattedInput {
  case unchanged([UInt8])
  /// The text as it was and as it ought to be.
  case changed(from: Source, to: [UInt8])
  /// The file has problems as YAML: the findings that say which.
  case refused(Report)

  /// Reads and formats an input.
  package static func read(_ input: LintInput, _ options: LintOptions) throws(InputProblem) -> FormattedInput {
    let tree = try input.text(options.readingLimits).tree(options.readingLimits)
    if tree.source.encoding == .utf16 {
      throw InputProblem(input.path, reason: "is UTF-16, which is not formatted; save it as UTF-8 first")
    }
    guard let bytes = Formatting.format(tree) else { return .refused(problems(of: tree, options)) }
    if tree.source.bytes.elementsEqual(bytes) { return .unchanged(bytes) }
    let new = YAMLTree.read(Source(path: input.path, contents: bytes), limits: options.readingLimits)
    // A layout that says something else would be a fault of ours: better none than that.
    guard let become = SameMeaning.find(from: tree, to: new) else {
      throw InputProblem(
        input.path,
        reason: "cannot be formatted without a change of meaning, which is a bug in privatelint; the file is unchanged"
      )
    }
    if let ignore = IgnoreScope.firstChange(from: tree, to: new, become) {
      throw InputProblem(
        input.path,
        reason:
          """
          is not formatted: the ignore on line \(LineIndex(tree.source).position(ignore).line) would cover other \
          things in the new layout; put it on a line of its own above the entry that it is meant for
          """
      )
    }
    SecretInManifest.remember(tree)
    return .changed(from: tree.source, to: bytes)
  }

  private static func problems(of tree: YAMLTree, _ options: LintOptions) -> Report {
    let outcome = Lint.run([LintText(path: tree.source.path, Array(tree.source.bytes))], options)
    var report = Report(outcome)
    report.diagnostics.removeAll { $0.about.group != .yaml }
    return report
  }

  /// The change as a unified diff, secrets masked; empty if there is none.
  package var diff: String {
    guard case .changed(let source, let bytes) = self else { return "" }
    return UnifiedDiff.text(path: Display.oneLine(source.path), before: Array(source.bytes), after: bytes)
  }
}
