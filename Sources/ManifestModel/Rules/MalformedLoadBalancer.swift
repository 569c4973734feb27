import Diagnostics
import YAMLTree

/// `malformed-load-balancer`.
package enum MalformedLoadBalancer {
  package static let about = RuleAbout(
    "malformed-load-balancer",
    .values,
    .error,
    .malformed,
    summary: "An entry of `load_balancers` that is no load balancer ARN or resource ID.",
    why: "The checks of listeners and owners rest on it, and so does the runbook.",
    remedy: "Copy LoadBalancerArn from `aws elbv2 describe-load-balancers`.",
    basis: .service("Set up for bidirectional PrivateLink connections"),
    example: .init(.aws, bad: Examples.bidirectional(loadBalancer: "erp-nlb"), good: Examples.bidirectional())
  )
}

extension MalformedLoadBalancer {
  static func report(_ text: Text, at place: Place, _ cloud: Cloud?, _ findings: inout Findings) {
    guard let cloud else { return }
    let written = text.string
    if cloud == .aws ? text.string.lowercased().hasPrefix("/subscriptions/") : text.hasPrefix("arn:") {
      return CloudMismatch.report(
        "\(Display.quoted(written)) is \(cloud == .aws ? "an Azure resource ID" : "an ARN of AWS")",
        at: place,
        cloud,
        help: cloud == .aws ? "give the Network Load Balancer's ARN" : "give the Standard Load Balancer's resource ID",
        &findings
      )
    }
    let label =
      if written.contains(".elb.") { "a DNS name" } else if written.contains(":targetgroup/") {
        "a target group"
      } else if written.contains(":listener/") { "a listener" } else {
        "not of the form"
      }
    let form = cloud == .azure ? "resource ID" : "ARN"
    findings.add(
      about,
      at: FindingPlace(place),
      "\(Display.quoted(written)) is not the \(form) of a load balancer",
      label: label,
      help: cloud == .azure
        ? "`az network lb show --query id` prints it"
        : "`aws elbv2 describe-load-balancers` prints it as LoadBalancerArn: arn:aws:elasticloadbalancing:<region>:<account>:loadbalancer/net/<name>/<16 hex digits>"
    )
  }
}
