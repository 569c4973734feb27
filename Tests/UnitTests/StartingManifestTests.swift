import Diagnostics
import Driver
import ManifestModel
import Testing

/// What `init` writes: clean when the data are given, and every gap a placeholder with a way to fill it.
@Suite struct StartingManifestTests {
  @Test func everyGapIsAPlaceholder() {
    for cloud in [nil] + Cloud.allCases {
      for connection in [nil] + [Connection.unidirectional, .bidirectional] {
        for environment in ["production", "preprod"] {
          var manifest = StartingManifest()
          (manifest.cloud, manifest.connection, manifest.environment) = (cloud, connection, environment)
          let findings = lint(manifest)
          #expect(findings.count >= 8)
          #expect(findings.filter { $0.about.id != "placeholder-left" }.map(\.message) == [])
          #expect(findings.allSatisfy { $0.help != nil })
        }
      }
    }
  }

  @Test func dataOnAWSAreClean() {
    var manifest = StartingManifest()
    (manifest.company, manifest.contactName, manifest.contactEmail) = ("Müller & Söhne: #1", "Network", "netops@northwind.example")
    (manifest.project, manifest.title, manifest.plan, manifest.region) = ("yw1unoukjcawe", "yes", .pro, "eu-west-1")
    (manifest.account, manifest.environment, manifest.type) = ("012345670123", "preprod", .staging)
    manifest.ports = ["SFTP:2222", "Webserver:HTTP:80"].compactMap(StartingManifest.StartingPort.init)
    manifest.endpointService = "erp"
    manifest.serviceName = "com.amazonaws.vpce.eu-west-1.vpce-svc-03d5ebb7d9579a2b3"
    manifest.servicePorts = ["ERP, API {1}:8443"].compactMap(StartingManifest.StartingPort.init)
    manifest.loadBalancers = ["arn:aws:elasticloadbalancing:eu-west-1:012345670123:loadbalancer/net/erp/50dc6c495c0c9188"]
    (manifest.limits, manifest.neededBy) = (Edition.all.last, CivilDate("2027-01-29"))
    #expect(lint(manifest).map(\.message) == [])
    #expect(manifest.text.contains("cloud: aws\n"))
    #expect(manifest.text.contains("connection: bidirectional\n"))
  }

  @Test func dataOnAzureAreClean() {
    var manifest = StartingManifest()
    let subscription = "0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21"
    (manifest.company, manifest.project, manifest.plan, manifest.region) = ("Northwind", "767u4hathojjw", .pro, "westeurope")
    (manifest.account, manifest.subscriptions, manifest.cluster) = (subscription, [subscription], "767u4hathojjw_stg")
    (manifest.environment, manifest.connection) = ("staging", .bidirectional)
    manifest.ports = ["MySQL:3306"].compactMap(StartingManifest.StartingPort.init)
    manifest.endpointService = "warehouse"
    manifest.resourceID = "/subscriptions/\(subscription)/resourceGroups/rg-erp/providers/Microsoft.Network/privateLinkServices/pls"
    manifest.servicePorts = ["Warehouse API:HTTPS:8443"].compactMap(StartingManifest.StartingPort.init)
    #expect(lint(manifest).map(\.message) == [])
  }

  @Test func portsAreWrittenAsServiceAndNumber() {
    for text in ["SFTP", ":22", "SFTP:", "SFTP:x", "a:b:c:1", "a::1"] { #expect(StartingManifest.StartingPort(text) == nil) }
  }

  private func lint(_ manifest: StartingManifest) -> [Diagnostic] {
    let today = CivilDate("2026-11-24") ?? CivilDate(days: 0)
    return Report(Lint.run([.contents(path: "privatelink.yaml", Array(manifest.text.utf8))], LintOptions(today: today))).diagnostics
  }
}
