import Diagnostics
import ManifestModel

/// `account-mismatch`: a load balancer of another account.
enum AccountMismatch: Rule {
  static let about = RuleAbout(
    "account-mismatch",
    .consistency,
    .warning,
    summary: "The account inside a load balancer ARN is not the customer's.",
    why: "An endpoint service and its load balancer belong to one account; one of the two numbers is probably wrong.",
    remedy: "Correct the account or the ARN.",
    basis: .fact("AWS: the load balancers of an endpoint service are in its owner's account"),
    example: .init(
      .aws,
      bad: Examples.bidirectional(
        loadBalancer: "\"arn:aws:elasticloadbalancing:eu-west-1:210987654312:loadbalancer/net/erp/50dc6c495c0c9188\""
      ),
      good: Examples.bidirectional(
        loadBalancer: "\"arn:aws:elasticloadbalancing:eu-west-1:210987654321:loadbalancer/net/erp/50dc6c495c0c9188\""
      )
    )
  )

  static func check(_ file: ManifestFile, today: CivilDate, to findings: inout Findings) {
    for balancer in file.loadBalancers {
      guard case .aws(let arn)? = balancer.name.present else { continue }
      let environment = file.environment(of: file.endpointServices[balancer.endpointService])
      guard case .aws(let account)? = environment.account.present, account != arn.accountNumber, account != .adobe
      else { continue }
      findings.add(
        about,
        at: FindingPlace(balancer.name.place, arn.account),
        in: environment.place,
        """
        the load balancer is in account \(Display.quoted(file.text(balancer.name.place)[arn.account].string)), but \
        the customer's account is \(Display.quoted(file.string(environment.account.place)))
        """,
        label: "not the customer's account",
        related: [(FindingPlace(environment.account.place), "the customer's account")],
        help: "correct the ARN or `customer.account`; an endpoint service and its load balancer share an account"
      )
    }
  }
}
