import Diagnostics
import YAMLTree

/// `malformed-region`.
package enum MalformedRegion {
  package static let about = RuleAbout(
    "malformed-region",
    .values,
    .error,
    .malformed,
    summary: "A region that has not the shape of a region code of the project's cloud.",
    why: "Adobe compares your region with the project's; an availability zone or one of Adobe's own labels is neither.",
    remedy: "Write the region code of the cloud, such as `eu-west-1` or `westeurope`.",
    basis: .service("Prerequisites"),
    example: .init(.aws, bad: [("          region: eu-west-1", "          region: eu-west-1a")])
  )
}

/// `unknown-region`.
package enum UnknownRegion {
  package static let about = RuleAbout(
    "unknown-region",
    .values,
    .warning,
    .malformed,
    summary: "A region of the right shape that is not in the tool's list.",
    why: "It is misspelt, or newer than the list.",
    remedy: "Take the nearest name, or go on if the region is new.",
    basis: .fact("AWS and Azure region lists as of \(RegionData.knownOn)"),
    example: .init(.aws, bad: [("    region: eu-west-1\n    environments", "    region: eu-wset-1\n    environments")])
  )
}

extension Decoder {
  /// A region under a key. Where the cloud is not known either shape will do.
  mutating func region(_ slot: Slot, _ field: FieldDeclaration, isRequired: Bool, cloud: Cloud?) -> Field<RegionID> {
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
      reportValueOfOtherCloud(
        "\(Shown.quoted(text.string)) is \(cloud == .aws ? "an Azure" : "an AWS") region",
        at: place,
        cloud,
        help: "give the \(cloud.name) region of the project, or correct the project's `cloud`"
      )
      return .faulty(at: place)
    }
    if entry.isKnown { return Field(id, at: place) }
    guard let cloud else { return .faulty(at: place) }
    guard entry.cloud == cloud, !Region.isAdobeLabel(text.string) else {
      return reportMalformedRegion(text.string, place, field, cloud)
    }
    reportUnknownRegion(text.string, Spot(place), cloud)
    return Field(id, at: place)
  }

  /// Whether a text is plainly a region of a cloud: known there, or of AWS's shape, which nothing in Azure has.
  private func isRegion(_ text: Text, _ entry: RegionTable.Entry, of cloud: Cloud) -> Bool {
    if entry.isKnown { return entry.cloud == cloud }
    return cloud == .aws ? entry.cloud == .aws : Region.azureName(from: text.string) != nil
  }

  /// Reports a region inside a name of AWS, where it is not known.
  mutating func checkRegion(_ part: Part, of text: Text, at place: Place) {
    let id = file.regions.intern(text[part])
    guard !file.regions[id].isKnown else { return }
    reportUnknownRegion(text[part].string, Spot(place, part), .aws)
  }

  private mutating func reportUnknownRegion(_ text: String, _ spot: Spot, _ cloud: Cloud) {
    let nearest = NearestName.of(text, among: RegionData.names(on: cloud))
    findings.add(
      UnknownRegion.about,
      at: spot,
      "\(Shown.quoted(text)) is not among the \(cloud.name) regions known on \(RegionData.knownOn)",
      label: nearest.map { "perhaps `\($0)`" } ?? "not known",
      help:
        "check the name with `\(cloud == .aws ? "aws ec2 describe-regions" : "az account list-locations")`; a region newer than the list is fine",
      fix: nearest.flatMap { name in
        findings.editableSpan(of: spot).map { Fix(.suggested, "write `\(name)`", [Edit($0, name)]) }
      }
    )
  }

  private mutating func reportMalformedRegion(_ text: String, _ place: Place, _ field: FieldDeclaration, _ cloud: Cloud)
    -> Field<RegionID>
  {
    let span = tree[place.node].span
    let whereFound = field.origin?.on(cloud) ?? "it is the region in the name of the service"
    func add(_ message: String, label: String, help: String, fix: Fix? = nil) {
      findings.add(MalformedRegion.about, at: Spot(place), message, label: label, help: help, fix: fix)
    }
    if let name = Region.azureName(from: text) {
      add(
        "\(Shown.quoted(text)) is the display name of an Azure region",
        label: "its code is `\(name)`",
        help: "write the code: `\(name)`",
        fix: Fix(.safe, "write `\(name)`", [Edit(span, name)])
      )
      return Field(file.regions.intern(keep(name, for: place)), at: place)
    }
    if let region = Region.ofZone(text) {
      add(
        "\(Shown.quoted(text)) is an availability zone, not a region",
        label: "a zone of `\(region)`",
        help: "write the region: `\(region)`",
        fix: Fix(.suggested, "write `\(region)`", [Edit(span, region)])
      )
    } else if Region.isAdobeLabel(text) {
      add(
        "\(Shown.quoted(text)) is a label of Adobe's own platform, not a cloud region",
        label: "not a cloud region",
        help: "write a code such as `\(cloud == .azure ? "westeurope" : "eu-west-1")`; \(whereFound)"
      )
    } else {
      let nearest = NearestName.of(text, among: RegionData.names(on: cloud))
      add(
        "\(Shown.quoted(text)) is not a region of \(cloud.name)",
        label: nearest.map { "perhaps `\($0)`" } ?? "not a region code",
        help: "write the region's code, such as `\(cloud == .azure ? "westeurope" : "eu-west-1")`; \(whereFound)",
        fix: nearest.map { Fix(.suggested, "write `\($0)`", [Edit(span, $0)]) }
      )
    }
    return .faulty(at: place)
  }

  /// Keeps a repaired text for a node.
  mutating func keep(_ text: String, for place: Place) -> Text {
    let replaced = ReplacedText(text)
    file.replacedTexts[place.node] = replaced
    findings.markRepaired(place.node)
    return replaced.text
  }
}
