/// Everything a renderer needs of a run.
package struct Report: Sendable {
  /// What counts: not let through, in order of path and position.
  package var diagnostics: [Diagnostic]
  /// What ignores and the baseline let through, in the same order.
  package var suppressed: [Diagnostic] = []
  /// What counts and is not shown, because another finding says the same mistake better. Where that one is let through,
  /// it comes out.
  package var hidden: [Diagnostic] = []
  package var files: Int
  package var documents: Int
  /// Where secrets are, by path: snippets mask them.
  package var secrets: [ByteKey: [Span]] = [:]
  /// The documentation's address, without a slash at the end; empty if the build has none.
  package var documentationAddress = ""
  /// Findings beyond the limit on those shown.
  package var unshown = 0
  /// Every rule there is, for formats that describe them.
  package var rules: [RuleAbout] = []
  /// The files that were checked, in order, those without findings too.
  package var checkedPaths: [String] = []
  /// The current folder by its names: programs that read a report know paths from there.
  package var currentFolderNames: [String] = []
  /// The folder that platforms know paths from, absolute: the root of the repository.
  package var pathRoot: String?
  /// The paths from there, absolute where a file is elsewhere.
  package var pathsFromRoot: [ByteKey: String] = [:]
  /// Whether SARIF lists what was let through.
  package var showsSuppressed = false
  /// What an audit compared; nil of any other run.
  package var coverage: AuditCoverage?
  /// The least severity that fails the run.
  package var leastFailing = Severity.error

  package init(diagnostics: [Diagnostic], files: Int, documents: Int) {
    self.diagnostics = diagnostics
    self.files = files
    self.documents = documents
  }

  package func count(_ severity: Severity) -> Int { diagnostics.count { $0.severity == severity } }
  package var ignoredCount: Int { suppressed.count }
  /// What `--fix` would fix: findings with a safe fix.
  package var fixableCount: Int { diagnostics.count { $0.fix?.safety == .safe } }

  /// What counts and what was let through, in one order of path and position.
  package var all: [Diagnostic] {
    if suppressed.isEmpty { return diagnostics }
    return (diagnostics + suppressed).enumerated().sorted { left, right in
      let (first, second) = (left.element, right.element)
      let (path, other) = (first.location.source.path, second.location.source.path)
      if path != other { return path.precedesByBytes(other) }
      if first.location.span != second.location.span { return first.location.span < second.location.span }
      return first.about.id != second.about.id ? first.about.id < second.about.id : left.offset < right.offset
    }.map(\.element)
  }

  /// The findings that count of each file, files without findings among them, in order of path. Paths are plain.
  package var findingsByFile: [(path: String, findings: [Diagnostic])] {
    let findings = Dictionary(grouping: diagnostics) { plainPath($0.location.source) }
    let paths = Set(checkedPaths.map(plainPath)).union(findings.keys)
    return paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { ($0, findings[$0] ?? []) }
  }

  func pathFromRoot(_ source: Source) -> String { pathFromRoot(source.path) }

  /// The path from the root of the repository; the plain one if there is none.
  func pathFromRoot(_ path: String) -> String { pathsFromRoot[ByteKey(path)] ?? plainPath(path) }

  func plainPath(_ source: Source) -> String { plainPath(source.path) }

  /// The path as programs want it: plain, and relative to the current folder if it is in it.
  func plainPath(_ path: String) -> String { PlainPath.of(path, below: currentFolderNames) }

  /// The page of a rule; nil while there is no address, and for an organization's own policies, which have none.
  package func page(of rule: RuleAbout) -> String? {
    documentationAddress.isEmpty || rule.group == .policies ? nil : "\(documentationAddress)/rules/\(rule.id).md"
  }
}

/// The name the tool gives itself.
package enum Tool {
  package static let name = "privatelint"
}
