import YAMLTree

/// The places by which people call regions, instead of their codes: cities, states and countries.
enum RegionPlaces {
  /// The regions of a cloud that a text calls by their place: `Frankfurt`, `N. Virginia`, `Dublin, Ireland`. Empty for
  /// anything else.
  static func regions(at text: String, on cloud: Cloud) -> [String] {
    let table = cloud == .aws ? aws : azure
    if let regions = table[name(text)] { return regions }
    let pieces = text.split { ",()/".contains($0) }.map(name).filter { !$0.isEmpty }
    if pieces.count > 1 {
      let found = pieces.map { table[$0] ?? [] }
      let regions = found[0].filter { region in found.allSatisfy { $0.contains(region) } }
      if !regions.isEmpty { return regions }
    }
    // The name that a console has for it is no place alone.
    return Region.code(from: text, on: cloud) == nil ? regions(behindGeographyIn: text, on: cloud, table) : []
  }

  /// `US - Virginia`, `AP Sydney`, `West Europe (Netherlands)`: a place after the words for a part of the world, of
  /// which it has to be.
  private static func regions(behindGeographyIn text: String, on cloud: Cloud, _ table: [String: [String]]) -> [String]
  {
    let words = words(text)
    let before = words.prefix { geographies[$0] != nil }
    guard !before.isEmpty else { return [] }
    let place = words.dropFirst(before.count).joined()
    return (table[place] ?? []).filter { region in
      before.allSatisfy { word in
        let parts = geographies[word] ?? []
        return parts.isEmpty || parts.contains { region.contains($0) }
      }
    }
  }

  /// Words for a part of the world, and what the codes of its regions contain, one of these. Of Azure's codes in Europe
  /// and Asia nothing is known.
  private static let geographies: [String: [String]] = [
    "us": ["us-", "us"], "usa": ["us-", "us"], "eu": [], "europe": [], "ap": [], "asia": [], "pacific": [],
    "ca": ["ca-", "canada"], "canada": ["ca-", "canada"], "uk": ["uk", "eu-west-2"],
    "east": ["east"], "west": ["west"], "north": ["north"], "south": ["south"], "central": ["central"],
  ]

  /// The letters of a place, without the words that only say that a region follows.
  private static func name(_ text: some StringProtocol) -> String {
    words(text).joined()
  }

  private static func words(_ text: some StringProtocol) -> [String] {
    text.lowercased().replacing("ã", with: "a").split { !$0.isLetter }.map(String.init)
      .drop { ["aws", "azure", "region"].contains($0) }.map { $0 }
  }

  /// AWS: the place in each region's name (`Europe (Frankfurt)`), and what else these places are called.
  private static let aws: [String: [String]] = {
    var places = table(
      "us-east-1: virginia northernvirginia",
      "us-west-1: california northerncalifornia",
      "eu-west-1: dublin",
      "eu-west-2: uk unitedkingdom greatbritain england",
      "eu-west-3: france",
      "eu-north-1: sweden",
      "eu-south-1: italy",
      "eu-central-1: germany",
      "eusc-de-east-1: germany",
      "eu-central-2: switzerland",
      "ap-northeast-1: japan",
      "ap-northeast-3: japan",
      "ap-northeast-2: korea southkorea",
      "ap-south-1: india",
      "ap-south-2: india",
      "ap-southeast-2: australia",
      "ap-southeast-4: australia",
      "ap-southeast-3: indonesia",
      "ca-central-1: montreal canada",
      "ca-west-1: canada",
      "sa-east-1: brazil",
      "af-south-1: southafrica",
      "me-central-1: dubai",
      "il-central-1: israel"
    )
    for region in RegionList.aws {
      guard let start = region.name.firstIndex(of: "("), let end = region.name.lastIndex(of: ")") else { continue }
      let place = name(region.name[start..<end])
      // These are directions, or said of several regions.
      if ["central", "germany", "useast", "uswest"].contains(place) { continue }
      places[place, default: []].append(region.code)
    }
    return places
  }()

  /// Azure: the physical locations of Microsoft's list of regions.
  private static let azure = table(
    "westeurope: netherlands amsterdam",
    "northeurope: ireland dublin",
    "germanywestcentral: frankfurt germany",
    "germanynorth: berlin germany",
    "francecentral: paris france",
    "francesouth: marseille france",
    "uksouth: london uk unitedkingdom england",
    "ukwest: cardiff uk unitedkingdom wales",
    "switzerlandnorth: zurich switzerland",
    "switzerlandwest: geneva switzerland",
    "norwayeast: norway oslo",
    "norwaywest: norway",
    "swedencentral: sweden",
    "swedensouth: sweden",
    "polandcentral: warsaw poland",
    "italynorth: milan italy",
    "spaincentral: madrid spain",
    "austriaeast: vienna austria",
    "belgiumcentral: brussels belgium",
    "denmarkeast: copenhagen denmark",
    "eastus: virginia northernvirginia",
    "eastus2: virginia northernvirginia",
    "centralus: iowa",
    "northcentralus: illinois chicago",
    "southcentralus: texas sanantonio",
    "westus: california",
    "westus2: washington",
    "westus3: arizona phoenix",
    "westcentralus: wyoming",
    "canadacentral: toronto canada",
    "canadaeast: quebec canada",
    "mexicocentral: queretaro mexico",
    "brazilsouth: saopaulo brazil",
    "brazilsoutheast: riodejaneiro brazil",
    "chilecentral: santiago chile",
    "eastasia: hongkong",
    "southeastasia: singapore",
    "japaneast: tokyo japan",
    "japanwest: osaka japan",
    "koreacentral: seoul korea southkorea",
    "koreasouth: busan korea southkorea",
    "australiaeast: sydney newsouthwales australia",
    "australiasoutheast: melbourne victoria australia",
    "australiacentral: canberra australia",
    "centralindia: pune india",
    "southindia: chennai india",
    "westindia: mumbai india",
    "indonesiacentral: jakarta indonesia",
    "malaysiawest: kualalumpur malaysia",
    "newzealandnorth: auckland newzealand",
    "uaenorth: dubai",
    "uaecentral: abudhabi",
    "qatarcentral: doha qatar",
    "israelcentral: israel",
    "southafricanorth: johannesburg southafrica",
    "southafricawest: capetown southafrica"
  )

  /// `"region: place place"` as place to regions.
  private static func table(_ lines: String...) -> [String: [String]] {
    lines.reduce(into: [:]) { places, line in
      let words = line.split(separator: " ")
      for word in words.dropFirst() { places[String(word), default: []].append(String(words[0].dropLast())) }
    }
  }
}
