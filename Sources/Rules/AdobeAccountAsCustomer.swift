import Diagnostics
import ManifestModel

/// `adobe-account-as-customer`: Adobe's account given as the customer's.
enum AdobeAccountAsCustomer: Rule {
  static let about = RuleAbout(
    "adobe-account-as-customer",
    .values,
    .error,
    .malformed,
    summary: "The customer's account is 402592597372, Adobe's.",
    why: "It is the account you grant access to, not your own.",
    remedy: "Use your own account number; Adobe's belongs in `allowed_principals`.",
    basis: .service("Prerequisites"),
    example: .init(.aws, bad: [("210987654321", "402592597372")])
  )

  static func check(_ file: ManifestFile, today: CivilDate, to findings: inout Findings) {
    for environment in file.environments where environment.account.present == .aws(.adobe) {
      let place = FindingPlace(environment.account.place)
      let isMalformed = !environment.account.isPresent
      findings.add(
        about,
        at: place,
        "`402592597372` is Adobe's account, not the customer's",
        label: "Adobe's account",
        help:
          """
          use your own (`aws sts get-caller-identity --query Account` prints it); Adobe's belongs in \
          `allowed_principals`
          """,
        cause: isMalformed ? .finding(MalformedAccount.about, at: findings.span(of: place)) : nil
      )
    }
  }
}
