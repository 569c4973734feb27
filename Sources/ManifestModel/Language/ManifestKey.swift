/// The manifest itself: one YAML document.
package enum ManifestKey: Int, MappingKey {
  case version, limits, company, contacts, projects

  package static let table = KeyTable(allCases.map(\.declaration))
  package static let mapping = MappingDeclaration(
    "manifest",
    "One YAML document: the PrivateLink connections of one company's projects",
    ManifestKey.self
  )

  package var declaration: FieldDeclaration {
    switch self {
    case .version:
      FieldDeclaration(
        "version",
        .integer(1...1),
        .required,
        "The version of the manifest language",
        example: "1",
        origin: "write `version: 1`"
      )
    case .limits:
      FieldDeclaration(
        "limits",
        .enumeration(Edition.all.map(\.id)),
        default: Edition.standard.id,
        "The edition of Adobe's documented limits to check against",
        example: "2023-03"
      )
    case .company:
      FieldDeclaration(
        "company",
        .text,
        .required,
        "The company as Adobe knows it; it goes into the ticket's subject",
        example: "Northwind Outfitters",
        origin: "write the name in your company's Adobe Commerce contract"
      )
    case .contacts:
      FieldDeclaration(
        "contacts",
        .list(.mapping(ContactKey.mapping)),
        "Who answers questions about the ticket",
        example: "[{ name: Network Operations, email: netops@northwind.example }]"
      )
    case .projects:
      FieldDeclaration(
        "projects",
        .named(.projectID, ProjectKey.mapping),
        .required,
        "The Adobe Commerce projects by project ID; at least one",
        example: "{ yw1unoukjcawe: … }",
        origin: "`magento-cloud project:info` prints the project ID"
      )
    }
  }
}

/// Somebody who answers the ticket.
package enum ContactKey: Int, MappingKey {
  case name, email

  package static let table = KeyTable(allCases.map(\.declaration))
  package static let mapping = MappingDeclaration(
    "contact",
    "A person or team that answers questions about the ticket",
    ContactKey.self
  )

  package var declaration: FieldDeclaration {
    switch self {
    case .name:
      FieldDeclaration(
        "name",
        .text,
        .required,
        "The person or team",
        example: "Network Operations",
        origin: "name the person or team that answers the ticket"
      )
    case .email:
      FieldDeclaration(
        "email",
        .identifier(.email),
        .required,
        "The address to write to",
        example: "netops@northwind.example",
        origin: "give the address that support can write to"
      )
    }
  }
}

/// An Adobe Commerce on cloud infrastructure project.
package enum ProjectKey: Int, MappingKey {
  case title, plan, cloud, region, environments

  package static let table = KeyTable(allCases.map(\.declaration))
  package static let mapping = MappingDeclaration(
    "project",
    "An Adobe Commerce on cloud infrastructure project",
    ProjectKey.self
  )

  package var declaration: FieldDeclaration {
    switch self {
    case .title: FieldDeclaration("title", .text, "What people call the project", example: "EU storefront")
    case .plan:
      FieldDeclaration(
        "plan",
        .enumeration(["pro", "starter"]),
        .required,
        "The plan of the project; PrivateLink is for Pro",
        example: "pro",
        origin: "ask your Adobe account team, or look in the Cloud Console"
      )
    case .cloud:
      FieldDeclaration(
        "cloud",
        .enumeration(["aws", "azure"]),
        .required,
        "The cloud on which the project's Pro clusters run",
        example: "aws",
        origin: "ask your Adobe account team which cloud the Pro clusters run on"
      )
    case .region:
      FieldDeclaration(
        "region",
        .identifier(.region),
        .required,
        "The cloud region where this Adobe Commerce instance runs",
        example: "eu-west-1",
        origin:
          "ask your Adobe account team for the cloud region of the Pro cluster; it cannot be derived from the label that `magento-cloud project:info` shows"
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
