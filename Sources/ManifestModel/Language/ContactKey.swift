/// Somebody who answers questions about the ticket.
package enum ContactKey: Int, MappingKey {
  case name, email

  package static let table = KeyTable(allCases.map(\.declaration))
  package static let mapping = MappingDeclaration(
    "contact",
    doc: "A person or team that answers questions about the ticket",
    keys: ContactKey.self
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
        origin: "name the person or team that answers questions about the ticket"
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
