/// A Production or Staging environment and its connection.
package enum EnvironmentKey: Int, MappingKey {
  case type, connection, cluster, customer, ports, privateDNS, endpointServices, neededBy, enablement

  package static let table = KeyTable(allCases.map(\.declaration))
  package static let mapping = MappingDeclaration(
    "environment",
    "A Production or Staging environment and its PrivateLink connection",
    EnvironmentKey.self
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
          "write the type that `magento-cloud environment:list` shows; only Production and Staging can be connected, and every other branch of a Pro project is an integration environment"
      )
    case .connection:
      FieldDeclaration(
        "connection",
        .enumeration(["unidirectional", "bidirectional"]),
        .required,
        "Unidirectional: your network reaches Adobe Commerce; bidirectional: Adobe Commerce reaches your endpoint services as well",
        example: "bidirectional",
        origin:
          "write `unidirectional` if only your network connects, `bidirectional` if Adobe Commerce connects to your endpoint services as well"
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
        origin: "write your side: the `account` that connects and its `region`"
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
        "Private DNS, which Adobe does not offer: `true` is barred",
        example: "false"
      )
    case .endpointServices:
      FieldDeclaration(
        "endpoint_services",
        .named(.serviceLabel, EndpointServiceKey.mapping),
        "Your endpoint services that Adobe Commerce connects to, by a name of your choice; for bidirectional connections",
        example: "{ erp: … }"
      )
    case .neededBy:
      FieldDeclaration(
        "needed_by",
        .date,
        "The day on which the connection has to work; enablement takes up to five business days",
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

/// The customer's cloud account.
package enum CustomerKey: Int, MappingKey {
  case account, region, subscriptions

  package static let table = KeyTable(allCases.map(\.declaration))
  package static let mapping = MappingDeclaration(
    "customer",
    "Your cloud account, from which the endpoints connect",
    CustomerKey.self
  )

  package var declaration: FieldDeclaration {
    switch self {
    case .account:
      FieldDeclaration(
        "account",
        .identifier(.account),
        .required,
        .each(
          aws: "The AWS account number: 12 digits, quoted",
          azure: "The Azure subscription ID",
          either: "The AWS account number (12 digits, quoted) or the Azure subscription ID"
        ),
        example: "\"210987654321\"",
        origin: .each(
          aws: "`aws sts get-caller-identity --query Account` prints it",
          azure: "`az account show --query id` prints it",
          either: "`aws sts get-caller-identity --query Account` or `az account show --query id` prints it"
        )
      )
    case .region:
      FieldDeclaration(
        "region",
        .identifier(.region),
        .required,
        .each(
          aws: "The region of your VPC; it has to be the project's",
          azure: "The region of your VNet; it has to be the project's",
          either: "The region of your VPC or VNet; it has to be the project's"
        ),
        example: "eu-west-1",
        origin: .each(
          aws: "give the region of the VPC of your endpoint",
          azure: "give the region of the VNet of your endpoint",
          either: "give the region of the VPC or VNet of your endpoint"
        )
      )
    case .subscriptions:
      FieldDeclaration(
        "subscriptions",
        .list(.identifier(.subscription)),
        cloud: .azure,
        default: "the account",
        "The Azure subscriptions whose private endpoints may connect",
        example: "[0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21]"
      )
    }
  }
}

/// A port and what answers on it.
package enum PortKey: Int, MappingKey {
  case service, applicationProtocol, port, transport

  package static let table = KeyTable(allCases.map(\.declaration))
  package static let mapping = MappingDeclaration("port", "A port and what answers on it", PortKey.self)

  package var declaration: FieldDeclaration {
    switch self {
    case .service:
      FieldDeclaration(
        "service",
        .text,
        .required,
        "What answers on the port",
        example: "SFTP",
        origin: "name it as the support engineer would, for example `Webserver` or `SFTP`",
        suggestion: .serviceNames
      )
    case .applicationProtocol:
      FieldDeclaration("protocol", .word, "The application protocol", example: "HTTP", suggestion: .protocols)
    case .port:
      FieldDeclaration(
        "port",
        .integer(1...65535),
        .required,
        "The port number",
        example: "2222",
        origin: "write the port number, such as `2222`",
        suggestion: .portNumbers
      )
    case .transport:
      FieldDeclaration(
        "transport",
        .enumeration(["tcp", "udp"]),
        default: "tcp",
        "The transport protocol",
        example: "tcp"
      )
    }
  }
}
