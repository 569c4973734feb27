extension Report {
  /// A finding in words: its headline and, a line each, the help, where the limit comes from and the page of the rule.
  func paragraph(_ finding: Diagnostic) -> [String] {
    var lines = [finding.message]
    if let help = finding.help { lines.append("help: \(help)") }
    if let citation = finding.citation {
      if case .service = finding.about.basis {
        lines.append("limit: \(citation)")
      } else {
        lines.append("source: \(citation)")
      }
    }
    if let page = page(of: finding.about) { lines.append("page: \(page)") }
    return lines.map { Display.oneLine($0) }
  }
}
