import Diagnostics
import YAMLTree

/// `malformed-region`.
package enum MalformedRegion {
  package static let about = RuleAbout(
    "malformed-region",
    .values,
    .error,
    .malformed,
    summary: "A region that does not have the form of a region code of the project's cloud.",
    why:
      """
      Adobe compares your region with the project's. An Availability Zone, or one of Adobe's own labels, cannot be \
      compared.
      """,
    remedy: "Write the region code of the cloud, such as `eu-west-1` or `westeurope`.",
    basis: .service("Prerequisites"),
    example: .init(.aws, bad: [("          region: eu-west-1", "          region: eu-west-1a")])
  )
}

extension MalformedRegion {
  static func report(
    _ text: String,
    at place: Place,
    as field: FieldDeclaration,
    on cloud: Cloud,
    to findings: inout Findings
  ) {
    let example = cloud == .azure ? "westeurope" : "eu-west-1"
    let whereFound = field.origin?.on(cloud) ?? "it is the region in the name of the service"
    if let name = Region.code(from: text, on: cloud) {
      let isDisplayName = text.split(separator: " ").count > 1 && text.contains(where: \.isLowercase)
      add(
        """
        \(Display.quoted(text)) is \(isDisplayName ? "the display name of" : "a variant of the code of") \
        \(cloud == .azure ? "an Azure" : "an AWS") region
        """,
        at: place,
        label: "its name is `\(name)`",
        help: "write the code: `\(name)`",
        fix: (.safe, name),
        to: &findings
      )
    } else if cloud == .aws, let region = Region.ofZone(text) ?? Region.ofZoneID(text) {
      add(
        "\(Display.quoted(text)) is an Availability Zone, not a region",
        at: place,
        label: "a zone of `\(region)`",
        help: "write the region: `\(region)`",
        fix: (.suggested, region),
        to: &findings
      )
    } else if let region = Region.code(within: text, on: cloud) {
      add(
        "\(Display.quoted(text)) contains more than a region code",
        at: place,
        label: "the code in it is `\(region)`",
        help: "write the code alone: `\(region)`",
        fix: (.suggested, region),
        to: &findings
      )
    } else if Region.isAdobeLabel(text) {
      add(
        "\(Display.quoted(text)) is a label of Adobe's own platform, not a cloud region",
        at: place,
        label: "not a cloud region",
        help: "write a code such as `\(example)`; \(whereFound)",
        to: &findings
      )
    } else {
      let suggestion = NearestRegion(text, on: cloud)
      let nearest = suggestion.region
      add(
        "\(Display.quoted(text)) is not an \(cloud.name) region",
        at: place,
        label: nearest.map { "did you mean `\($0)`?" } ?? "not a region code",
        help: suggestion.advice.map { "write the region's code; \($0)" }
          ?? "write the region's code, such as `\(example)`; \(whereFound)",
        fix: nearest.map { (.suggested, $0) },
        to: &findings
      )
    }
  }

  /// A city, state or country in the place of a code; `regions` are there.
  static func report(
    _ text: String,
    placeOf regions: [String],
    at place: Place,
    _ cloud: Cloud,
    to findings: inout Findings
  ) {
    let codes = Display.list(regions.map { "`\($0)`" }, "or")
    add(
      "\(Display.quoted(text)) is a place, not an \(cloud.name) region code",
      at: place,
      label: regions.count == 1 ? "the region there is \(codes)" : "not a region code",
      help: "write the code: \(codes)",
      fix: regions.count == 1 ? (.suggested, regions[0]) : nil,
      to: &findings
    )
  }

  private static func add(
    _ message: String,
    at place: Place,
    label: String,
    help: String,
    fix: (safety: Fix.Safety, region: String)? = nil,
    to findings: inout Findings
  ) {
    let span = findings.tree[place.node].span
    let fix = fix.map { Fix($0.safety, "write `\($0.region)`", edits: [Edit(span, $0.region)]) }
    findings.add(about, at: FindingPlace(place), message, label: label, help: help, fix: fix)
  }
}
