import Diagnostics
import ManifestModel

/// `adobe-principal-narrowed`: a role or user of Adobe's account instead of the account.
enum AdobePrincipalNarrowed: Rule {
  static let about = RuleAbout(
    "adobe-principal-narrowed",
    .consistency,
    .warning,
    summary: "A role or user of Adobe's account is allowed instead of `arn:aws:iam::402592597372:root`.",
    why: "Adobe asks for access for its whole account; it may connect with a role other than the one allowed.",
    remedy: "Allow `arn:aws:iam::402592597372:root`.",
    basis: .service("Prerequisites"),
    example: .init(
      .aws,
      bad: Examples.bidirectional(principals: "\"arn:aws:iam::402592597372:role/connector\""),
      good: Examples.bidirectional()
    )
  )

  static func check(_ file: ManifestFile, today: CivilDate, to findings: inout Findings) {
    for allowed in file.principals where allowed.principal.present == .identity(.adobe) {
      let all = file.principals[file.endpointServices[allowed.endpointService].principals.range]
      if all.contains(where: { $0.principal.present == .account(.adobe) || $0.principal.present == .everyone }) {
        continue
      }
      findings.add(
        about,
        at: FindingPlace(allowed.principal.place),
        """
        \(Display.quoted(file.string(allowed.principal.place))) is a single identity in Adobe's account, but Adobe \
        asks for the whole account
        """,
        label: "narrower than requested",
        help: "allow `\(Principal.adobeRoot)`",
        fix: Fix(
          .suggested,
          "allow Adobe's account",
          edits: [Edit(findings.span(of: FindingPlace(allowed.principal.place)), Principal.adobeRoot)]
        )
      )
    }
  }
}
