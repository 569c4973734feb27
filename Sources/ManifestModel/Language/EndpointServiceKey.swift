/// An endpoint service in the customer's network.
package enum EndpointServiceKey: Int, MappingKey {
  case serviceName, resourceID, region, ports, allowedPrincipals, acceptanceRequired, privateDNS, loadBalancers,
    enablement

  package static let table = KeyTable(allCases.map(\.declaration))
  package static let mapping = MappingDeclaration(
    "endpoint service",
    "An endpoint service (AWS) or Private Link service (Azure) in your network that Adobe Commerce connects to",
    EndpointServiceKey.self
  )

  package var declaration: FieldDeclaration {
    switch self {
    case .serviceName:
      FieldDeclaration(
        "service_name",
        .identifier(.serviceName),
        .requiredOn(.aws),
        cloud: .aws,
        "The name of the endpoint service",
        example: "com.amazonaws.vpce.eu-west-1.vpce-svc-03d5ebb7d9579a2b3",
        origin: "`aws ec2 describe-vpc-endpoint-service-configurations` prints it as ServiceName"
      )
    case .resourceID:
      FieldDeclaration(
        "resource_id",
        .identifier(.resourceID),
        .requiredOn(.azure),
        cloud: .azure,
        "The resource ID of the Private Link service",
        example:
          "/subscriptions/0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21/resourceGroups/rg-erp/providers/Microsoft.Network/privateLinkServices/pls-erp",
        origin: "`az network private-link-service show --query id` prints it"
      )
    case .region:
      FieldDeclaration(
        "region",
        .identifier(.region),
        default: "the region inside `service_name`, otherwise the customer's",
        "The region of the endpoint service",
        example: "westeurope"
      )
    case .ports:
      FieldDeclaration(
        "ports",
        .list(.mapping(PortKey.mapping)),
        .required,
        "The ports Adobe Commerce connects to; at least one",
        example: "[{ service: ERP API, protocol: HTTPS, port: 8443 }]",
        origin: "list the listener ports of its load balancer"
      )
    case .allowedPrincipals:
      FieldDeclaration(
        "allowed_principals",
        .list(.identifier(.principal)),
        cloud: .aws,
        "Who may connect, as ARNs; Adobe's principal has to be among them",
        example: "[\"\(Principal.adobeRoot)\"]",
        origin:
          "`aws ec2 modify-vpc-endpoint-service-permissions --service-id vpce-svc-… --add-allowed-principals \(Principal.adobeRoot)` allows Adobe; write `\(Principal.adobeRoot)` once it has been run"
      )
    case .acceptanceRequired:
      FieldDeclaration(
        "acceptance_required",
        .boolean,
        default: "true",
        "Whether you approve each connection request",
        example: "true"
      )
    case .privateDNS:
      FieldDeclaration(
        "private_dns",
        .boolean,
        default: "false",
        "Private DNS, which Adobe does not offer: `true` is barred",
        example: "false"
      )
    case .loadBalancers:
      FieldDeclaration(
        "load_balancers",
        .list(.identifier(.loadBalancer)),
        .each(
          aws: "The ARNs of the Network Load Balancers that it forwards to",
          azure: "The resource IDs of the Standard Load Balancers that it forwards to",
          either: "The Network Load Balancers (ARNs) or Standard Load Balancers (resource IDs) that it forwards to"
        ),
        example: "[\"arn:aws:elasticloadbalancing:eu-west-1:210987654321:loadbalancer/net/erp/50dc6c495c0c9188\"]"
      )
    case .enablement:
      FieldDeclaration(
        "enablement",
        .mapping(ServiceEnablementKey.mapping),
        "Adobe's endpoints to this service, as they become known",
        example: "{ endpoints: [{ id: vpce-… }] }"
      )
    }
  }
}

/// What is known of Adobe's way to an endpoint service of the customer's.
package enum ServiceEnablementKey: Int, MappingKey {
  case endpoints

  package static let table = KeyTable(allCases.map(\.declaration))
  package static let mapping = MappingDeclaration(
    "endpoint service's enablement",
    "What is known about Adobe's connection to this endpoint service",
    ServiceEnablementKey.self
  )

  package var declaration: FieldDeclaration {
    FieldDeclaration(
      "endpoints",
      .list(.mapping(EndpointKey.mapping)),
      "Adobe's endpoints to this service",
      example: "[{ id: vpce-0c4f1e2d3b5a69788 }]"
    )
  }
}

/// What the ticket and the cloud have answered for the customer's way to Adobe Commerce.
package enum EnablementKey: Int, MappingKey {
  case ticket, serviceName, resourceID, adobeSubscription, endpoints

  package static let table = KeyTable(allCases.map(\.declaration))
  package static let mapping = MappingDeclaration(
    "enablement",
    "What is known about your network's connection to Adobe Commerce, from the ticket and the cloud",
    EnablementKey.self
  )

  package var declaration: FieldDeclaration {
    switch self {
    case .ticket: FieldDeclaration("ticket", .word, "The number of the support ticket", example: "\"251234567\"")
    case .serviceName:
      FieldDeclaration(
        "service_name",
        .identifier(.serviceName),
        cloud: .aws,
        "Adobe's endpoint service, as named in the answer to the ticket",
        example: "com.amazonaws.vpce.eu-west-1.vpce-svc-0a1b2c3d4e5f60718",
        origin: "Adobe names it in the answer to the ticket"
      )
    case .resourceID:
      FieldDeclaration(
        "resource_id",
        .identifier(.adobeResourceID),
        cloud: .azure,
        "Adobe's Private Link service: its resource ID or alias",
        example: "adobe-pls.1b2c3d4e-5f60-4718-8a9b-0c1d2e3f4a5b.westeurope.azure.privatelinkservice",
        origin: "Adobe names it in the answer to the ticket"
      )
    case .adobeSubscription:
      FieldDeclaration(
        "adobe_subscription",
        .identifier(.subscription),
        cloud: .azure,
        "The subscription Adobe connects from",
        example: "4d3c2b1a-0f9e-4d8c-b7a6-5e4f3d2c1b0a",
        origin: "Adobe names it in the answer to the ticket"
      )
    case .endpoints:
      FieldDeclaration(
        "endpoints",
        .list(.mapping(EndpointKey.mapping)),
        "Your endpoints to Adobe's service",
        example: "[{ id: vpce-0c4f1e2d3b5a69788 }]"
      )
    }
  }
}

/// An interface endpoint or private endpoint.
package enum EndpointKey: Int, MappingKey {
  case id, dns, approved, verified

  package static let table = KeyTable(allCases.map(\.declaration))
  package static let mapping = MappingDeclaration(
    "endpoint",
    "An interface endpoint (AWS) or private endpoint (Azure)",
    EndpointKey.self
  )

  package var declaration: FieldDeclaration {
    switch self {
    case .id:
      FieldDeclaration(
        "id",
        .identifier(.endpointID),
        .required,
        .each(
          aws: "The ID of the interface endpoint",
          azure: "The resource ID of the private endpoint",
          either: "The interface endpoint ID or the private endpoint's resource ID"
        ),
        example: "vpce-0c4f1e2d3b5a69788",
        origin: .each(
          aws: "`aws ec2 describe-vpc-endpoints` prints it",
          azure: "`az network private-endpoint show --query id` prints it",
          either: "`aws ec2 describe-vpc-endpoints` or `az network private-endpoint show --query id` prints it"
        )
      )
    case .dns:
      FieldDeclaration(
        "dns",
        .identifier(.endpointAddress),
        "The host name or address that the connection test uses",
        example: "vpce-0c4f1e2d3b5a69788-yfhmywqh.vpce-svc-0a1b2c3d4e5f60718.eu-west-1.vpce.amazonaws.com"
      )
    case .approved:
      FieldDeclaration(
        "approved",
        .date,
        "The day on which the connection request was approved",
        example: "2026-11-20",
        suggestion: .today
      )
    case .verified:
      FieldDeclaration(
        "verified",
        .date,
        "The day on which the connection test passed",
        example: "2026-11-21",
        suggestion: .today
      )
    }
  }
}
