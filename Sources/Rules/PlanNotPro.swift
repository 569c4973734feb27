import Diagnostics
import ManifestModel

/// `plan-not-pro`: PrivateLink is for Pro.
enum PlanNotPro: Rule {
  static let about = RuleAbout(
    "plan-not-pro",
    .limits,
    .error,
    .limit,
    summary: "The project is on the Starter plan.",
    why: "Adobe offers PrivateLink for Pro projects only; the ticket would be refused.",
    remedy: "Connect a Pro project, or ask your Adobe account team about Pro.",
    basis: .service("Limitations"),
    example: .init(.aws, bad: [("plan: pro", "plan: starter")])
  )

  static func check(_ file: ManifestFile, today: CivilDate, to findings: inout Findings) {
    for project in file.projects where project.plan.present == .starter {
      findings.add(
        about,
        at: FindingPlace(project.plan.place),
        "PrivateLink is not available on the `starter` plan, only on `pro`",
        label: "only Pro has PrivateLink",
        help: "connect a Pro project; your Adobe account team can confirm the plan or upgrade it"
      )
    }
  }
}
