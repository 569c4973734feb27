import Diagnostics
import YAMLTree

/// `malformed-load-balancer`.
package enum MalformedLoadBalancer {
  package static let about = RuleAbout(
    "malformed-load-balancer",
    .values,
    .error,
    .malformed,
    summary: "An entry of `load_balancers` that is not the ARN or resource ID of a load balancer.",
    why: "The checks of listeners and owners depend on it, and so does the runbook.",
    remedy: "Copy LoadBalancerArn from `aws elbv2 describe-load-balancers`.",
    basis: .service("Set up for bidirectional PrivateLink connections"),
    example: .init(.aws, bad: Examples.bidirectional(loadBalancer: "erp-nlb"), good: Examples.bidirectional())
  )
}

extension MalformedLoadBalancer {
  static func report(_ text: Text, at place: Place, _ cloud: Cloud?, to findings: inout Findings) {
    guard let cloud else { return }
    let written = text.string
    if cloud == .aws ? text.string.lowercased().hasPrefix("/subscriptions/") : text.hasPrefix("arn:") {
      return CloudMismatch.report(
        "\(Display.quoted(written)) is \(cloud == .aws ? "an Azure resource ID" : "an AWS ARN")",
        at: place,
        cloud,
        help: cloud == .aws ? "give the Network Load Balancer's ARN" : "give the Standard Load Balancer's resource ID",
        to: &findings
      )
    }
    let (what, label) = kind(of: written)
    let form = cloud == .azure ? "resource ID" : "ARN"
    let azureFault = cloud == .azure ? ResourceIDFault(text, wanted: .loadBalancer) : nil
    // What is something else as a whole has no wrong part.
    let awsFault = cloud == .aws && what == nil ? AWSNameFault(loadBalancer: text) : nil
    let fault =
      azureFault.map { (range: $0.range, label: $0.label, shown: $0.shown(of: text)) }
      ?? awsFault.map { (range: $0.range, label: $0.label, shown: $0.shown(of: text)) }
    let contained =
      cloud == .azure
      ? ContainedIdentifier.resourceID(.loadBalancer, in: written) : ContainedIdentifier.loadBalancer(in: written)
    let span = findings.tree[place.node].span
    let wanted = "the \(form) of a load balancer"
    let objection = what.map { "\($0.what), not \($0.wanted ?? wanted)" } ?? "not \(wanted)"
    findings.add(
      about,
      at: fault.map { FindingPlace(place, TextRange($0.range)) } ?? FindingPlace(place),
      "\(Display.quoted(fault?.shown ?? written)) is \(objection)",
      label: fault?.label ?? label,
      help: contained.map { "write the load balancer's \(form): \(Display.quoted($0))" }
        ?? (cloud == .azure
          ? "`az network lb show --query id` prints it"
          : """
          `aws elbv2 describe-load-balancers` prints it as LoadBalancerArn: \
          arn:aws:elasticloadbalancing:<region>:<account>:loadbalancer/net/<name>/<16 hex digits>
          """),
      fix: contained.map { Fix(.suggested, "write the load balancer's \(form)", edits: [Edit(span, $0)]) }
    )
  }

  /// What somebody wrote where a load balancer was wanted, and what that is not; `label` is for the place.
  private static func kind(of written: String) -> (what: (what: String, wanted: String?)?, label: String) {
    if written.contains(".elb.") { return (("the DNS name of a load balancer", "its ARN"), "a DNS name") }
    if let part = otherParts.first(where: { written.contains(":\($0.type)/") }) {
      return (("the ARN of \(part.name)", "of a load balancer"), part.name)
    }
    if written.contains("://") { return (("a URL", nil), "a URL") }
    return (nil, "not in the expected form")
  }

  /// What has an ARN of its own beside the load balancer.
  private static let otherParts = [
    (type: "targetgroup", name: "a target group"), (type: "listener-rule", name: "a listener rule"),
    (type: "listener", name: "a listener"), (type: "vpc-endpoint-service", name: "an endpoint service"),
  ]
}
