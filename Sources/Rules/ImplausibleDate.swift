import Diagnostics
import ManifestModel

/// `implausible-date`: a day of approval or test that cannot be right.
enum ImplausibleDate: Rule {
  static let about = RuleAbout(
    "implausible-date",
    .consistency,
    .warning,
    summary: "`approved` or `verified` is after today, or `verified` before `approved`.",
    why: "The runbook uses these dates to tell which steps are done; a date in the future does not count.",
    remedy: "Enter the date on which it happened, or remove the key until it has happened.",
    basis: .service("Enablement workflow"),
    example: .init(
      .aws,
      bad: [
        (
          "        # endpoint services",
          """
                  enablement:
                    endpoints: [{ id: vpce-0c4f1e2d3b5a69788, approved: 2026-11-20, verified: 2026-11-02 }]
          """
        )
      ],
      good: [
        (
          "        # endpoint services",
          """
                  enablement:
                    endpoints: [{ id: vpce-0c4f1e2d3b5a69788, approved: 2026-11-20, verified: 2026-11-22 }]
          """
        )
      ]
    )
  )

  static func check(_ file: ManifestFile, today: CivilDate, to findings: inout Findings) {
    for endpoint in file.endpoints {
      let isApprovedLater = reportFuture(endpoint.approved, key: "approved", today: today, to: &findings)
      if reportFuture(endpoint.verified, key: "verified", today: today, to: &findings) || isApprovedLater { continue }
      guard let approved = endpoint.approved.present, let verified = endpoint.verified.present, verified < approved
      else { continue }
      findings.add(
        about,
        at: FindingPlace(endpoint.verified.place),
        in: endpoint.place,
        "this endpoint was verified on \(verified.text), before it was approved on \(approved.text)",
        label: "before `approved`",
        related: [(FindingPlace(endpoint.approved.place), "approved on this date")],
        help: "correct one of the two dates"
      )
    }
  }

  /// Reports a day after today; true if it is one.
  private static func reportFuture(
    _ field: Field<CivilDate>,
    key: String,
    today: CivilDate,
    to findings: inout Findings
  ) -> Bool {
    guard let date = field.present, date > today else { return false }
    findings.add(
      about,
      at: FindingPlace(field.place),
      "`\(key)` is \(date.text), which is in the future",
      label: "today is \(today.text)",
      help: "enter the date on which it happened, or remove `\(key)` until it has happened"
    )
    return true
  }
}
