import Diagnostics
import ManifestModel

/// `https-to-commerce`: port 443 toward Adobe Commerce, where the edition of the documented limits does not allow it.
enum HTTPSToCommerce: Rule {
  static let about = RuleAbout(
    "https-to-commerce",
    .limits,
    .error,
    .limit,
    summary:
      "Port 443 toward Adobe Commerce, on a cloud where the chosen edition of the documented limits does not allow it.",
    why:
      """
      Adobe does not open HTTPS over PrivateLink toward Commerce; on Azure, this is because the origin is hidden \
      behind the CDN.
      """,
    remedy:
      """
      Request another port, for example 80 for HTTP; on AWS, you can also follow the later edition with \
      `limits: 2023-03`.
      """,
    basis: .service("Limitations"),
    example: .init(
      .aws,
      bad: [("{ service: SFTP, port: 2222 }", "{ service: Webserver, port: 443 }")],
      good: [("{ service: SFTP, port: 2222 }", "{ service: Webserver, port: 80 }")]
    )
  )

  static func check(_ file: ManifestFile, today: CivilDate, to findings: inout Findings) {
    for environment in file.environments {
      let ports = file.ports[environment.ports.range]
      guard ports.contains(where: { $0.number.present == 443 }) else { continue }
      let project = file.project(of: environment)
      guard let cloud = project.cloud.present, let edition = file.knownEdition(of: project) else { continue }
      guard edition.barsHTTPSToCommerce(on: cloud) else { continue }
      let later = edition.laterEdition { !$0.barsHTTPSToCommerce(on: cloud) }
      let hasHTTP = ports.contains { $0.number.present == 80 }
      for port in ports where port.number.present == 443 {
        // An entry that speaks HTTPS, or something other than HTTP, would be just as wrong on port 80.
        let fix =
          hasHTTP || port.protocolNamesHTTPS || port.serviceNamesHTTPS || port.namesOtherThanWeb
          ? nil
          : Fix(
            .suggested,
            "open port 80 instead",
            edits: [Edit(findings.span(of: FindingPlace(port.number.place)), "80")]
          )
        findings.add(
          about,
          at: FindingPlace(port.number.place),
          in: environment.place,
          "port 443 cannot be opened toward Adobe Commerce",
          label: "HTTPS is not allowed in this direction",
          related: [(FindingPlace(project.cloud.place), reason(cloud, later))],
          help: "request another port\(example(for: port))" + file.orFollow(later, in: project),
          fix: fix
        )
      }
    }
  }

  private static func example(for port: Port) -> String {
    if let service = port.namedServices.servers.first { return ", for example \(service.ports[0]) for \(service.name)" }
    return port.namesOtherThanWeb ? "" : ", for example 80 for HTTP"
  }

  private static func reason(_ cloud: Cloud, _ later: Edition?) -> String {
    if let later {
      return
        """
        since edition \(later.id), this restriction applies only to \
        \(Display.list(later.httpsToCommerceBarredOn.map(\.name), "and"))
        """
    }
    return "this project runs on \(cloud.name), where no edition allows it"
  }
}

extension ManifestFile {
  /// The exact line that lets a project follow a later edition, as the end of a help; empty if no edition allows what
  /// was found.
  func orFollow(_ later: Edition?, in project: Project) -> String {
    guard let later else { return "" }
    if editionOverride != nil { return ", or check it with `--limits \(later.id)`, the later edition" }
    return
      """
      , or \(manifests[project.manifest].edition.place.isWritten ? "write" : "add") `limits: \(later.id)` to follow \
      the later edition
      """
  }
}
