import Diagnostics
import ManifestModel

extension ConnectionReport {
  /// The report for a reader: a table, what to check next, totals, what to record.
  package func render(style: TextStyle = .plain) -> String { ConnectionReportText(self, style).text }
}

/// The words of a report.
private struct ConnectionReportText {
  private let report: ConnectionReport
  private let style: TextStyle
  private let hasOneProject: Bool
  private var lines: [ConnectionReport.Line] { report.lines }

  init(_ report: ConnectionReport, _ style: TextStyle) {
    self.report = report
    self.style = style
    hasOneProject = Set(report.lines.map(\.test.endpoint.project) + report.untestable.map(\.project)).count < 2
  }

  var text: String { table + zones + advice + totals + record }

  /// The rows, each verdict in the colour of what it means.
  private var table: String {
    let rows = tested + untried + foreign
    let lines = Columns.aligned(rows, indent: "").split(separator: "\n")
    return zip(rows, lines).map { row, line in paint(row[0]) + line.dropFirst(row[0].count) + "\n" }.joined()
  }

  private func paint(_ verdict: String) -> String {
    switch ConnectionVerdict(rawValue: verdict) {
    case .connected: style.added(verdict)
    case nil, .unclear: style.changed(verdict)
    default: style.failed(verdict)
    }
  }

  /// A paragraph, on lines of the terminal's width if there is one.
  private func paragraph(_ text: String) -> String {
    guard let width = style.width else { return "\n\(text)\n" }
    return "\n" + Prose.lines(of: text, width: max(ConnectionReportText.leastProse, width)).joined(separator: "\n")
      + "\n"
  }

  /// Columns of prose, however narrow the terminal is.
  private static let leastProse = 24

  private func place(_ project: String, environment: String) -> String {
    hasOneProject ? environment : "\(project), \(environment)"
  }

  private var tested: [[String]] {
    lines.map { line in
      let endpoint = line.test.endpoint
      return [
        line.verdict?.rawValue ?? "not in the log", "\(line.test.host) port \(line.test.port)",
        "\(place(endpoint.project, environment: endpoint.environment)), \(line.test.service)",
      ]
    }
  }

  private var untried: [[String]] {
    report.untestable.map { ["not testable", $0.why, "\(place($0.project, environment: $0.environment)), \($0.what)"] }
  }

  private var foreign: [[String]] {
    report.others.map { attempt, why in
      let host = attempt.host.map { Display.oneLine($0) } ?? "an unnamed host"
      return [attempt.verdict.rawValue, "\(host)\(attempt.port.map { " port \($0)" } ?? "")", why]
    }
  }

  /// An endpoint has an address in each zone: one that fails is an outage to come.
  private var zones: String {
    lines.map { line in
      line.failedAddresses.sorted { $0.key < $1.key }.map {
        paragraph(
          """
          \(line.test.host) port \(line.test.port) connected, but not at \(Display.oneLine($0.key)) \
          (\($0.value.rawValue)). Your team: check the endpoint in the zone of that address.
          """
        )
      }.joined()
    }.joined()
  }

  private var advice: String {
    var text = ""
    for side in ConnectionTest.Side.allCases {
      for cloud in [nil] + Cloud.allCases {
        let verdicts = Set(
          lines.filter { $0.test.endpoint.side == side && $0.test.endpoint.cloud == cloud }.compactMap(\.verdict)
        )
        for verdict in ConnectionVerdict.allCases where verdicts.contains(verdict) {
          guard let advice = verdict.advice(side, cloud) else { continue }
          text += paragraph("\(verdict.rawValue), \(side.direction): \(advice)")
        }
      }
    }
    if report.others.contains(where: { $0.attempt.asked != nil }) {
      text +=
        paragraph(
          """
          A command asks for one host, but the lines after it name another. curl names the host that it was given, \
          so these lines come from two tests or were edited, and they show nothing about the host that was asked \
          for. Repeat the test.
          """
        )
    } else if report.others.contains(where: { $0.why == "not in the manifest" }) {
      text +=
        paragraph(
          "If the log tries a host that is not in the manifest, compare its spelling with dns under enablement."
        )
    }
    return text
  }

  private var totals: String {
    let failed = ConnectionVerdict.allCases.filter { $0 != .connected && $0 != .unclear }.map(report.count).reduce(0, +)
    var parts = [
      "\(report.count(.connected)) of \(lines.count + report.untestable.count) connected", "\(failed) failed",
    ]
    let missing = report.untestedCount + report.count(.unclear) + report.untestable.count
    parts.append("\(missing) not tested")
    if !report.others.isEmpty {
      parts.append("\(report.others.count) other \(report.others.count == 1 ? "attempt" : "attempts") in the log")
    }
    return paragraph(parts.joined(separator: ", "))
  }

  private var record: String {
    let unrecorded = report.connectedEndpoints.filter { $0.verified == nil && $0.id != nil }
    let whole = unrecorded.filter { !$0.hasDatagramPorts }
    let partial = unrecorded.filter(\.hasDatagramPorts)
    var text = ""
    if !whole.isEmpty {
      text +=
        paragraph(
          """
          All ports of these endpoints connected. Record this with privatelint record --log, or by hand with the \
          date of the test:
          """
        )
      text += rows(whole)
    }
    if !partial.isEmpty {
      text +=
        paragraph(
          "All TCP ports of these endpoints connected. Confirm their UDP ports on the receiving machine, then record:"
        )
      text += rows(partial)
    }
    return text
  }

  private func rows(_ endpoints: [ConnectionTest.Endpoint]) -> String {
    let rows = endpoints.map { endpoint in
      [
        endpoint.id ?? "", "verified: YYYY-MM-DD",
        place(endpoint.project, environment: endpoint.environment) + (endpoint.endpointService.map { ", \($0)" } ?? ""),
      ]
    }
    return Columns.aligned(rows, indent: "  ")
  }
}
