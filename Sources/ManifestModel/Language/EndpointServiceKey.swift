/// An endpoint service in the customer's network.
package enum EndpointServiceKey: Int, MappingKey {
  case serviceName, resourceID, region, ports, allowedPrincipals, acceptanceRequired, privateDNS, loadBalancers,
    enablement

  package static let table = KeyTable(allCases.map(\.declaration))
  package static let mapping = MappingDeclaration(
    "endpoint service",
    doc: "An endpoint service (AWS) or Private Link service (Azure) in your network that Adobe Commerce connects to",
    keys: EndpointServiceKey.self
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
        origin: "list the ports on which the service's load balancer listens"
      )
    case .allowedPrincipals:
      FieldDeclaration(
        "allowed_principals",
        .list(.identifier(.principal)),
        cloud: .aws,
        "Who may connect, as ARNs; Adobe's principal must be among them",
        example: "[\"\(Principal.adobeRoot)\"]",
        origin:
          """
          run `aws ec2 modify-vpc-endpoint-service-permissions --service-id vpce-svc-… --add-allowed-principals \
          \(Principal.adobeRoot)` to allow Adobe, then write `\(Principal.adobeRoot)` here
          """
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
        "Private DNS, which Adobe does not offer: `true` is not allowed",
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
