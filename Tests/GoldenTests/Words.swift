import Diagnostics

/// What findings say beside their headline: labels, related places, help and fixes.
///
/// It stands in files of its own, `Cases/words`, one for each file of `Cases/rules`, which `make bless` writes: nobody has to write it, and
/// every word that changes shows in the difference.
enum Words {
  /// The text of the words file that belongs to a file of rule cases.
  static func text(for file: GoldenFile) -> String {
    let name = file.url.lastPathComponent
    return
      "# The words of `rules/\(name)`\n\nLabels, related places, help and fixes of each case there. `make bless` writes this file.\n"
      + file.cases.map { golden in
        let words = of(CaseRun.lint(golden), isNamed: golden.isNamed)
        return words.isEmpty ? "" : "\n## \(golden.heading)\n\n````words\n\(words)````\n"
      }.joined()
  }

  /// One finding after the other.
  static func of(_ report: Report, isNamed: Bool) -> String {
    var places = Places(isNamed: isNamed)
    return report.diagnostics.map { finding in
      var lines = ["\(places.text(finding.location)) \(finding.about.id)"]
      if let label = finding.label { lines.append("  label: \(label)") }
      lines += finding.related.map { "  \(places.text($0.location)): \($0.message)" }
      if let help = finding.help { lines.append("  help: \(help)") }
      if let fix = finding.fix {
        lines.append("  \(fix.safety.rawValue) fix: \(fix.title)")
        lines += fix.edits.map {
          "    \(places.text(Location(finding.location.source, $0.span))): \(Display.quoted($0.text))"
        }
      }
      return lines.map { Display.oneLine($0) + "\n" }.joined()
    }.joined()
  }

  private struct Places {
    let isNamed: Bool
    private var indices = LineIndices()

    init(isNamed: Bool) { self.isNamed = isNamed }

    mutating func text(_ location: Location) -> String {
      let index = indices.index(location.source)
      let (start, end) = (index.position(location.span.start), index.position(location.span.end))
      return "\(isNamed ? location.source.path + ":" : "")\(start.line):\(start.column)-\(end.line):\(end.column)"
    }
  }
}
