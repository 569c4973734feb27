/// The manifest itself: one YAML document.
package enum ManifestKey: Int, MappingKey {
  case version, limits, company, contacts, projects

  package static let table = KeyTable(allCases.map(\.declaration))
  package static let mapping = MappingDeclaration(
    "manifest",
    doc: "One YAML document: the PrivateLink connections of one company's projects",
    keys: ManifestKey.self
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
        origin: "use the company name that appears in your Adobe Commerce contract"
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
        origin: "add a project under its ID, which `magento-cloud project:info` prints"
      )
    }
  }
}
