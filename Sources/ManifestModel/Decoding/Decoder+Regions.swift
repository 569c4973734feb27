import Diagnostics
import YAMLTree

extension Decoder {
  /// A region under a key. Where the cloud is not known either shape will do.
  mutating func region(_ slot: WrittenField, _ field: FieldDeclaration, isRequired: Bool, cloud: Cloud?) -> Field<
    RegionID
  > {
    switch scalar(slot, field, isRequired: isRequired) {
    case .absent: return Field()
    case .faulty(let place): return .faulty(at: place)
    case .text(let text, let place):
      let id = file.regions.intern(text)
      let entry = file.regions[id]
      if entry.isKnown, entry.cloud == cloud { return Field(id, at: place) }
      return doubtfulRegion(text, at: place, as: field, on: cloud)
    }
  }

  private mutating func doubtfulRegion(_ text: Text, at place: Place, as field: FieldDeclaration, on cloud: Cloud?)
    -> Field<RegionID>
  {
    guard let text = examine(text, at: place, as: field, isFreeText: false) else { return .faulty(at: place) }
    let id = file.regions.intern(text)
    let entry = file.regions[id]
    if let cloud, !entry.isKnown, case let regions = RegionPlaces.regions(at: text.string, on: cloud), !regions.isEmpty
    {
      MalformedRegion.report(text.string, placeOf: regions, at: place, cloud, to: &findings)
      guard regions.count == 1 else { return .faulty(at: place) }
      return .faulty(at: place, meaning: file.regions.intern(keep(regions[0], for: place)))
    }
    if let cloud, isRegion(text, entry, of: cloud.other), !Region.isAdobeLabel(text.string) {
      CloudMismatch.report(region: text.string, at: place, cloud, to: &findings)
      // Values compared with a project region of the other cloud would take the blame for it.
      return field === ProjectKey.region.field ? .faulty(at: place) : .faulty(at: place, meaning: id)
    }
    if entry.isKnown { return Field(id, at: place) }
    guard let cloud else { return .faulty(at: place) }
    guard entry.cloud == cloud, !Region.isAdobeLabel(text.string) else {
      MalformedRegion.report(text.string, at: place, as: field, on: cloud, to: &findings)
      if let name = Region.code(from: text.string, on: cloud) {
        return Field(file.regions.intern(keep(name, for: place)), at: place)
      }
      let contained =
        Region.ofZone(text.string) ?? Region.ofZoneID(text.string) ?? Region.code(within: text.string, on: cloud)
      let region = contained.map { keep($0, for: place) } ?? text
      return .faulty(at: place, meaning: file.regions.intern(region))
    }
    UnknownRegion.report(text.string, at: FindingPlace(place), cloud, to: &findings)
    return Field(id, at: place)
  }

  /// Whether a text is plainly a region of a cloud: known there by code or name, or of AWS's shape, which nothing in
  /// Azure has.
  private func isRegion(_ text: Text, _ entry: RegionTable.Entry, of cloud: Cloud) -> Bool {
    if entry.isKnown { return entry.cloud == cloud }
    return cloud == .aws && entry.cloud == .aws || Region.code(from: text.string, on: cloud) != nil
  }

  /// Keeps the regions of AWS in an identifier that is at fault, so that they are compared all the same.
  mutating func keepRegions<Value>(of identifier: Field<Value>, owner: String) {
    guard identifier.state == .faulty, !file.environments.isEmpty, tree[identifier.place.node].kind == .scalar,
      !isSecret(identifier.place)
    else { return }
    let text = text(of: identifier.place)
    guard text.count <= 400 else { return }
    var start = 0
    for end in 0...text.count where end == text.count || Decoder.endsName(text.bytes[end]) {
      let range = start..<end
      start = end + 1
      guard Region.isAWS(text[range]), RegionList.known[text[range].string]?.cloud == .aws else { continue }
      file.regionsAtFault.append(
        RegionAtFault(
          environment: file.environments.count - 1,
          place: identifier.place,
          range: TextRange(range),
          owner: owner
        )
      )
    }
  }

  private static func endsName(_ byte: UInt8) -> Bool {
    [UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "/")].contains(byte)
  }

  /// Reports a region inside a name, if it is not known. In names of Azure letter case does not count.
  mutating func checkRegion(_ part: TextRange, of text: Text, at place: Place, on cloud: Cloud = .aws) {
    let name = text[part].string
    let isKnown: Bool
    if cloud == .aws {
      let id = file.regions.intern(text[part])
      isKnown = file.regions[id].isKnown
    } else {
      isKnown = RegionList.isKnown(name.lowercased())
    }
    if !isKnown { UnknownRegion.report(name, at: FindingPlace(place, part), cloud, to: &findings) }
  }
}
