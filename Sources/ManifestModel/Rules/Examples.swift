import Diagnostics

/// Replacements that several rules' examples share.
package enum Examples {
  package static let endpointService = "com.amazonaws.vpce.eu-west-1.vpce-svc-03d5ebb7d9579a2b3"
  package static let loadBalancer =
    "\"arn:aws:elasticloadbalancing:eu-west-1:210987654321:loadbalancer/net/erp/50dc6c495c0c9188\""

  /// Makes the AWS example bidirectional, with one endpoint service.
  package static func bidirectional(
    name: String = endpointService,
    principals: String = "\"arn:aws:iam::402592597372:root\"",
    loadBalancer: String? = nil,
    ports: String = "{ service: ERP API, port: 8443 }",
    more: String = ""
  ) -> [(find: String, replace: String)] {
    let balancer = loadBalancer.map { "            load_balancers: [\($0)]\n" } ?? ""
    return [
      ("connection: unidirectional", "connection: bidirectional"),
      (
        "        # endpoint services",
        """
                endpoint_services:
                  erp:
                    service_name: \(name)
                    allowed_principals: [\(principals)]
        \(balancer)\(more)            ports: [\(ports)]
        """
      ),
    ]
  }

  /// So many ports in flow style, three to a line.
  package static func ports(_ count: Int) -> String {
    (0..<count).map { ($0 % 3 == 0 ? "\n              " : " ") + "{ service: Queue \($0 + 1), port: \(8001 + $0) }" }
      .joined(separator: ",")
  }

  /// Adds a second endpoint service after the one of `bidirectional`.
  package static func secondService(name: String, loadBalancer: String? = nil) -> (find: String, replace: String) {
    let first = "            ports: [{ service: ERP API, port: 8443 }]"
    let balancer = loadBalancer.map { "            load_balancers: [\($0)]\n" } ?? ""
    return (
      first,
      """
      \(first)
                crm:
                  service_name: \(name)
                  allowed_principals: ["arn:aws:iam::402592597372:root"]
      \(balancer)            ports: [{ service: CRM, port: 9443 }]
      """
    )
  }

  /// Adds a second manifest, after a line `---`.
  package static func secondManifest(
    company: String = "Northwind Outfitters",
    project: String = "yw1unoukjcawe",
    region: String = "eu-west-1",
    environment: String = "staging"
  ) -> [(find: String, replace: String)] {
    [
      (
        "        # endpoint services",
        """
        ---
        version: 1
        company: \(company)
        projects:
          \(project):
            plan: pro
            cloud: aws
            region: \(region)
            environments:
              \(environment):
                connection: unidirectional
                customer:
                  account: "210987654321"
                  region: \(region)
                ports:
                  - { service: SFTP, port: 2222 }
        """
      )
    ]
  }
}
