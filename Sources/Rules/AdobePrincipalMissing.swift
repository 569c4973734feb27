import Diagnostics
import ManifestModel

/// `adobe-principal-missing`: the endpoint service does not let Adobe in.
enum AdobePrincipalMissing: Rule {
  static let about = RuleAbout(
    "adobe-principal-missing",
    .limits,
    .error,
    .limit,
    summary: "An AWS endpoint service does not allow Adobe's principal `arn:aws:iam::402592597372:root`.",
    why: "Without this access, Adobe does not add the connection, and enablement cannot proceed.",
    remedy:
      """
      Add Adobe's principal to `allowed_principals`, and to the service with `aws ec2 \
      modify-vpc-endpoint-service-permissions`.
      """,
    basis: .service("Prerequisites"),
    reportsAbsence: true,
    example: .init(
      .aws,
      bad: Examples.bidirectional(principals: "\"arn:aws:iam::210987654321:root\""),
      good: Examples.bidirectional()
    )
  )

  static func check(_ file: ManifestFile, today: CivilDate, to findings: inout Findings) {
    for service in file.endpointServices {
      let environment = file.environment(of: service)
      let project = file.project(of: environment)
      guard project.cloud.present == .aws, service.principalList.state != .faulty else {
        continue
      }
      let principals = file.principals[service.principals.range].map(\.principal)
      let unreadable = principals.filter { $0.present == .nearAdobe }
      let isGranted = principals.contains { grantsAdobe($0.present) }
      for principal in unreadable { reportNearMiss(principal.place, isBesideGrant: isGranted, in: file, to: &findings) }
      if !unreadable.isEmpty { continue }
      if principals.contains(where: { $0.present == .everyone || $0.present == .account(.adobe) }) { continue }
      let near = principals.filter {
        $0.isPresent && !grantsAdobe($0.present) && Principal.isNearAdobeRoot(file.string($0.place))
      }
      for principal in near { reportNearMiss(principal.place, isBesideGrant: isGranted, in: file, to: &findings) }
      if !near.isEmpty || isGranted { continue }
      // A list that several services share is one mistake: its message names none of them.
      let list = service.principalList.place
      findings.add(
        about,
        at: FindingPlace(list.isWritten ? list : service.id),
        in: list.isWritten ? nil : environment.place,
        """
        \(list.isWritten ? "`allowed_principals`" : "endpoint service \(Display.quoted(file.string(service.id)))") \
        does not allow Adobe's principal
        """,
        label: "Adobe is not allowed",
        help:
          """
          add `\(Principal.adobeRoot)` to `allowed_principals`, and to the service itself with `aws ec2 \
          modify-vpc-endpoint-service-permissions`
          """,
        // An entry that cannot be read may be meant for Adobe; on Azure there are no principals.
        cause: principals.contains { $0.state == .faulty }
          ? .anything(in: findings.span(of: FindingPlace(list)))
          : .finding(
            CloudMismatch.about,
            at: findings.reportedSpan(of: FindingPlace(project.cloud.place), in: project.place)
          )
      )
    }
  }

  /// An entry that is meant for Adobe's principal, and is not it.
  /// `isBesideGrant`: another entry of the list allows Adobe, so that this one is not needed.
  private static func reportNearMiss(
    _ place: Place,
    isBesideGrant: Bool,
    in file: ManifestFile,
    to findings: inout Findings
  ) {
    findings.add(
      about,
      at: FindingPlace(place),
      "\(Display.quoted(file.string(place))) is close to Adobe's principal `\(Principal.adobeRoot)`, but not the same",
      label: "a near miss",
      help: isBesideGrant
        ? "remove it: another entry of the list allows Adobe" : "write `\(Principal.adobeRoot)`",
      fix: isBesideGrant
        ? nil
        : Fix(
          .suggested,
          "write Adobe's principal",
          edits: [Edit(findings.span(of: FindingPlace(place)), Principal.adobeRoot)]
        )
    )
  }

  /// Everyone, Adobe's account, and a role or user of it.
  private static func grantsAdobe(_ principal: Principal?) -> Bool {
    principal == .everyone || principal?.account == .adobe
  }
}
