import Diagnostics
import YAMLTree

/// `malformed-principal`.
package enum MalformedPrincipal {
  package static let about = RuleAbout(
    "malformed-principal",
    .values,
    .error,
    .malformed,
    summary: "An entry of `allowed_principals` that is no principal this API takes.",
    why: "AWS refuses it, or it allows nobody.",
    remedy: "Write `arn:aws:iam::<account>:root`, `…:role/<name>` or `…:user/<name>`, without a path.",
    basis: .fact("AWS: principal ARNs of endpoint service permissions take no path"),
    example: .init(
      .aws,
      bad: Examples.bidirectional(
        principals: "\"arn:aws:iam::402592597372:root\", \"arn:aws:iam::210987654321:role/team/erp\""
      ),
      good: Examples.bidirectional()
    )
  )
}

/// `adobe-principal-missing`: the endpoint service does not let Adobe in.
package enum AdobePrincipalMissing {
  package static let about = RuleAbout(
    "adobe-principal-missing",
    .limits,
    .error,
    .limit,
    summary: "An AWS endpoint service does not allow Adobe's principal `arn:aws:iam::402592597372:root`.",
    why: "Without the access Adobe does not add the connection, and the whole enablement waits.",
    remedy:
      "Add Adobe's principal to `allowed_principals`, and to the service with `aws ec2 modify-vpc-endpoint-service-permissions`.",
    basis: .service("Prerequisites"),
    reportsAbsence: true,
    example: .init(
      .aws,
      bad: Examples.bidirectional(principals: "\"arn:aws:iam::210987654321:root\""),
      good: Examples.bidirectional()
    )
  )
}

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

extension Decoder {
  mutating func principal(_ slot: Slot, _ field: FieldDeclaration) -> Field<Principal> {
    identifier(slot, field, isRequired: true, parse: { Principal($0) }, mayBeSample: \.isSample) {
      decoder,
      text,
      place in
      decoder.reportMalformedPrincipal(text, place)
    }
  }

  private mutating func reportMalformedPrincipal(_ text: Text, _ place: Place) {
    let written = text.string
    if Principal.isNearAdobeRoot(written) { return reportNearAdobe(written, place) }
    let (label, help) =
      if written.contains(":role/") || written.contains(":user/"), written.split(separator: "/").count > 2 {
        ("a path in the name", "AWS takes no path here: write the role or user by its name alone")
      } else if written.hasSuffix(":user/root") {
        ("no such user", "for the whole account write `:root`")
      } else if AWSAccount(text) != nil {
        ("an account number", "write `arn:aws:iam::\(written):root`")
      } else if written.hasPrefix("arn:") {
        ("not an account, role or user", "write `arn:aws:iam::<account>:root`, `…:role/<name>` or `…:user/<name>`")
      } else {
        ("not an ARN", "write an ARN such as `arn:aws:iam::<account>:root`")
      }
    findings.add(
      MalformedPrincipal.about,
      at: Spot(place),
      "\(Shown.quoted(written)) is not a principal an endpoint service can allow",
      label: label,
      help: help
    )
  }

  private mutating func reportNearAdobe(_ written: String, _ place: Place) {
    AdobePrincipalMissing.reportNearMiss(written, at: place, &findings)
  }

  mutating func loadBalancer(_ slot: Slot, _ field: FieldDeclaration, _ cloud: Cloud?) -> Field<LoadBalancerName> {
    let name: Field<LoadBalancerName> = identifier(
      slot,
      field,
      isRequired: true,
      parse: { text in LoadBalancerName(text).flatMap { cloud == nil || $0.cloud == cloud ? $0 : nil } },
      mayBeSample: \.isSample,
      explain: { $0.reportMalformedLoadBalancer($1, $2, cloud) }
    )
    if case .aws(let arn)? = name.present { checkRegion(arn.region, of: text(of: name.place), at: name.place) }
    return name
  }

  private mutating func reportMalformedLoadBalancer(_ text: Text, _ place: Place, _ cloud: Cloud?) {
    guard let cloud else { return }
    let written = text.string
    if cloud == .aws ? text.string.lowercased().hasPrefix("/subscriptions/") : text.hasPrefix("arn:") {
      return reportValueOfOtherCloud(
        "\(Shown.quoted(written)) is \(cloud == .aws ? "an Azure resource ID" : "an ARN of AWS")",
        at: place,
        cloud,
        help: cloud == .aws ? "give the Network Load Balancer's ARN" : "give the Standard Load Balancer's resource ID"
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
      MalformedLoadBalancer.about,
      at: Spot(place),
      "\(Shown.quoted(written)) is not the \(form) of a load balancer",
      label: label,
      help: cloud == .azure
        ? "`az network lb show --query id` prints it"
        : "`aws elbv2 describe-load-balancers` prints it as LoadBalancerArn: arn:aws:elasticloadbalancing:<region>:<account>:loadbalancer/net/<name>/<16 hex digits>"
    )
  }
}

extension AdobePrincipalMissing {
  /// An entry that is meant for Adobe's principal, and is not it.
  package static func reportNearMiss(_ written: String, at place: Place, _ findings: inout Findings) {
    findings.add(
      about,
      at: Spot(place),
      "\(Shown.quoted(written)) is not Adobe's principal, though it is near: `\(Principal.adobeRoot)`",
      label: "a near miss",
      help: "write `\(Principal.adobeRoot)`",
      fix: Fix(.suggested, "write Adobe's principal", [Edit(findings.span(of: Spot(place)), Principal.adobeRoot)])
    )
  }
}
