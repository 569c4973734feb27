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
      return doubtfulRegion(text, place, field, cloud)
    }
  }

  private mutating func doubtfulRegion(_ text: Text, _ place: Place, _ field: FieldDeclaration, _ cloud: Cloud?)
    -> Field<RegionID>
  {
    guard let text = examine(text, place, field, isFreeText: false) else { return .faulty(at: place) }
    let id = file.regions.intern(text)
    let entry = file.regions[id]
    if let cloud, isRegion(text, entry, of: cloud.other), !Region.isAdobeLabel(text.string) {
      CloudMismatch.report(
        "\(Display.quoted(text.string)) is \(cloud == .aws ? "an Azure" : "an AWS") region",
        at: place,
        cloud,
        help: "give the \(cloud.name) region of the project, or correct the project's `cloud`",
        &findings
      )
      return .faulty(at: place)
    }
    if entry.isKnown { return Field(id, at: place) }
    guard let cloud else { return .faulty(at: place) }
    guard entry.cloud == cloud, !Region.isAdobeLabel(text.string) else {
      MalformedRegion.report(text.string, at: place, field, cloud, &findings)
      guard let name = Region.code(from: text.string, on: cloud) else { return .faulty(at: place) }
      return Field(file.regions.intern(keep(name, for: place)), at: place)
    }
    UnknownRegion.report(text.string, at: FindingPlace(place), cloud, &findings)
    return Field(id, at: place)
  }

  /// Whether a text is plainly a region of a cloud: known there by code or name, or of AWS's shape, which nothing in Azure has.
  private func isRegion(_ text: Text, _ entry: RegionTable.Entry, of cloud: Cloud) -> Bool {
    if entry.isKnown { return entry.cloud == cloud }
    return cloud == .aws && entry.cloud == .aws || Region.code(from: text.string, on: cloud) != nil
  }

  /// Reports a region inside a name, where it is not known. In names of Azure letter case does not count.
  mutating func checkRegion(_ part: TextRange, of text: Text, at place: Place, on cloud: Cloud = .aws) {
    let name = text[part].string
    let isKnown: Bool
    if cloud == .aws {
      let id = file.regions.intern(text[part])
      isKnown = file.regions[id].isKnown
    } else {
      isKnown = RegionData.isKnown(name.lowercased())
    }
    if !isKnown { UnknownRegion.report(name, at: FindingPlace(place, part), cloud, &findings) }
  }
}
