/// A Production or Staging environment and its connection.
package enum EnvironmentKey: Int, MappingKey {
  case type, connection, cluster, customer, ports, privateDNS, endpointServices, neededBy, enablement

  package static let table = KeyTable(allCases.map(\.declaration))
  package static let mapping = MappingDeclaration(
    "environment",
    doc: "A Production or Staging environment and its PrivateLink connection",
    keys: EnvironmentKey.self
  )

  package var declaration: FieldDeclaration {
    switch self {
    case .type:
      FieldDeclaration(
        "type",
        .enumeration(EnvironmentType.allCases.map(\.rawValue)),
        .requiredForUntellingID,
        "The kind of environment, if the ID does not show it",
        example: "staging",
        origin:
          """
          write the type that `magento-cloud environment:list` shows; only Production and Staging can be connected, \
          and every other branch of a Pro project is an integration environment
          """
      )
    case .connection:
      FieldDeclaration(
        "connection",
        .enumeration(Connection.allCases.map(\.rawValue)),
        .required,
        """
        Unidirectional: your network reaches Adobe Commerce; bidirectional: Adobe Commerce reaches your endpoint \
        services as well
        """,
        example: "bidirectional",
        origin:
          "write `unidirectional` if only your network opens connections, `bidirectional` if Adobe Commerce does too"
      )
    case .cluster:
      FieldDeclaration(
        "cluster",
        .identifier(.cluster),
        .requiredOn(.azure),
        "The cluster ID of the environment",
        example: "767u4hathojjw_stg",
        origin: "log in to the environment over SSH and run `cat /etc/platform_cluster`"
      )
    case .customer:
      FieldDeclaration(
        "customer",
        .mapping(CustomerKey.mapping),
        .required,
        "Your side: the cloud account and its region",
        example: "{ account: …, region: … }",
        origin: "give the `account` you connect from and its `region`"
      )
    case .ports:
      FieldDeclaration(
        "ports",
        .list(.mapping(PortKey.mapping)),
        .required,
        "The ports Adobe opens for your network; may be `[]` in a bidirectional connection",
        example: "[{ service: SFTP, port: 2222 }]",
        origin: "list what your network has to reach on Adobe Commerce"
      )
    case .privateDNS:
      FieldDeclaration(
        "private_dns",
        .boolean,
        default: "false",
        "Private DNS, which Adobe does not offer: `true` is not allowed",
        example: "false"
      )
    case .endpointServices:
      FieldDeclaration(
        "endpoint_services",
        .named(.serviceLabel, EndpointServiceKey.mapping),
        """
        For bidirectional connections: your endpoint services that Adobe Commerce connects to, each under a name of \
        your choice
        """,
        example: "{ erp: … }"
      )
    case .neededBy:
      FieldDeclaration(
        "needed_by",
        .date,
        "The date by which the connection must work; enablement takes up to five business days",
        example: "2027-01-29"
      )
    case .enablement:
      FieldDeclaration(
        "enablement",
        .mapping(EnablementKey.mapping),
        "What is known so far about your network's connection to Adobe Commerce, from the ticket and the cloud",
        example: "{ ticket: \"251234567\" }"
      )
    }
  }
}
