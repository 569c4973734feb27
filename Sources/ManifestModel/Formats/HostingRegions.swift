/// The regions where Adobe's maps show Adobe Commerce.
///
/// Sources: `aws-regions.svg`, `azure-regions.svg`, dated 2025-01-27, page last updated 2026-08-14.
package enum HostingRegions {
  package static let mapDate = "2025-01-27"

  static let aws: Set<String> = [
    "us-west-2", "us-west-1", "us-east-2", "us-east-1", "ca-central-1", "sa-east-1", "af-south-1", "ap-southeast-2",
    "ap-northeast-1",
    "ap-northeast-3", "ap-northeast-2", "ap-south-1", "ap-southeast-1", "ap-east-1", "me-south-1", "me-central-1",
    "eu-west-1", "eu-west-2",
    "eu-west-3", "eu-north-1", "eu-central-1", "eu-south-1",
  ]

  static let azure: Set<String> = [
    "brazilsouth", "southeastasia", "westus2", "northeurope", "eastus", "eastus2", "canadacentral",
    "germanywestcentral", "francecentral",
    "westeurope", "uksouth", "japaneast", "westus3", "southcentralus", "westcentralus", "centralus", "southafricanorth",
    "australiacentral",
    "australiaeast", "centralindia", "eastasia", "uaenorth", "qatarcentral", "switzerlandnorth",
  ]
}
