import Diagnostics
import ManifestModel

/// An overview as one page without scripts and without anything from elsewhere, for a security review: light and dark,
/// on screen and on paper.
package struct OverviewHTML {
  package static func render(_ overview: Overview) -> String {
    var page = OverviewHTML(overview)
    page.write()
    return page.text
  }

  let overview: Overview
  /// Whether environments are shown unfolded.
  let isUnfolded: Bool
  var text = ""
  /// The place of each environment in its project, by ID.
  private let places: [[String: Int]]
  /// Environments up to this number are shown unfolded.
  private static let mostUnfolded = 12

  private init(_ overview: Overview) {
    self.overview = overview
    places = overview.projects.map { project in
      Dictionary(project.environments.enumerated().map { ($1.id, $0 + 1) }, uniquingKeysWith: { first, _ in first })
    }
    isUnfolded = overview.environments.count <= OverviewHTML.mostUnfolded
  }

  private mutating func write() {
    text += """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri \
      'none'; form-action 'none'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <meta name="color-scheme" content="light dark">
      <title>PrivateLink connections</title>
      <style>
      \(PageStyle.css)\(DiagramStyle.css)
      </style>
      </head>
      <body>
      <a class="skip" href="#connections">Skip to the connections</a>
      <header>
      <h1>PrivateLink connections</h1>

      """
    paragraph(overview.total + ".", "total")
    paragraph(overview.standing)
    if let changes = overview.changes { paragraph("Changes: \(changes.text)") }
    for note in overview.notes { paragraph(note, "note") }
    text += "</header>\n"
    writeContents()
    text += "<main>\n"
    writeStates()
    writeConnections()
    writeExceptions()
    if !overview.unplaced.isEmpty {
      text += "<section id=\"outside\">\n<h2>Findings at the top level</h2>\n"
      writeFindings(overview.unplaced)
      text += "</section>\n"
    }
    for (index, project) in overview.projects.enumerated() { write(project, index + 1) }
    text += OverviewHTML.terms
    text += "</main>\n</body>\n</html>\n"
  }

  private mutating func paragraph(_ sentence: String, _ style: String? = nil) {
    text += "<p\(style.map { " class=\"\($0)\"" } ?? "")>\(HTML.sentence(sentence))</p>\n"
  }

  private mutating func writeContents() {
    text += "<nav aria-label=\"Contents\">\n<ul>\n<li><a href=\"#states\">States</a></li>\n"
    text +=
      "<li><a href=\"#connections\">Connections</a></li>\n<li><a href=\"#exceptions\">Requested exceptions</a></li>\n"
    if !overview.unplaced.isEmpty { text += "<li><a href=\"#outside\">Findings at the top level</a></li>\n" }
    text += "<li><a href=\"#terms\">Terms</a></li>\n</ul>\n"
    if overview.projects.count > 1 {
      let links = overview.projects.enumerated().map { index, project in
        "<li><a href=\"#p\(index + 1)\">\(HTML.value(project.project.displayName))</a></li>\n"
      }
      let list = "<ul>\n\(links.joined())</ul>\n"
      text +=
        links.count <= OverviewHTML.mostUnfolded
        ? "<p>Projects:</p>\n\(list)"
        : "<details>\n<summary>Go to one of \(Display.count(links.count, "project"))</summary>\n\(list)</details>\n"
    }
    text += "</nav>\n"
  }

  // MARK: Tables of the whole

  private mutating func writeStates() {
    text += "<section id=\"states\">\n<h2>States</h2>\n"
    let rows = overview.counts.map { state, count -> [String] in
      let first = overview.environments.first { $0.state.name == state }
      return [
        HTML.state(state, first?.state), "\(count)",
        OverviewWords.actor(first?.state.actor ?? .nobody),
        first.map { HTML.text(OverviewWords.meaning($0.state)) } ?? "",
      ]
    }
    text += HTML.table(
      "Environments by state. An environment counts under the state of its least advanced direction.",
      header: ["State", "Environments", "Who acts next", "Meaning"],
      rows: rows
    )
    text += "</section>\n"
  }

  private mutating func writeConnections() {
    text += "<section id=\"connections\">\n<h2>Connections</h2>\n"
    text += HTML.tableStart(
      "Every direction of every connection",
      ["Environment", "Type", "Direction", "Ports", "State", "Who acts next", "Next step"],
      style: "connections"
    )
    for (index, project) in overview.projects.enumerated() {
      text += "<tbody>\n<tr><th colspan=\"7\" scope=\"rowgroup\" class=\"group\"><a href=\"#p\(index + 1)\">"
      text += "\(HTML.value(project.project.displayName))</a> <span>\(HTML.value(project.placement))</span>"
      text += "\(HTML.mark(project.mark))</th></tr>\n"
      for (number, environment) in project.environments.enumerated() {
        for row in OverviewRow.rows(of: environment) {
          write(row, number: index + 1, anchor: "p\(index + 1)e\(number + 1)")
        }
      }
      text += "</tbody>\n"
    }
    text += HTML.tableEnd + "</section>\n"
  }

  private mutating func write(_ row: OverviewRow, number: Int, anchor: String) {
    let environment = row.environment
    let state = row.half?.state ?? environment.state
    text += "<tr>"
    if row.isFirst {
      let span = max(1, environment.halves.count)
      text +=
        """
        <th scope="row" rowspan="\(span)"><a \
        href="#\(anchor)">\(HTML.value(environment.id))</a>\(HTML.mark(environment.mark))</th>
        """
      text += "<td rowspan=\"\(span)\">\(OverviewWords.type(environment.environment))</td>"
    }
    text += "<td>\(HTML.value(row.direction))</td><td>\(HTML.text(row.ports))</td>"
    text += "<td>\(HTML.state(row.state, environment.mark == .removed ? nil : state))</td>"
    text += "<td>\(HTML.text(row.actor))</td><td>\(step(row.nextStep, number))</td></tr>\n"
  }

  /// A step; where an error is in the way, with a link to it.
  func step(_ step: OverviewStep?, _ number: Int) -> String {
    guard let step else { return "" }
    guard let cause = step.cause else { return HTML.value(step.action) }
    let place = cause.environment.flatMap { places[number - 1][$0] }
    let target = cause.project == nil ? "outside" : place.map { "p\(number)e\($0)f" } ?? "p\(number)f"
    return
      """
      <a href="#\(target)">\(HTML.text(step.action)) at \(HTML.identifier(cause.place)): \
      \(HTML.value(cause.rule))</a>
      """
  }

  private mutating func writeExceptions() {
    text += "<section id=\"exceptions\">\n<h2>Requested exceptions</h2>\n"
    if overview.exceptions.isEmpty {
      text += "<p>No exceptions to documented limits are requested.</p>\n</section>\n"
      return
    }
    let rows = overview.exceptions.map { exception in
      [
        HTML.value(exception.project), HTML.value(OverviewWords.place(exception)), HTML.value(exception.value),
        "\(HTML.sentence(exception.finding)) (\(HTML.rule(exception.rule)))", HTML.value(exception.reason),
        HTML.day(OverviewWords.until(exception)),
      ]
    }
    text += HTML.table(
      OverviewWords.exceptions,
      header: ["Project", "Environment", "Requested", "Adobe's limit", "Reason", "Until"],
      rows: rows
    )
    text += "</section>\n"
  }

  mutating func writeFindings(_ findings: [OverviewFinding]) {
    let rows = findings.map { finding in
      [
        "<span class=\"\(finding.severity.rawValue)\">\(finding.severity.rawValue)</span>",
        HTML.sentence(finding.message), HTML.rule(finding.rule),
        "<div class=\"place\">\(HTML.identifier(finding.place))</div>",
      ]
    }
    text += HTML.table("Findings", header: ["Severity", "Finding", "Rule", "Place"], rows: rows, isNamed: false)
  }
}

extension OverviewHTML {
  /// What the labels of the page mean.
  static let terms =
    "<section id=\"terms\">\n<h2>Terms</h2>\n"
    + HTML.list([
      (
        "Connection",
        [
          """
          unidirectional: the customer's network connects to Adobe Commerce; bidirectional: Adobe Commerce also \
          connects to the customer's network
          """
        ]
      ),
      (
        "Who acts next",
        ["customer: whoever runs the customer's network; Adobe: Adobe's staff, in the enablement ticket"]
      ),
      (
        "Exception",
        [
          """
          a documented limit that the manifest deliberately does not observe, with a reason; the ticket asks Adobe to \
          allow it
          """
        ]
      ),
      ("Edition of the limits", ["Adobe's documentation changes; an edition is what it said in that month"]),
      (
        "Fingerprint",
        [
          """
          changes when the meaning of the project's manifest changes; it serves to compare two versions of this page \
          and is not a security measure
          """
        ]
      ),
      ("Allowed principal", ["AWS: an account, user or role that may request a connection to the endpoint service"]),
      ("Finding", ["what the check of the manifests reports: an error blocks the ticket, a warning does not"]),
    ]) + "</section>\n"
}
