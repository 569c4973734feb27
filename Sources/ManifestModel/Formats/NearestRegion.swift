import Diagnostics

/// The known regions that a text may be meant for. They are of one geography: a typo does not lead from one to another.
struct NearestRegion {
  /// The one region that is left; nil if there is none, or several.
  let region: String?
  /// Two or three regions to choose from, where one cannot be known.
  let candidates: [String]

  init(_ text: String, on cloud: Cloud) {
    let wanted = RegionWords(text.lowercased(), on: cloud)
    let members = RegionWords.known(on: cloud).filter { wanted.geographies.contains($0.geography) }
    // Those with the same words for the direction, else the nearest ones.
    let same = members.filter { $0.isSameDirection(as: wanted) }
    let near = same.isEmpty ? NearestRegion.nearest(to: wanted, among: members) : same
    let exact = near.filter { $0.number == wanted.number }
    let found = exact.count == 1 ? exact : near
    if found.count == 1 {
      (region, candidates) = (found[0].name, [])
    } else {
      let choice = found.isEmpty ? members : found
      (region, candidates) = (
        choice.count == 1 ? choice[0].name : nil, choice.count < 2 ? [] : choice.prefix(3).map(\.name)
      )
    }
  }

  /// Those whose direction is misspelt by the fewest letters. A direction that is spelt well is another direction, and
  /// has no neighbour.
  private static func nearest(to wanted: RegionWords, among members: [RegionWords]) -> [RegionWords] {
    guard !wanted.isDirectionKnown else { return [] }
    let direction = Array(wanted.direction.utf8)
    let distances = members.compactMap { member in
      NearestName.distance(
        from: direction,
        to: Array(member.direction.utf8),
        atMost: max(1, min(2, direction.count / 3))
      ).map {
        (member, $0)
      }
    }
    let least = distances.map(\.1).min()
    return distances.filter { $0.1 == least }.map(\.0)
  }

  /// What may be meant.
  var advice: String? {
    candidates.isEmpty ? nil : "the most similar codes are \(Display.list(candidates.map { "`\($0)`" }, "and"))"
  }
}

/// The words of a region's name: where on earth, in which direction, and a number.
private struct RegionWords {
  let name: String
  /// The geography of a known region; of other texts each one that it may be.
  let geographies: Set<String>
  /// The words for the direction, joined.
  let direction: String
  let number: String
  let isDirectionKnown: Bool

  var geography: String { geographies.first ?? "" }

  func isSameDirection(as other: RegionWords) -> Bool {
    direction.utf8.sorted() == other.direction.utf8.sorted() && other.isDirectionKnown
  }

  init(_ name: String, on cloud: Cloud) {
    self = cloud == .aws ? RegionWords(aws: name) : RegionWords(azure: name)
  }

  private init(name: String, geographies: Set<String>, direction: String, number: String) {
    self.name = name
    self.geographies = geographies
    self.direction = direction
    self.number = number
    isDirectionKnown = RegionWords.directionsOnly(direction)
  }

  // MARK: AWS

  /// `us-gov-west-1`: geography, direction and number by dashes, of which some may be missing (`euwest-1`, `useast1`).
  private init(aws name: String) {
    let words = name.split { "-_ ".contains($0) }.map(String.init)
    let number = String(name.reversed().prefix { ("0"..."9").contains($0) }.reversed())
    let letters = words.joined().dropLast(number.count)
    let byWords = RegionWords.awsGeographies.filter { words.starts(with: $0) }
    let found = byWords.isEmpty ? RegionWords.awsGeographies.filter { letters.hasPrefix($0.joined()) } : byWords
    let geography = found.max { ($0.count, $1.joined()) < ($1.count, $0.joined()) } ?? []
    self.init(
      name: name,
      geographies: geography.isEmpty ? [] : [geography.joined(separator: "-")],
      direction: String(letters.dropFirst(geography.joined().count)),
      number: number
    )
  }

  private static let awsGeographies: Set<[String]> = Set(
    RegionList.names(on: .aws).map { $0.split(separator: "-").dropLast(2).map(String.init) }
  )

  // MARK: Azure

  /// `germanywestcentral`: a geography with directions before or after it, and a number.
  private init(azure name: String) {
    let text = String(name.unicodeScalars.filter { !"-_ ".unicodeScalars.contains($0) })
    let number = String(text.reversed().prefix { $0.isNumber }.reversed())
    let letters = String(text.dropLast(number.count))
    let (geography, direction) = RegionWords.withoutDirections(letters)
    if let known = RegionWords.azureGeography(near: geography) {
      self.init(name: name, geographies: [known], direction: direction, number: number)
    } else if let known = RegionWords.azureGeographies.filter({ letters.hasPrefix($0) || letters.hasSuffix($0) })
      // The order of a set is another one in each run: of two that are as long the first by name.
      .max(by: { ($0.count, $1) < ($1.count, $0) })
    {
      // The direction is misspelt.
      let rest = letters.hasSuffix(known) ? letters.dropLast(known.count) : letters.dropFirst(known.count)
      self.init(name: name, geographies: [known], direction: String(rest), number: number)
    } else {
      self.init(name: name, geographies: [], direction: direction, number: number)
    }
  }

  private static let directions = [
    "northwest", "northeast", "southwest", "southeast", "north", "south", "east", "west", "central",
  ]

  /// Takes directions off both ends.
  private static func withoutDirections(_ letters: String) -> (geography: String, direction: String) {
    var rest = letters
    var found = ""
    while let word = directions.first(where: { rest.hasSuffix($0) || rest.hasPrefix($0) }), rest != word {
      rest = String(rest.hasSuffix(word) ? rest.dropLast(word.count) : rest.dropFirst(word.count))
      found += word
    }
    return (rest, found)
  }

  /// Whether a text is made of directions alone.
  private static func directionsOnly(_ text: String) -> Bool {
    var rest = Substring(text)
    while let word = directions.first(where: rest.hasPrefix) { rest = rest.dropFirst(word.count) }
    return rest.isEmpty
  }

  private static let azureGeographies = Set(
    RegionList.names(on: .azure).map { withoutDirections($0.filter { !$0.isNumber }).geography }
  )

  private static let otherNames = [
    "eu": "europe", "usa": "us", "america": "us", "unitedstates": "us", "gb": "uk", "unitedkingdom": "uk",
    "britain": "uk",
  ]

  private static func azureGeography(near word: String) -> String? {
    if azureGeographies.contains(word) { return word }
    if let name = otherNames[word] { return name }
    guard word.count > 4 else { return nil }
    let near = azureGeographies.filter {
      $0.count > 4
        && NearestName.distance(from: Array(word.utf8), to: Array($0.utf8), atMost: word.count > 7 ? 2 : 1) != nil
    }
    return near.count == 1 ? near.first : nil
  }

  // MARK: Known regions

  private static let knownOnAWS = RegionList.names(on: .aws).map { RegionWords($0, on: .aws) }
  private static let knownOnAzure = RegionList.names(on: .azure).map { RegionWords($0, on: .azure) }

  static func known(on cloud: Cloud) -> [RegionWords] { cloud == .aws ? knownOnAWS : knownOnAzure }
}
