import Diagnostics
import ManifestModel

/// `load-balancer-not-network`: an endpoint service of this kind is behind a Network Load Balancer.
enum LoadBalancerNotNetwork: Rule {
  static let about = RuleAbout(
    "load-balancer-not-network",
    .values,
    .error,
    summary: "An Application, Gateway or Classic Load Balancer in front of the targets of an endpoint service.",
    why: "Adobe's setup requires a Network Load Balancer; an interface endpoint cannot connect to any other kind.",
    remedy: "Put a Network Load Balancer in front; it can forward to an Application Load Balancer.",
    basis: .service("Set up for bidirectional PrivateLink connections"),
    example: .init(
      .aws,
      bad: Examples.bidirectional(
        loadBalancer: "\"arn:aws:elasticloadbalancing:eu-west-1:210987654321:loadbalancer/app/erp/50dc6c495c0c9188\""
      ),
      good: Examples.bidirectional(
        loadBalancer: "\"arn:aws:elasticloadbalancing:eu-west-1:210987654321:loadbalancer/net/erp/50dc6c495c0c9188\""
      )
    )
  )

  static func check(_ file: ManifestFile, today: CivilDate, to findings: inout Findings) {
    for balancer in file.loadBalancers {
      guard case .aws(let arn)? = balancer.name.present, arn.kind != .network else { continue }
      let kind =
        arn.kind == .application
        ? "an Application Load Balancer" : arn.kind == .gateway ? "a Gateway Load Balancer" : "a Classic Load Balancer"
      findings.add(
        about,
        at: FindingPlace(balancer.name.place),
        "\(kind) cannot receive Adobe's connections: the endpoint service needs a Network Load Balancer",
        label: "not a Network Load Balancer",
        help: arn.kind == .application
          ? "put a Network Load Balancer in front of this one, and have it forward to this one"
          : "put the service behind a Network Load Balancer"
      )
    }
  }
}
