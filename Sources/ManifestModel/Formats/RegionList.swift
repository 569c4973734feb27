/// The regions that this tool knows, of both clouds: codes, display names, and other ways in which people write them.
/// The two lists at the end are written by `make regions`; where Adobe Commerce is hosted is in `HostingRegions`.
package enum RegionList {
  /// The day of the list of a cloud.
  package static func knownOn(_ cloud: Cloud) -> String { cloud == .aws ? awsKnownOn : azureKnownOn }

  /// Every known region and what is known of it.
  static let known: [String: (cloud: Cloud, isHosting: Bool)] = {
    var known: [String: (Cloud, Bool)] = [:]
    for region in aws { known[region.code] = (.aws, HostingRegions.aws.contains(region.code)) }
    for region in azure { known[region.code] = (.azure, HostingRegions.azure.contains(region.code)) }
    return known
  }()

  static func list(of cloud: Cloud) -> [(code: String, name: String)] { cloud == .aws ? aws : azure }

  static func isKnown(_ code: String) -> Bool { known[code] != nil }

  /// The names of a cloud's known regions, in alphabetical order.
  package static func names(on cloud: Cloud) -> [String] {
    list(of: cloud).map(\.code)
  }

  /// What is known of a region: its cloud, its name, whether Adobe's map shows Adobe Commerce there; nil for one that
  /// is not in the list.
  package static func description(of code: String) -> (cloud: Cloud, name: String, isHosting: Bool)? {
    guard let region = known[code] else { return nil }
    return (region.cloud, list(of: region.cloud).first { $0.code == code }?.name ?? code, region.isHosting)
  }

  // MARK: Other ways to write a region

  /// Display names by code: `Europe (Frankfurt)`.
  static let awsNames = Dictionary(uniqueKeysWithValues: aws.map { ($0.code, $0.name) })

  /// Codes by the letters and digits of their display name, and of the name that consoles showed before.
  static let awsByLetters: [String: String] = {
    var codes: [String: String] = [:]
    for region in aws {
      let name = letters(of: region.name)
      let withoutCloud = name.hasPrefix("aws") ? String(name.dropFirst(3)) : name
      for written in [name, withoutCloud, name.replacing("europe", with: "eu", maxReplacements: 1)] {
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

  /// Letters and digits in lower case, without the accent of São Paulo.
  static func letters(of text: String) -> String {
    text.lowercased().filter { $0.isLetter || $0.isNumber }.replacing("ã", with: "a")
  }

  // MARK: The lists (`make regions`)

  /// Source: botocore 1.44.8.
  static let awsKnownOn = "2026-11-20"

  static let aws: [(code: String, name: String)] = [
    ("af-south-1", "Africa (Cape Town)"),
    ("ap-east-1", "Asia Pacific (Hong Kong)"),
    ("ap-east-2", "Asia Pacific (Taipei)"),
    ("ap-northeast-1", "Asia Pacific (Tokyo)"),
    ("ap-northeast-2", "Asia Pacific (Seoul)"),
    ("ap-northeast-3", "Asia Pacific (Osaka)"),
    ("ap-south-1", "Asia Pacific (Mumbai)"),
    ("ap-south-2", "Asia Pacific (Hyderabad)"),
    ("ap-southeast-1", "Asia Pacific (Singapore)"),
    ("ap-southeast-2", "Asia Pacific (Sydney)"),
    ("ap-southeast-3", "Asia Pacific (Jakarta)"),
    ("ap-southeast-4", "Asia Pacific (Melbourne)"),
    ("ap-southeast-5", "Asia Pacific (Malaysia)"),
    ("ap-southeast-6", "Asia Pacific (New Zealand)"),
    ("ap-southeast-7", "Asia Pacific (Thailand)"),
    ("ca-central-1", "Canada (Central)"),
    ("ca-west-1", "Canada West (Calgary)"),
    ("cn-north-1", "China (Beijing)"),
    ("cn-northwest-1", "China (Ningxia)"),
    ("eu-central-1", "Europe (Frankfurt)"),
    ("eu-central-2", "Europe (Zurich)"),
    ("eu-north-1", "Europe (Stockholm)"),
    ("eu-south-1", "Europe (Milan)"),
    ("eu-south-2", "Europe (Spain)"),
    ("eu-west-1", "Europe (Ireland)"),
    ("eu-west-2", "Europe (London)"),
    ("eu-west-3", "Europe (Paris)"),
    ("eusc-de-east-1", "AWS European Sovereign Cloud (Germany)"),
    ("il-central-1", "Israel (Tel Aviv)"),
    ("me-central-1", "Middle East (UAE)"),
    ("me-south-1", "Middle East (Bahrain)"),
    ("me-west-1", "Middle East (Saudi Arabia)"),
    ("mx-central-1", "Mexico (Central)"),
    ("sa-east-1", "South America (Sao Paulo)"),
    ("sa-west-1", "South America (Chile)"),
    ("us-east-1", "US East (N. Virginia)"),
    ("us-east-2", "US East (Ohio)"),
    ("us-gov-east-1", "AWS GovCloud (US-East)"),
    ("us-gov-west-1", "AWS GovCloud (US-West)"),
    ("us-west-1", "US West (N. California)"),
    ("us-west-2", "US West (Oregon)"),
  ]

  /// Source: az account list-locations, and the sovereign clouds.
  static let azureKnownOn = "2026-03-12"

  static let azure: [(code: String, name: String)] = [
    ("australiacentral", "Australia Central"),
    ("australiacentral2", "Australia Central 2"),
    ("australiaeast", "Australia East"),
    ("australiasoutheast", "Australia Southeast"),
    ("austriaeast", "Austria East"),
    ("belgiumcentral", "Belgium Central"),
    ("brazilsouth", "Brazil South"),
    ("brazilsoutheast", "Brazil Southeast"),
    ("canadacentral", "Canada Central"),
    ("canadaeast", "Canada East"),
    ("centralindia", "Central India"),
    ("centralus", "Central US"),
    ("centraluseuap", "Central US EUAP"),
    ("chilecentral", "Chile Central"),
    ("chinaeast", "China East"),
    ("chinaeast2", "China East 2"),
    ("chinaeast3", "China East 3"),
    ("chinanorth", "China North"),
    ("chinanorth2", "China North 2"),
    ("chinanorth3", "China North 3"),
    ("denmarkeast", "Denmark East"),
    ("eastasia", "East Asia"),
    ("eastus", "East US"),
    ("eastus2", "East US 2"),
    ("eastus2euap", "East US 2 EUAP"),
    ("eastus3", "East US 3"),
    ("eastusstg", "East US STG"),
    ("francecentral", "France Central"),
    ("francesouth", "France South"),
    ("germanynorth", "Germany North"),
    ("germanywestcentral", "Germany West Central"),
    ("indonesiacentral", "Indonesia Central"),
    ("israelcentral", "Israel Central"),
    ("italynorth", "Italy North"),
    ("japaneast", "Japan East"),
    ("japanwest", "Japan West"),
    ("jioindiacentral", "Jio India Central"),
    ("jioindiawest", "Jio India West"),
    ("koreacentral", "Korea Central"),
    ("koreasouth", "Korea South"),
    ("malaysiawest", "Malaysia West"),
    ("mexicocentral", "Mexico Central"),
    ("newzealandnorth", "New Zealand North"),
    ("northcentralus", "North Central US"),
    ("northeurope", "North Europe"),
    ("norwayeast", "Norway East"),
    ("norwaywest", "Norway West"),
    ("polandcentral", "Poland Central"),
    ("qatarcentral", "Qatar Central"),
    ("southafricanorth", "South Africa North"),
    ("southafricawest", "South Africa West"),
    ("southcentralus", "South Central US"),
    ("southcentralusstg", "South Central US STG"),
    ("southeastasia", "Southeast Asia"),
    ("southindia", "South India"),
    ("spaincentral", "Spain Central"),
    ("swedencentral", "Sweden Central"),
    ("swedensouth", "Sweden South"),
    ("switzerlandnorth", "Switzerland North"),
    ("switzerlandwest", "Switzerland West"),
    ("uaecentral", "UAE Central"),
    ("uaenorth", "UAE North"),
    ("uksouth", "UK South"),
    ("ukwest", "UK West"),
    ("usdodcentral", "US DoD Central"),
    ("usdodeast", "US DoD East"),
    ("usgovarizona", "US Gov Arizona"),
    ("usgoviowa", "US Gov Iowa"),
    ("usgovtexas", "US Gov Texas"),
    ("usgovvirginia", "US Gov Virginia"),
    ("westcentralus", "West Central US"),
    ("westeurope", "West Europe"),
    ("westindia", "West India"),
    ("westus", "West US"),
    ("westus2", "West US 2"),
    ("westus3", "West US 3"),
  ]
}
