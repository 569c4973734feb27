import Diagnostics
import ManifestModel

/// `lead-time`: fewer than five business days are left.
enum LeadTime: Rule {
  /// Adobe: enablement can take up to this many business days.
  static let businessDays = 5

  static let about = RuleAbout(
    "lead-time",
    .consistency,
    .warning,
    summary: "Fewer than five business days are left until `needed_by`.",
    why: "Enablement can take up to five business days after a complete ticket.",
    remedy: "Send the ticket today and tell support the date, or choose a later date.",
    basis: .service("Request PrivateLink enablement"),
    reportsAbsence: true,
    example: .init(
      .aws,
      bad: [("        # endpoint services", "        needed_by: 2026-11-26")],
      good: [("        # endpoint services", "        needed_by: 2099-11-26")]
    )
  )

  static func check(_ file: ManifestFile, today: CivilDate, to findings: inout Findings) {
    for environment in file.environments where !environment.holdsAdobeService {
      guard let date = environment.neededBy.present else { continue }
      let left = today.businessDays(until: date)
      guard left < businessDays else { continue }
      let when =
        date < today ? "has passed" : date == today ? "is today" : "is \(Display.count(left, "business day")) away"
      findings.add(
        about,
        at: FindingPlace(environment.neededBy.place),
        "`\(date.text)` \(when); enablement can take up to \(businessDays) business days",
        label: "today is \(today.text)",
        help: date < today
          ? "choose a later `needed_by`, and send the ticket now"
          : "send the ticket now and mention the date in it, or choose a later `needed_by`"
      )
    }
  }
}
