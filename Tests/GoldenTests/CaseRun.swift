import CloudState
import Diagnostics
import ManifestModel
import Linter

/// Runs the lint on the inputs of a case, in memory.
enum CaseRun {
  static func lint(_ golden: GoldenCase, transform: (String) -> [UInt8] = { Array($0.utf8) }) -> Report {
    let inputs = golden.inputs.map { LintInput.contents(path: $0.file, transform($0.text)) }.sorted {
      $0.path.utf8.lexicographicallyPrecedes($1.path.utf8)
    }
    return Report(Lint.run(inputs, options(of: golden)))
  }

  /// What the options of a case ask for.
  static func options(of golden: GoldenCase) -> LintOptions {
    var options = LintOptions(today: CivilDate("2026-11-24") ?? CivilDate(days: 0))
    var iterator = golden.options.makeIterator()
    while let flag = iterator.next() {
      switch flag {
      case "--limits": options.editionOverride = iterator.next().flatMap { Edition.named($0) }
      case "--today": options.today = iterator.next().flatMap { CivilDate($0) } ?? options.today
      default: preconditionFailure("\(golden.name): the runner does not know \(flag)")
      }
    }
    return options
  }

  /// What an audit finds in a case of `Cases/cloud`: what is below `cloud/` was collected.
  static func auditReport(_ golden: GoldenCase) -> Report {
    var options = LintOptions(today: CivilDate("2026-11-24") ?? CivilDate(days: 0))
    let collected = golden.inputs.filter { $0.file.hasPrefix("cloud/") }
    options.cloud = CloudState.read(
      collected.map { ($0.file, Source(path: $0.file, contents: Array($0.text.utf8))) }
    )
    let manifests = golden.inputs.filter { !$0.file.hasPrefix("cloud/") }
    var report = Report(Lint.run(manifests.map { .contents(path: $0.file, Array($0.text.utf8)) }, options))
    report.diagnostics = report.diagnostics.filter { $0.about.group == .cloud || $0.about.group == .yaml }
    return report
  }

  /// The same, one line each.
  static func audit(_ golden: GoldenCase) -> String {
    let report = auditReport(golden)
    var indices = LineIndices()
    return report.diagnostics.map { finding in
      let place = indices.index(finding.location.source).position(finding.location.span.start)
      return
        """
        \(finding.location.source.path):\(place.line):\(place.column): \(finding.severity.rawValue): \
        \(finding.message) [\(finding.about.id)]

        """
    }.joined()
  }

  /// `line:column-line:column severity[rule]: message` for each finding, the file name before it if there are several.
  static func findings(_ report: Report, isNamed: Bool, lineOffset: Int = 0) -> String {
    var places = Places(isNamed: isNamed, lineOffset: lineOffset)
    return report.diagnostics.map { headline($0, &places) }.joined()
  }

  /// The same, and below each finding its label, its related places, its help and its fix.
  static func detailedFindings(_ report: Report, isNamed: Bool) -> String {
    var places = Places(isNamed: isNamed)
    return report.diagnostics.map { finding in
      headline(finding, &places) + details(of: finding, &places).map { "  " + Display.oneLine($0) + "\n" }.joined()
    }.joined()
  }

  private static func headline(_ finding: Diagnostic, _ places: inout Places) -> String {
    "\(places.text(finding.location)) \(finding.severity.rawValue)[\(finding.about.id)]: \(finding.message)\n"
  }

  private static func details(of finding: Diagnostic, _ places: inout Places) -> [String] {
    var lines: [String] = []
    if let label = finding.label { lines.append("label: \(label)") }
    lines += finding.related.map { "\(places.text($0.location)): \($0.message)" }
    if let help = finding.help { lines.append("help: \(help)") }
    guard let fix = finding.fix else { return lines }
    lines.append("\(fix.safety.rawValue) fix: \(fix.title)")
    return lines
      + fix.edits.map { edit in
        "  \(places.text(Location(finding.location.source, edit.span))): \(Display.quoted(edit.text))"
      }
  }

  /// Locations as a case writes them: `line:column-line:column`, 1-based.
  private struct Places {
    let isNamed: Bool
    /// How many lines were put before the text of the case.
    var lineOffset = 0
    private var indices = LineIndices()

    init(isNamed: Bool, lineOffset: Int = 0) {
      self.isNamed = isNamed
      self.lineOffset = lineOffset
    }

    mutating func text(_ location: Location) -> String {
      let index = indices.index(location.source)
      let (start, end) = (index.position(location.span.start), index.position(location.span.end))
      let file = isNamed ? location.source.path + ":" : ""
      return "\(file)\(start.line - lineOffset):\(start.column)-\(end.line - lineOffset):\(end.column)"
    }
  }
}

extension GoldenCase {
  /// Whether findings name their file.
  var isNamed: Bool { inputs.count > 1 || inputs.contains { $0.file != "privatelink.yaml" } }
}
