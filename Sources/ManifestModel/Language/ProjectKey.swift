/// An Adobe Commerce on cloud infrastructure project.
package enum ProjectKey: Int, MappingKey {
  case title, plan, cloud, region, environments

  package static let table = KeyTable(allCases.map(\.declaration))
  package static let mapping = MappingDeclaration(
    "project",
    doc: "An Adobe Commerce on cloud infrastructure project",
    keys: ProjectKey.self
  )

  package var declaration: FieldDeclaration {
    switch self {
    case .title: FieldDeclaration("title", .text, "What people call the project", example: "EU storefront")
    case .plan:
      FieldDeclaration(
        "plan",
        .enumeration(Plan.allCases.map(\.rawValue)),
        .required,
        "The plan of the project; PrivateLink is for Pro",
        example: "pro",
        origin: "ask your Adobe account team, or look in the Cloud Console"
      )
    case .cloud:
      FieldDeclaration(
        "cloud",
        .enumeration(Cloud.allCases.map(\.rawValue)),
        .required,
        "The cloud on which the project's Pro clusters run",
        example: "aws",
        origin: "ask your Adobe account team"
      )
    case .region:
      FieldDeclaration(
        "region",
        .identifier(.region),
        .required,
        "The cloud region where this Adobe Commerce instance runs",
        example: "eu-west-1",
        origin:
          """
          ask your Adobe account team for the cloud region of the Pro cluster; it cannot be derived from the label \
          that `magento-cloud project:info` shows
          """
      )
    case .environments:
      FieldDeclaration(
        "environments",
        .named(.environmentID, EnvironmentKey.mapping),
        .required,
        "The environments to connect, by environment ID; at least one",
        example: "{ production: … }",
        origin: "`magento-cloud environment:list` prints the environment IDs"
      )
    }
  }
}
