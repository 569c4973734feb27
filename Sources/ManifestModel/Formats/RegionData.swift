/// The regions this tool knows, with the day the lists were drawn up.
///
/// Sources: botocore 1.43.11 `partitions.json` (AWS); azure-cli 2.91.0 and Microsoft's region list (Azure); Adobe's maps of hosting regions
/// (`aws-regions.svg`, `azure-regions.svg`, dated 2025-01-27, page last updated 2026-08-14).
package enum RegionData {
  package static let knownOn = "2026-08-19"
  package static let adobeMapDate = "2025-01-27"

  /// AWS regions on which Adobe's map shows Adobe Commerce.
  static let awsHosting: Set<String> = [
    "us-west-2", "us-west-1", "us-east-2", "us-east-1", "ca-central-1", "sa-east-1", "af-south-1", "ap-southeast-2",
    "ap-northeast-1",
    "ap-northeast-3", "ap-northeast-2", "ap-south-1", "ap-southeast-1", "ap-east-1", "me-south-1", "me-central-1",
    "eu-west-1", "eu-west-2",
    "eu-west-3", "eu-north-1", "eu-central-1", "eu-south-1",
  ]

  static let aws: [String] =
    Array(awsHosting) + [
      "ap-east-2", "ap-south-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6",
      "ap-southeast-7", "ca-west-1",
      "eu-central-2", "eu-south-2", "il-central-1", "mx-central-1", "cn-north-1", "cn-northwest-1", "us-gov-east-1",
      "us-gov-west-1",
      "eusc-de-east-1",
    ]

  /// Azure regions on which Adobe's map shows Adobe Commerce.
  static let azureHosting: Set<String> = [
    "brazilsouth", "southeastasia", "westus2", "northeurope", "eastus", "eastus2", "canadacentral",
    "germanywestcentral", "francecentral",
    "westeurope", "uksouth", "japaneast", "westus3", "southcentralus", "westcentralus", "centralus", "southafricanorth",
    "australiacentral",
    "australiaeast", "centralindia", "eastasia", "uaenorth", "qatarcentral", "switzerlandnorth",
  ]

  static let azure: [String] =
    Array(azureHosting) + [
      "australiacentral2", "australiasoutheast", "brazilsoutheast", "canadaeast", "eastus3", "francesouth",
      "germanynorth", "japanwest",
      "jioindiacentral", "jioindiawest", "koreacentral", "koreasouth", "northcentralus", "norwayeast", "norwaywest",
      "southafricawest",
      "southindia", "swedencentral", "swedensouth", "switzerlandwest", "uaecentral", "ukwest", "westindia", "westus",
      "polandcentral",
      "italynorth", "israelcentral", "spaincentral", "mexicocentral", "newzealandnorth", "austriaeast",
      "belgiumcentral", "chilecentral",
      "indonesiacentral", "malaysiawest", "chinaeast", "chinaeast2", "chinaeast3", "chinanorth", "chinanorth2",
      "chinanorth3",
      "usgovvirginia",
      "usgovarizona", "usgovtexas", "usgoviowa", "usdodeast", "usdodcentral",
    ]

  /// Every known region and what is known of it.
  static let known: [String: (cloud: Cloud, isHosting: Bool)] = {
    var known: [String: (Cloud, Bool)] = [:]
    for name in aws { known[name] = (.aws, awsHosting.contains(name)) }
    for name in azure { known[name] = (.azure, azureHosting.contains(name)) }
    return known
  }()

  /// The names of a cloud's known regions, in alphabetical order.
  package static func names(on cloud: Cloud) -> [String] { (cloud == .aws ? aws : azure).sorted() }
}
