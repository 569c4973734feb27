/// An interface endpoint or private endpoint.
package enum EndpointKey: Int, MappingKey {
  case id, dns, approved, verified

  package static let table = KeyTable(allCases.map(\.declaration))
  package static let mapping = MappingDeclaration(
    "endpoint",
    doc: "An interface endpoint (AWS) or private endpoint (Azure)",
    keys: EndpointKey.self
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
