import Diagnostics
import ManifestModel
import Testing
import YAMLTree
import Formatter
import Linter
import Reference

/// What `init` writes: in the layout of `fmt`, clean when the data are given, and every gap a placeholder with a way to
/// fill it.
@Suite struct StartingManifestTests {
  /// A datum that can be left out of a whole manifest.
  struct Datum: Sendable {
    let name: String
    /// How many placeholders replace it if it is not given; 0: it is optional.
    var gaps = 0
    let leaveOut: @Sendable (inout StartingManifest) -> Void
  }

  static let data: [Datum] = [
    Datum(name: "company", gaps: 1) { $0.company = nil },
    Datum(name: "contact") { ($0.contactName, $0.contactEmail) = (nil, nil) },
    Datum(name: "contact's name", gaps: 1) { $0.contactName = nil }, Datum(name: "limits") { $0.limits = nil },
    Datum(name: "project", gaps: 1) { $0.project = nil }, Datum(name: "title") { $0.title = nil },
    Datum(name: "plan", gaps: 1) { $0.plan = nil },
    Datum(name: "regions", gaps: 2) { ($0.region, $0.customerRegion) = (nil, nil) },
    Datum(name: "one region") { $0.customerRegion = nil }, Datum(name: "type", gaps: 1) { $0.type = nil },
    Datum(name: "account", gaps: 1) { $0.account = nil }, Datum(name: "subscriptions") { $0.subscriptions = [] },
    Datum(name: "ports", gaps: 2) { $0.ports = [] }, Datum(name: "needed by") { $0.neededBy = nil },
  ]
  static let serviceData: [Datum] = [
    Datum(name: "name of the service", gaps: 1) { $0.endpointService = nil },
    Datum(name: "its ports", gaps: 2) { $0.servicePorts = [] }, Datum(name: "its region") { $0.serviceRegion = nil },
    Datum(name: "its acceptance") { $0.acceptanceRequired = nil },
    Datum(name: "its load balancers") { $0.loadBalancers = [] },
  ]
  static let dataOnAWS = [
    Datum(name: "service name", gaps: 1) { $0.serviceName = nil },
    Datum(name: "access", gaps: 1) { $0.accessGranted = false },
  ]
  static let dataOnAzure = [
    Datum(name: "resource ID", gaps: 1) { $0.resourceID = nil }, Datum(name: "cluster", gaps: 1) { $0.cluster = nil },
  ]

  @Test(arguments: Cloud.allCases, [Connection.unidirectional, .bidirectional])
  func dataAreCleanAndGapsAreReported(cloud: Cloud, connection: Connection) {
    let whole = Self.whole(cloud, connection)
    #expect(Self.lint(whole).map(\.message) == [])
    #expect(whole.written.gaps == 0)
    #expect(!whole.written.text.contains("Replace each `<placeholder>`"))
    var data = Self.data + (cloud == .aws ? Self.dataOnAWS : Self.dataOnAzure)
    if connection == .bidirectional {
      data += Self.serviceData
    } else {
      data.removeAll { ["service name", "access", "resource ID"].contains($0.name) }
    }
    for datum in data {
      var manifest = whole
      datum.leaveOut(&manifest)
      let findings = Self.lint(manifest)
      #expect(
        findings.map(\.about.id) == Array(repeating: "placeholder-left", count: datum.gaps),
        "without \(datum.name)"
      )
      #expect(manifest.written.gaps == datum.gaps, "without \(datum.name)")
      #expect(Self.isInLayout(manifest.written.text), "without \(datum.name)")
    }
  }

  @Test func everyGapIsAPlaceholder() {
    for cloud in [nil] + Cloud.allCases {
      for connection in [nil] + [Connection.unidirectional, .bidirectional] {
        for environment in ["production", "preprod"] {
          var manifest = StartingManifest()
          (manifest.cloud, manifest.connection, manifest.environment) = (cloud, connection, environment)
          let findings = Self.lint(manifest)
          #expect(findings.count >= 8)
          #expect(findings.count == manifest.written.gaps)
          #expect(findings.filter { $0.about.id != "placeholder-left" }.map(\.message) == [])
          #expect(findings.allSatisfy { $0.help != nil })
          #expect(Self.isInLayout(manifest.written.text))
          #expect(manifest.written.text.contains("Replace each `<placeholder>`"))
        }
      }
    }
  }

  /// A granted access is written because somebody said so, and for no other reason.
  @Test func accessIsNeverMadeUp() {
    var manifest = Self.whole(.aws, .bidirectional)
    #expect(manifest.written.text.contains("- \(Principal.adobeRoot)\n"))
    manifest.accessGranted = false
    #expect(!manifest.written.text.contains("- \(Principal.adobeRoot)\n"))
    #expect(Self.lint(manifest).first?.help?.contains("aws ec2 modify-vpc-endpoint-service-permissions") == true)
  }

  @Test func commentsSpeakOfTheCloud() {
    for (cloud, foreign) in [
      (Cloud.aws, ["Azure", "VNet", "az account"]), (.azure, ["AWS", "VPC", "aws sts", "ARN"]),
    ] {
      for manifest in [Self.whole(cloud, .bidirectional), Self.empty(cloud)] {
        for word in foreign { #expect(!manifest.written.text.contains(word), "\(cloud): \(word)") }
        for help in Self.lint(manifest).compactMap(\.help) {
          #expect(!foreign.contains { help.contains($0) }, "\(help)")
        }
      }
    }
  }

  @Test func noTypeIsOfferedThatCannotBeConnected() {
    var manifest = StartingManifest()
    manifest.environment = "preprod"
    #expect(manifest.written.text.contains("type: <production or staging>\n"))
  }

  @Test func theCloudFollowsFromTheData() {
    for (cloud, connection) in [(Cloud.aws, Connection.bidirectional), (.azure, .bidirectional)] {
      var manifest = Self.whole(cloud, connection)
      (manifest.cloud, manifest.connection) = (nil, nil)
      #expect(Self.lint(manifest).map(\.message) == [])
    }
  }

  /// Whatever the texts are, they come back as they were given.
  @Test func awkwardTextsStayTexts() {
    for text in [
      "yes", "012", "1e3", "~", "a: b", "#1", "- x", "say \"hello\"", "back\\slash", "Müller & Söhne: #1", "{x}y", "*",
      "2026-11-24",
    ] {
      var manifest = Self.whole(.aws, .unidirectional)
      (manifest.company, manifest.title) = (text, text)
      #expect(Self.lint(manifest).map(\.message) == [], "\(text)")
      #expect(Self.isInLayout(manifest.written.text), "\(text)")
    }
  }

  @Test func portsAreWrittenAsServiceAndNumber() {
    for text in ["SFTP", ":22", "SFTP:", "SFTP:x", "a:b:c:1", "a::1"] { #expect(StartingPort(text) == nil) }
  }

  // MARK: Manifests

  private static func whole(_ cloud: Cloud, _ connection: Connection) -> StartingManifest {
    var manifest = StartingManifest()
    (manifest.company, manifest.contactName, manifest.contactEmail) = (
      "Northwind", "Network", "netops@northwind.example"
    )
    (manifest.title, manifest.plan, manifest.cloud, manifest.connection) = ("Shop", .pro, cloud, connection)
    (manifest.environment, manifest.type, manifest.schema) = ("preprod", .staging, "./manifest.schema.json")
    (manifest.limits, manifest.neededBy) = (Edition.all.last, CivilDate("2027-01-29"))
    manifest.ports = ["SFTP:2222", "Webserver:HTTP:80"].compactMap(StartingPort.init)
    if cloud == .aws {
      (manifest.project, manifest.region, manifest.account) = ("yw1unoukjcawe", "eu-west-1", "012345670123")
    } else {
      (manifest.project, manifest.region, manifest.account) = ("767u4hathojjw", "westeurope", subscription)
      (manifest.cluster, manifest.subscriptions) = ("767u4hathojjw_stg", [subscription])
    }
    manifest.customerRegion = manifest.region
    if connection == .bidirectional { addService(&manifest, cloud) }
    return manifest
  }

  private static func addService(_ manifest: inout StartingManifest, _ cloud: Cloud) {
    (manifest.endpointService, manifest.serviceRegion, manifest.acceptanceRequired) = ("erp", manifest.region, true)
    manifest.servicePorts = ["ERP, API {1}:8443"].compactMap(StartingPort.init)
    if cloud == .aws {
      (manifest.serviceName, manifest.accessGranted) = ("com.amazonaws.vpce.eu-west-1.vpce-svc-03d5ebb7d9579a2b3", true)
      manifest.loadBalancers = [
        "arn:aws:elasticloadbalancing:eu-west-1:012345670123:loadbalancer/net/erp/50dc6c495c0c9188"
      ]
    } else {
      let group = "/subscriptions/\(subscription)/resourceGroups/rg-erp/providers/Microsoft.Network"
      (manifest.resourceID, manifest.loadBalancers) = (
        "\(group)/privateLinkServices/pls", ["\(group)/loadBalancers/erp"]
      )
    }
  }

  private static func empty(_ cloud: Cloud) -> StartingManifest {
    var manifest = StartingManifest()
    (manifest.cloud, manifest.connection) = (cloud, .bidirectional)
    return manifest
  }

  private static let subscription = "0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21"

  private static func isInLayout(_ text: String) -> Bool {
    Formatting.format(YAMLTree.read(Source(path: "", contents: text.utf8))).map { $0.elementsEqual(text.utf8) } ?? false
  }

  private static func lint(_ manifest: StartingManifest) -> [Diagnostic] {
    let today = CivilDate("2026-11-24") ?? CivilDate(days: 0)
    return Report(
      Lint.run([.contents(path: "privatelink.yaml", Array(manifest.written.text.utf8))], LintOptions(today: today))
    ).diagnostics
  }
}
