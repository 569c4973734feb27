import Diagnostics
import ManifestModel

/// `environment-not-eligible`: only Production and Staging can be connected.
enum EnvironmentNotEligible: Rule {
  static let about = RuleAbout(
    "environment-not-eligible",
    .limits,
    .error,
    .limit,
    summary: "The environment is not a Production or Staging environment, or `type` contradicts its ID.",
    why: "Integration and development environments, including `master`, run on a platform without PrivateLink.",
    remedy: "Connect the Staging environment for testing, or Production.",
    basis: .service("Limitations"),
    example: .init(.aws, bad: [("      production:", "      integration:")])
  )

  static func check(_ file: ManifestFile, today: CivilDate, to findings: inout Findings) {
    for environment in file.environments {
      if let type = environment.typeByID {
        if !type.isEligible {
          findings.add(
            about,
            at: FindingPlace(environment.id),
            """
            the environment \(name(of: environment, file)) cannot be connected: PrivateLink supports only Production \
            and Staging
            """,
            label: "\(Display.withArticle(type.rawValue)) environment",
            help: "connect `staging` or `production`; Adobe offers additional staging environments as an add-on"
          )
        } else if let written = environment.type.present, written != type {
          findings.add(
            about,
            at: FindingPlace(environment.type.place),
            """
            the environment \(name(of: environment, file)) is a \(type.rawValue) environment by its ID, but `type` \
            says `\(written.rawValue)`
            """,
            label: "contradicts the ID",
            related: [(FindingPlace(environment.id), "this ID means \(type.rawValue)")],
            help: "remove `type`, or correct the ID"
          )
        }
      } else if let type = environment.type.present, !type.isEligible {
        findings.add(
          about,
          at: FindingPlace(environment.type.place),
          """
          the \(type.rawValue) environment \(name(of: environment, file)) cannot be connected: PrivateLink supports \
          only Production and Staging
          """,
          label: "neither Production nor Staging",
          related: [(FindingPlace(environment.id), "this environment")],
          help: "connect `staging` or `production`"
        )
      }
    }
  }

  private static func name(of environment: Environment, _ file: ManifestFile) -> String {
    Display.quoted(file.string(environment.id))
  }
}
