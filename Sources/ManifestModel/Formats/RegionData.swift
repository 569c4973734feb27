/// What this tool knows of regions: the clouds' own lists (`RegionList`), and where Adobe's maps show Adobe Commerce.
///
/// Sources of the maps: `aws-regions.svg`, `azure-regions.svg`, dated 2025-01-27, page last updated 2026-08-14.
package enum RegionData {
  /// The day of the list of a cloud.
  package static func knownOn(_ cloud: Cloud) -> String {
    cloud == .aws ? RegionList.awsKnownOn : RegionList.azureKnownOn
  }

  package static let adobeMapDate = "2025-01-27"

  /// AWS regions on which Adobe's map shows Adobe Commerce.
  static let awsHosting: Set<String> = [
    "us-west-2", "us-west-1", "us-east-2", "us-east-1", "ca-central-1", "sa-east-1", "af-south-1", "ap-southeast-2",
    "ap-northeast-1",
    "ap-northeast-3", "ap-northeast-2", "ap-south-1", "ap-southeast-1", "ap-east-1", "me-south-1", "me-central-1",
    "eu-west-1", "eu-west-2",
    "eu-west-3", "eu-north-1", "eu-central-1", "eu-south-1",
  ]

  /// Azure regions on which Adobe's map shows Adobe Commerce.
  static let azureHosting: Set<String> = [
    "brazilsouth", "southeastasia", "westus2", "northeurope", "eastus", "eastus2", "canadacentral",
    "germanywestcentral", "francecentral",
    "westeurope", "uksouth", "japaneast", "westus3", "southcentralus", "westcentralus", "centralus", "southafricanorth",
    "australiacentral",
    "australiaeast", "centralindia", "eastasia", "uaenorth", "qatarcentral", "switzerlandnorth",
  ]

  /// Every known region and what is known of it.
  static let known: [String: (cloud: Cloud, isHosting: Bool)] = {
    var known: [String: (Cloud, Bool)] = [:]
    for region in RegionList.aws { known[region.code] = (.aws, awsHosting.contains(region.code)) }
    for region in RegionList.azure { known[region.code] = (.azure, azureHosting.contains(region.code)) }
    return known
  }()

  static func isKnown(_ code: String) -> Bool { known[code] != nil }

  /// The names of a cloud's known regions, in alphabetical order.
  package static func names(on cloud: Cloud) -> [String] {
    (cloud == .aws ? RegionList.aws : RegionList.azure).map(\.code)
  }

  // MARK: Other ways to write a region

  /// Display names by code: `Europe (Frankfurt)`.
  static let awsNames = Dictionary(uniqueKeysWithValues: RegionList.aws.map { ($0.code, $0.name) })

  /// Codes by the letters and digits of their display name, and of the name that consoles showed before.
  static let awsByLetters: [String: String] = {
    var codes: [String: String] = [:]
    for region in RegionList.aws {
      let name = letters(of: region.name)
      for written in [name, name.replacing("europe", with: "eu", maxReplacements: 1)] {
        codes[written] = region.code
      }
    }
    return codes
  }()

  /// What `az account list-locations` writes in brackets before a name, as letters.
  static let azureGeographies: Set<String> = [
    "africa", "asiapacific", "canada", "china", "europe", "mexico", "middleeast", "southamerica", "us", "usgov",
    "stageus",
  ]

  /// Letters and digits in lower case.
  static func letters(of text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }
}
