import Diagnostics

/// What a comparison found, for all its formats.
package struct ChangeReport: Sendable {
  package let changes: [ProjectChange]
  /// The errors of the old side, whose values at fault were not compared.
  package let oldErrors: Int
  /// What to know of the comparison before it is read.
  let given: [String]
  /// Whether something of a side was not compared.
  package let isPartial: Bool

  package init(_ changes: [ProjectChange], oldErrors: Int = 0, notes: [String] = [], isPartial: Bool = false) {
    self.changes = changes
    self.oldErrors = oldErrors
    given = notes
    self.isPartial = isPartial || oldErrors > 0
  }

  /// One report for each project that changes.
  package var byProject: [(project: String, report: ChangeReport)] {
    changes.map { ($0.id, ChangeReport([$0], oldErrors: oldErrors, notes: given, isPartial: isPartial)) }
  }

  /// What to know of the comparison, in sentences whose backticks mark code.
  package var notes: [String] {
    let unknown = changes.filter(\.isEnabledNowhere).map(\.project.displayName)
    return given
      + [
        oldErrors == 0
          ? nil
          : """
          The old version has \(Display.count(oldErrors, "error")); its invalid values were left out of the comparison.
          """,
        unknown.isEmpty
          ? nil
          : """
          Neither version has an `enablement` section for \(Words.shortList(unknown)): if nothing is enabled \
          yet, did you mean `privatelint ticket`?
          """,
      ].compactMap { $0 }
  }
}
