extension Report {
  /// A finding in words: its headline and, a line each, the help, the limit or the source that it rests on and the page
  /// of the rule.
  func paragraph(_ finding: Diagnostic) -> [String] {
    var lines = [finding.message]
    if let help = finding.help { lines.append("help: \(help)") }
    if let citation = finding.citation { lines.append("\(finding.about.basis.label): \(citation)") }
    if let page = page(of: finding.about) { lines.append("page: \(page)") }
    return lines.map { Display.oneLine($0) }
  }
}
