/// The customer's cloud account.
package enum CustomerKey: Int, MappingKey {
  case account, region, subscriptions

  package static let table = KeyTable(allCases.map(\.declaration))
  package static let mapping = MappingDeclaration(
    "customer",
    under: "customer",
    doc: "Your cloud account, from which the endpoints connect",
    keys: CustomerKey.self
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
          aws: "The region of your endpoint's VPC, which must be the same as the project's",
          azure: "The region of your endpoint's VNet, which must be the same as the project's",
          either: "The region of your endpoint's VPC or VNet, which must be the same as the project's"
        ),
        example: "eu-west-1",
        origin: .each(
          aws: "the AWS console shows it at the top right",
          azure: "`az network vnet show --query location` prints it",
          either: "the AWS console shows it at the top right, or `az network vnet show --query location` prints it"
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
