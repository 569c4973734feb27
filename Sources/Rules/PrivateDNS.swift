import Diagnostics
import ManifestModel

/// `private-dns`: not available.
enum PrivateDNS: Rule {
  static let about = RuleAbout(
    "private-dns",
    .limits,
    .error,
    .limit,
    summary: "`private_dns: true`, on an environment or an endpoint service.",
    why: "Adobe does not offer private DNS names over PrivateLink.",
    remedy:
      "Remove the key, and connect through the endpoint's own DNS name; a CNAME of your own that points to it is fine.",
    basis: .service("Limitations"),
    example: .init(.aws, bad: [("        # endpoint services", "        private_dns: true")])
  )

  static func check(_ file: ManifestFile, today: CivilDate, to findings: inout Findings) {
    for field in file.environments.map(\.privateDNS) + file.endpointServices.map(\.privateDNS)
    where field.present == true {
      findings.add(
        about,
        at: FindingPlace(field.place),
        "`private_dns` cannot be `true`: Adobe Commerce does not support private DNS",
        label: "cannot be switched on",
        help: "remove `private_dns`; connect through the endpoint's DNS name, or through a CNAME of your own"
      )
    }
  }
}
