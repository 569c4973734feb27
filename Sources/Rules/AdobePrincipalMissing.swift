import Diagnostics
import ManifestModel

/// `adobe-principal-missing`: the list of principals as a whole; near misses that are no principal at all are reported where the list is decoded.
extension AdobePrincipalMissing: Rule {
  package static func check(_ file: ManifestFile, today: CivilDate, _ findings: inout Findings) {
    for service in file.endpointServices {
      let environment = file.environment(of: service)
      guard file.project(of: environment).cloud.present == .aws, service.principalList.state != .faulty else {
        continue
      }
      let principals = file.principals[service.principals.range].map(\.principal)
      if principals.contains(where: { $0.state == .faulty || $0.present == .everyone || $0.present == .account(.adobe) }
      ) {
        continue
      }
      let near = principals.filter { !grantsAdobe($0.present) && Principal.isNearAdobeRoot(file.string($0.place)) }
      for principal in near { reportNearMiss(file.string(principal.place), at: principal.place, &findings) }
      if !near.isEmpty || principals.contains(where: { grantsAdobe($0.present) }) { continue }
      // A list that several services share is one mistake: its message names none of them.
      let list = service.principalList.place
      findings.add(
        about,
        at: Spot(list.isWritten ? list : service.id),
        in: list.isWritten ? nil : environment.place,
        "\(list.isWritten ? "`allowed_principals`" : "endpoint service \(Shown.quoted(file.string(service.id)))") does not allow Adobe's principal",
        label: "Adobe is not let in",
        help:
          "add `\(Principal.adobeRoot)` to `allowed_principals`, and to the service itself with `aws ec2 modify-vpc-endpoint-service-permissions`"
      )
    }
  }

  /// Everyone, Adobe's account, and a role or user of it.
  private static func grantsAdobe(_ principal: Principal?) -> Bool {
    principal == .everyone || principal?.account == .adobe
  }
}
