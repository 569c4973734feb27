/// What is known of Adobe's way to an endpoint service of the customer's.
package enum ServiceEnablementKey: Int, MappingKey {
  case endpoints

  package static let table = KeyTable(allCases.map(\.declaration))
  package static let mapping = MappingDeclaration(
    "endpoint service's enablement",
    under: "enablement",
    doc: "What is known about Adobe's connection to this endpoint service",
    keys: ServiceEnablementKey.self
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
    under: "enablement",
    doc: "What is known about your network's connection to Adobe Commerce, from the ticket and the cloud",
    keys: EnablementKey.self
  )

  package var declaration: FieldDeclaration {
    switch self {
    case .ticket: FieldDeclaration("ticket", .word, "The number of the support ticket", example: "\"251234567\"")
    case .serviceName:
      FieldDeclaration(
        "service_name",
        .identifier(.serviceName),
        cloud: .aws,
        "Adobe's endpoint service, as named in the reply to the ticket",
        example: "com.amazonaws.vpce.eu-west-1.vpce-svc-0a1b2c3d4e5f60718",
        origin: "Adobe names it in its reply to the ticket"
      )
    case .resourceID:
      FieldDeclaration(
        "resource_id",
        .identifier(.adobeResourceID),
        cloud: .azure,
        "Adobe's Private Link service: its resource ID or alias",
        example: "adobe-pls.1b2c3d4e-5f60-4718-8a9b-0c1d2e3f4a5b.westeurope.azure.privatelinkservice",
        origin: "Adobe names it in its reply to the ticket"
      )
    case .adobeSubscription:
      FieldDeclaration(
        "adobe_subscription",
        .identifier(.subscription),
        cloud: .azure,
        "The subscription Adobe connects from",
        example: "4d3c2b1a-0f9e-4d8c-b7a6-5e4f3d2c1b0a",
        origin: "Adobe names it in its reply to the ticket"
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
