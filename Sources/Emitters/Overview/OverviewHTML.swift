import Diagnostics
import ManifestModel

/// An overview as one page without scripts and without anything from elsewhere, for a security review: light and dark, on screen and on paper.
package struct OverviewHTML {
  package static func render(_ overview: Overview) -> String {
    var page = OverviewHTML(overview)
    page.write()
    return page.text
  }

  private let overview: Overview
  /// Whether environments are shown unfolded.
  private let isUnfolded: Bool
  private(set) var text = ""
  /// Environments up to this number are shown unfolded.
  private static let mostUnfolded = 12

  private init(_ overview: Overview) {
    self.overview = overview
    isUnfolded = overview.environments.count <= OverviewHTML.mostUnfolded
  }

  private mutating func write() {
    text += """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
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
    if let changes = overview.changes { paragraph("Changes: \(changes.text)") }
    for note in overview.notes { paragraph(note, "note") }
    text += "</header>\n"
    writeContents()
    text += "<main>\n"
    writeStates()
    writeConnections()
    writeExceptions()
    if !overview.unplaced.isEmpty {
      text += "<section id=\"outside\">\n<h2>Findings outside of any project</h2>\n"
      writeFindings(overview.unplaced)
      text += "</section>\n"
    }
    for (index, project) in overview.projects.enumerated() { write(project, index + 1) }
    text += "</main>\n</body>\n</html>\n"
  }

  private mutating func paragraph(_ sentence: String, _ style: String? = nil) {
    text += "<p\(style.map { " class=\"\($0)\"" } ?? "")>\(HTML.text(sentence))</p>\n"
  }

  private mutating func writeContents() {
    text += "<nav aria-label=\"Contents\">\n<ul>\n<li><a href=\"#states\">States</a></li>\n"
    text +=
      "<li><a href=\"#connections\">Connections</a></li>\n<li><a href=\"#exceptions\">Requested exceptions</a></li>\n"
    if !overview.unplaced.isEmpty { text += "<li><a href=\"#outside\">Findings outside of any project</a></li>\n" }
    text += "</ul>\n"
    if overview.projects.count > 1 {
      text += "<details>\n<summary>\(Display.count(overview.projects.count, "project"))</summary>\n<ul>\n"
      for (index, project) in overview.projects.enumerated() {
        text += "<li><a href=\"#p\(index + 1)\">\(HTML.value(project.project.displayName))</a></li>\n"
      }
      text += "</ul>\n</details>\n"
    }
    text += "</nav>\n"
  }

  // MARK: Tables of the whole

  private mutating func writeStates() {
    text += "<section id=\"states\">\n<h2>States</h2>\n"
    let rows = overview.counts.map { state, count -> [String] in
      let first = overview.environments.first { $0.state.name == state }
      return [HTML.state(state, first?.state), "\(count)", OverviewWords.actor(first?.state.actor ?? .nobody)]
    }
    text += HTML.table(
      "Environments by state; the direction that is least far counts",
      ["State", "Environments", "Who acts next"],
      rows
    )
    text += "</section>\n"
  }

  private mutating func writeConnections() {
    text += "<section id=\"connections\">\n<h2>Connections</h2>\n"
    text += HTML.tableStart(
      "Every direction of every connection",
      ["Environment", "Type", "Direction", "Ports", "State", "Who acts next", "Next step"]
    )
    for (index, project) in overview.projects.enumerated() {
      text += "<tbody>\n<tr><th colspan=\"7\" scope=\"rowgroup\" class=\"group\"><a href=\"#p\(index + 1)\">"
      text += "\(HTML.value(project.project.displayName))</a> <span>\(HTML.value(project.placement))</span>"
      text += "\(HTML.mark(project.mark))</th></tr>\n"
      for (number, environment) in project.environments.enumerated() {
        for row in OverviewRow.rows(of: environment) { write(row, "p\(index + 1)e\(number + 1)") }
      }
      text += "</tbody>\n"
    }
    text += HTML.tableEnd + "</section>\n"
  }

  private mutating func write(_ row: OverviewRow, _ anchor: String) {
    let environment = row.environment
    let state = row.half?.state ?? environment.state
    text += "<tr>"
    if row.isFirst {
      let span = max(1, environment.halves.count)
      text +=
        "<th scope=\"row\" rowspan=\"\(span)\"><a href=\"#\(anchor)\">\(HTML.value(environment.id))</a>\(HTML.mark(environment.mark))</th>"
      text += "<td rowspan=\"\(span)\">\(OverviewWords.type(environment.environment))</td>"
    }
    text += "<td>\(HTML.value(row.direction))</td><td>\(HTML.text(row.ports))</td>"
    text += "<td>\(HTML.state(row.state, environment.mark == .removed ? nil : state))</td>"
    text += "<td>\(HTML.text(row.actor))</td><td>\(HTML.value(row.step))</td></tr>\n"
  }

  private mutating func writeExceptions() {
    text += "<section id=\"exceptions\">\n<h2>Requested exceptions</h2>\n"
    if overview.exceptions.isEmpty {
      text += "<p>No exception from a documented limit is asked for.</p>\n</section>\n"
      return
    }
    let rows = overview.exceptions.map { exception in
      [
        HTML.value(exception.project), HTML.value(OverviewWords.place(exception)),
        "\(HTML.value(exception.finding)) (\(HTML.rule(exception.rule)))", HTML.value(exception.reason),
        HTML.text(OverviewWords.term(exception)),
      ]
    }
    text += HTML.table(
      "Documented limits that the manifests ask an exception from",
      ["Project", "Environment", "Limit", "Reason", "Term"],
      rows
    )
    text += "</section>\n"
  }

  private mutating func writeFindings(_ findings: [OverviewFinding]) {
    let rows = findings.map { finding in
      [
        "<span class=\"\(finding.severity.rawValue)\">\(finding.severity.rawValue)</span>", HTML.value(finding.message),
        HTML.rule(finding.rule), HTML.value(finding.place),
      ]
    }
    text += HTML.table("Findings", ["Severity", "Finding", "Rule", "Place"], rows, isNamed: false)
  }

  // MARK: Projects

  private mutating func write(_ project: OverviewProject, _ number: Int) {
    text +=
      "<section class=\"project\" id=\"p\(number)\">\n<h2>\(HTML.value(project.project.displayName))\(HTML.mark(project.mark))</h2>\n"
    let contacts = project.project.contacts.map { $0.name + ($0.email.map { " <\($0)>" } ?? "") }
    text += HTML.list([
      ("Company", project.project.company.map { [$0] } ?? []), ("Plan, cloud and region", [project.placement]),
      ("Contacts", contacts), ("Edition of the limits", [project.project.edition]),
      ("Fingerprint", [project.fingerprint]), ("Manifests", project.project.paths),
    ])
    writeChanges(project.changes)
    for (index, environment) in project.environments.enumerated() {
      write(environment, of: project, "p\(number)e\(index + 1)")
    }
    if !project.findings.isEmpty {
      text += "<h3>Findings</h3>\n"
      writeFindings(project.findings)
    }
    text += "</section>\n"
  }

  private mutating func writeChanges(_ changes: [Change]) {
    guard !changes.isEmpty else { return }
    text += "<ul class=\"changes\">\n"
    for change in changes {
      text += "<li>\(HTML.mark(change.mark)) \(HTML.value(OverviewWords.change(change)))</li>\n"
    }
    text += "</ul>\n"
  }

  private mutating func write(_ environment: OverviewEnvironment, of project: OverviewProject, _ anchor: String) {
    let own = environment.environment
    let state = environment.mark == .removed ? OverviewWords.removed : environment.state.description
    text +=
      "<details class=\"environment\"\(isUnfolded ? " open" : "")>\n<summary><h3>\(HTML.value(own.displayName))</h3>\(HTML.mark(environment.mark)) "
    text +=
      "<span>\(OverviewWords.type(own))</span> \(HTML.state(state, environment.mark == .removed ? nil : environment.state))</summary>\n"
    text +=
      "<div id=\"\(anchor)\">\n<figure>\(OverviewSVG.element(OverviewDiagram(environment, of: project.project)))</figure>\n"
    writeChanges(environment.changes)
    let cloud = environment.cloud
    text += HTML.list([
      ("Customer \(cloud.accountNoun)", own.account.map { [$0] } ?? []),
      ("Customer region", own.region.map { [$0] } ?? []),
      ("Allowed subscriptions", own.subscriptions), ("Cluster", own.cluster.map { [$0] } ?? []),
      ("Ticket", own.ticket.map { [$0] } ?? []), ("Needed by", own.neededBy.map { [$0] } ?? []),
      ("Adobe's \(cloud.serviceNoun)", own.adobeService.map { [$0] } ?? []),
      ("Adobe's subscription", own.adobeSubscription.map { [$0] } ?? []),
      ("Private DNS", own.privateDNS ? ["asked for"] : []),
    ])
    for half in environment.halves { write(half, of: environment) }
    text += "</div>\n</details>\n"
  }

  private mutating func write(_ half: OverviewHalf, of environment: OverviewEnvironment) {
    let isRemoved = environment.mark == .removed
    text += "<h4>\(HTML.value(half.title.prefix(1).uppercased() + half.title.dropFirst()))</h4>\n"
    let endpoints = half.endpoints.map { endpoint in
      let dates = [endpoint.approved.map { "approved \($0)" }, endpoint.verified.map { "verified \($0)" }].compactMap(
        \.self
      )
      return [endpoint.id ?? "ID not known", endpoint.dns].compactMap(\.self).joined(separator: ", ")
        + (dates.isEmpty ? "" : " (\(dates.joined(separator: ", ")))")
    }
    let ports = half.ports.map { port in
      [port.socket, port.service, port.applicationProtocol].compactMap(\.self).joined(separator: ", ")
    }
    var facts: [(String, [String])] = [("State", [OverviewWords.state(half, of: environment)])]
    if !isRemoved, let step = half.step {
      facts.append(("Next step", ["\(OverviewWords.actor(step.actor)): \(step.text)"]))
    }
    facts += [("Ports", ports.isEmpty ? ["none"] : ports), ("Endpoints", endpoints)]
    if let service = half.service { facts += exposure(of: service, on: environment.cloud) }
    text += HTML.list(facts)
  }

  /// Who may connect to an endpoint service of the customer.
  private func exposure(of service: EffectiveEndpointService, on cloud: Cloud) -> [(String, [String])] {
    let noun = cloud.serviceNoun.prefix(1).uppercased() + cloud.serviceNoun.dropFirst()
    var facts = [(String(noun), service.identifier.map { [$0] } ?? ["not created yet"])]
    if cloud == .aws {
      let principals = service.allowedPrincipals.map { principal in
        principal == "*"
          ? "* (every AWS account)" : service.adobePrincipals.contains(principal) ? "\(principal) (Adobe)" : principal
      }
      facts.append(("Allowed principals", principals.isEmpty ? ["none"] : principals))
      let isPublic = service.allowedPrincipals.contains("*")
      let exposure =
        isPublic
        ? service.acceptanceRequired ? "every AWS account may ask for a connection" : "open to every AWS account"
        : "the allowed principals only"
      facts.append(("Exposure", [exposure]))
    }
    facts.append(
      ("Requests", [service.acceptanceRequired ? "each one is approved by the customer" : "accepted without approval"])
    )
    return facts + [("Load balancers", service.loadBalancers), ("Private DNS", service.privateDNS ? ["on"] : [])]
  }
}
