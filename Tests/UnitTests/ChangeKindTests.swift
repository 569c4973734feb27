import Emitters
import Foundation
import ManifestModel
import Testing
import Linter

/// Every key of the language belongs to one kind of change: a key that is declared and not in this table fails, and so
/// does one that is compared without a kind.
@Suite struct ChangeKindTests {
  /// A manifest in which one key differs, and what that is.
  private struct Difference: Sendable {
    let key: String
    let base: String
    let old: String
    let new: String
    let kinds: [Change.Kind]

    init(_ key: String, in base: String = ChangeKindTests.aws, _ old: String, _ new: String, _ kinds: Change.Kind...) {
      self.key = key
      self.base = base
      self.old = old
      self.new = new
      self.kinds = kinds
    }
  }

  private static let aws = """
    version: 1
    limits: 2022-10
    company: Northwind Outfitters
    contacts: [{ name: Network Operations, email: netops@northwind.example }]
    projects:
      yw1unoukjcawe:
        title: EU storefront
        plan: pro
        cloud: aws
        region: eu-west-1
        environments:
          production:
            type: production
            connection: bidirectional
            cluster: yw1unoukjcawe
            customer: { account: "210987654321", region: eu-west-1 }
            ports: [{ service: Webserver, protocol: HTTP, port: 80, transport: tcp }]
            private_dns: false
            endpoint_services:
              erp:
                service_name: com.amazonaws.vpce.eu-west-1.vpce-svc-03d5ebb7d9579a2b3
                region: eu-west-1
                ports: [{ service: ERP API, port: 8443 }]
                allowed_principals: ["arn:aws:iam::402592597372:root"]
                acceptance_required: true
                private_dns: false
                load_balancers: \
    ["arn:aws:elasticloadbalancing:eu-west-1:210987654321:loadbalancer/net/erp/50dc6c495c0c9188"]
                enablement: { endpoints: [{ id: vpce-0c4f1e2d3b5a69788, approved: 2026-11-20 }] }
            needed_by: 2027-03-01
            enablement:
              ticket: "251234567"
              service_name: com.amazonaws.vpce.eu-west-1.vpce-svc-0a1b2c3d4e5f60718
              endpoints: [{ id: vpce-0d4f1e2d3b5a69788, dns: 10.1.2.3, approved: 2026-11-20, verified: 2026-11-21 }]
          staging:
            connection: unidirectional
            customer: { account: "210987654321", region: eu-west-1 }
            ports: [{ service: SFTP, port: 2222 }]
      wvl5wm7s5vkhy: { plan: pro, cloud: aws, region: eu-west-1, environments: { production: { connection: \
    unidirectional, customer: { account: "210987654321", region: eu-west-1 }, ports: [{ service: SFTP, port: 2222 }] \
    } } }

    """

  private static let azure = """
    version: 1
    company: Corvin Medical
    projects:
      767u4hathojjw:
        plan: pro
        cloud: azure
        region: westeurope
        environments:
          production:
            connection: bidirectional
            cluster: 767u4hathojjw
            customer:
              account: 0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21
              region: westeurope
              subscriptions: [0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21]
            ports: [{ service: MySQL, port: 3306 }]
            endpoint_services:
              warehouse:
                resource_id: \
    /subscriptions/0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21/resourceGroups/rg-erp/providers/Microsoft.Network/privateLinkServices/pls-warehouse
                ports: [{ service: Warehouse API, port: 9443 }]
            enablement:
              resource_id: pls.0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b22.westeurope.azure.privatelinkservice
              adobe_subscription: 0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b23

    """

  private static let differences: [Difference] = [
    Difference("manifest.limits", "limits: 2022-10", "limits: 2023-03", .bookkeeping, .bookkeeping),
    Difference("manifest.company", "Northwind Outfitters", "Northwind Ltd", .bookkeeping, .bookkeeping),
    Difference(
      "manifest.contacts",
      "email: netops@northwind.example }]",
      "email: netops@northwind.example }, { name: B, email: b@b.example }]",
      .bookkeeping,
      .bookkeeping
    ),
    Difference("contact.name", "name: Network Operations", "name: Networks", .bookkeeping, .bookkeeping),
    Difference("contact.email", "netops@", "networks@", .bookkeeping, .bookkeeping),
    Difference("manifest.projects", "  wvl5wm7s5vkhy:", "  wvl5wm7s5vkhz:", .removeConnection, .enable),
    Difference("project.title", "title: EU storefront", "title: EU shop", .bookkeeping),
    Difference(
      "project.plan",
      "    plan: pro\n    cloud: aws\n    region: eu-west-1\n    env",
      "    plan: starter\n    cloud: aws\n    region: eu-west-1\n    env",
      .move
    ),
    Difference(
      // Nothing else in it that only one cloud has.
      "project.cloud",
      in:
        """
        projects: { p1: { cloud: aws, environments: { production: { connection: unidirectional, ports: [{ port: 80 \
        }] } } } }
        """,
      "aws",
      "azure",
      .move
    ),
    Difference(
      "project.region",
      "    cloud: aws\n    region: eu-west-1\n    env",
      "    cloud: aws\n    region: eu-west-2\n    env",
      .move
    ),
    Difference("project.environments", "      staging:", "      staging2:", .enable, .removeConnection),
    Difference(
      "environment.type",
      in: ChangeKindTests.aws.replacing(
        "production:\n        type: production",
        with: "preprod:\n        type: production"
      ),
      "type: production",
      "type: staging",
      .bookkeeping
    ),
    Difference(
      "environment.connection",
      "connection: unidirectional\n",
      "connection: bidirectional\n",
      .changeConnectionType
    ),
    Difference(
      "environment.cluster",
      in: ChangeKindTests.azure,
      "cluster: 767u4hathojjw",
      "cluster: 767u4hathojjw_new",
      .move
    ),
    Difference(
      "environment.customer",
      "customer: { account: \"210987654321\", region: eu-west-1 }\n        ports: [{ service: Web",
      "customer: { account: \"310987654321\", region: eu-west-1 }\n        ports: [{ service: Web",
      .changeAccount
    ),
    Difference(
      "customer.account",
      "customer: { account: \"210987654321\", region: eu-west-1 }\n        ports: [{ service: Web",
      "customer: { account: \"310987654321\", region: eu-west-1 }\n        ports: [{ service: Web",
      .changeAccount
    ),
    Difference(
      "customer.region",
      "customer: { account: \"210987654321\", region: eu-west-1 }\n        ports: [{ service: Web",
      "customer: { account: \"210987654321\", region: eu-west-2 }\n        ports: [{ service: Web",
      .move
    ),
    Difference(
      "customer.subscriptions",
      in: ChangeKindTests.azure,
      "6d1f0c7e8b21]",
      "6d1f0c7e8b21, 5c1d7e3f-2a4b-4c6d-8e9f-0a1b2c3d4e5f]",
      .changeAccount
    ),
    Difference("environment.ports", "transport: tcp }]", "transport: tcp }, { service: SFTP, port: 2222 }]", .openPort),
    Difference(
      "environment.private_dns",
      "        private_dns: false\n        end",
      "        private_dns: true\n        end",
      .ownSide
    ),
    Difference("environment.endpoint_services", "          erp:", "          orders:", .renameEndpointService),
    Difference("environment.needed_by", "needed_by: 2027-03-01", "needed_by: 2027-04-01", .bookkeeping),
    Difference(
      "environment.enablement",
      "        enablement:\n          ticket: \"251234567\"\n",
      "        enablement:\n",
      .bookkeeping
    ),
    Difference("port.service", "service: Webserver", "service: Shop", .bookkeeping),
    Difference("port.protocol", "protocol: HTTP", "protocol: REST", .bookkeeping),
    Difference("port.port", "port: 80,", "port: 8080,", .openPort, .closePort),
    Difference("port.transport", "transport: tcp", "transport: udp", .openPort, .closePort),
    Difference("endpoint service.service_name", "03d5ebb7d9579a2b3", "04d5ebb7d9579a2b3", .replaceEndpointService),
    Difference(
      "endpoint service.resource_id",
      in: ChangeKindTests.azure,
      "pls-warehouse",
      "pls-warehouse-2",
      .replaceEndpointService
    ),
    Difference("endpoint service.region", "            region: eu-west-1\n", "            region: eu-west-2\n", .move),
    Difference("endpoint service.ports", "port: 8443 }]", "port: 8443 }, { service: Sync, port: 9443 }]", .openPort),
    Difference(
      "endpoint service.allowed_principals",
      "402592597372:root\"]",
      "402592597372:root\", \"arn:aws:iam::210987654321:root\"]",
      .ownSide
    ),
    Difference(
      "endpoint service.acceptance_required",
      "acceptance_required: true",
      "acceptance_required: false",
      .ownSide
    ),
    Difference(
      "endpoint service.private_dns",
      "            private_dns: false\n            load",
      "            private_dns: true\n            load",
      .ownSide
    ),
    Difference("endpoint service.load_balancers", "50dc6c495c0c9188", "60dc6c495c0c9188", .ownSide),
    Difference(
      "endpoint service.enablement",
      "            enablement: { endpoints: [{ id: vpce-0c4f1e2d3b5a69788, approved: 2026-11-20 }] }\n",
      "",
      .bookkeeping
    ),
    Difference(
      "endpoint service's enablement.endpoints",
      "vpce-0c4f1e2d3b5a69788",
      "vpce-0c4f1e2d3b5a69789",
      .bookkeeping
    ),
    Difference("enablement.ticket", "251234567", "251234568", .bookkeeping),
    Difference("enablement.service_name", "0a1b2c3d4e5f60718", "0a1b2c3d4e5f60719", .bookkeeping),
    Difference(
      "enablement.resource_id",
      in: ChangeKindTests.azure,
      "resource_id: pls.",
      "resource_id: pls2.",
      .bookkeeping
    ),
    Difference(
      "enablement.adobe_subscription",
      in: ChangeKindTests.azure,
      "6d1f0c7e8b23",
      "6d1f0c7e8b24",
      .bookkeeping
    ),
    Difference(
      "enablement.endpoints",
      """
                endpoints: [{ id: vpce-0d4f1e2d3b5a69788, dns: 10.1.2.3, approved: 2026-11-20, verified: 2026-11-21 \
      }]

      """,
      "",
      .bookkeeping
    ),
    Difference("endpoint.id", "vpce-0d4f1e2d3b5a69788", "vpce-0d4f1e2d3b5a69789", .bookkeeping),
    Difference("endpoint.dns", "10.1.2.3", "10.1.2.4", .bookkeeping),
    Difference("endpoint.approved", "approved: 2026-11-20, verified", "approved: 2026-11-19, verified", .bookkeeping),
    Difference("endpoint.verified", "verified: 2026-11-21", "verified: 2026-11-22", .bookkeeping),
  ]

  @Test func everyKeyHasItsKind() {
    for difference in ChangeKindTests.differences {
      #expect(
        difference.base.contains(difference.old),
        "\(difference.key): the manifest does not hold \(difference.old)"
      )
      let new = difference.base.replacing(difference.old, with: difference.new, maxReplacements: 1)
      let changes = Comparison.compare(ChangeKindTests.effective(difference.base), with: ChangeKindTests.effective(new))
        .flatMap(\.changes)
      #expect(changes.map(\.kind) == difference.kinds, "\(difference.key): \(changes.map(\.summary))")
    }
  }

  /// The version is no part of a change: there is one.
  @Test func everyDeclaredKeyIsSwept() {
    let mappings = [
      ManifestKey.mapping, ContactKey.mapping, ProjectKey.mapping, EnvironmentKey.mapping, CustomerKey.mapping,
      PortKey.mapping,
      EndpointServiceKey.mapping, ServiceEnablementKey.mapping, EnablementKey.mapping, EndpointKey.mapping,
    ]
    let declared = mappings.flatMap { mapping in mapping.fields.map { "\(mapping.name).\($0.key)" } }
    #expect(Set(declared).subtracting(["manifest.version"]) == Set(ChangeKindTests.differences.map(\.key)))
  }

  static func effective(_ text: String) -> [EffectiveProject] {
    let outcome = Lint.run(
      [.contents(path: "privatelink.yaml", Array(text.utf8))],
      LintOptions(today: CivilDate("2026-11-24") ?? CivilDate(days: 0))
    )
    return Compilation.projects(of: outcome)
  }
}
