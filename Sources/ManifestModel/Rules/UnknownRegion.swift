import Diagnostics
import YAMLTree

/// `unknown-region`.
package enum UnknownRegion {
  package static let about = RuleAbout(
    "unknown-region",
    .values,
    .warning,
    .malformed,
    summary: "A region in the right form that is not in the tool's list.",
    why: "It is misspelled, or newer than the list.",
    remedy: "Use the nearest name, or keep yours if the region is new.",
    basis: .fact("region lists of AWS (\(RegionList.knownOn(.aws))) and Azure (\(RegionList.knownOn(.azure)))"),
    example: .init(.aws, bad: [("    region: eu-west-1\n    environments", "    region: eu-wset-1\n    environments")])
  )
}

extension UnknownRegion {
  static func report(_ text: String, at spot: FindingPlace, _ cloud: Cloud, to findings: inout Findings) {
    let suggestion = NearestRegion(text, on: cloud)
    let nearest = suggestion.region
    findings.add(
      about,
      at: spot,
      "\(Display.quoted(text)) is not one of the \(cloud.name) regions known on \(RegionList.knownOn(cloud))",
      label: nearest.map { "did you mean `\($0)`?" } ?? "not known",
      help:
        "check the name with `\(cloud == .aws ? "aws ec2 describe-regions" : "az account list-locations")`; if it is newer than the list, keep it\(suggestion.advice)",
      fix: nearest.flatMap { name in
        findings.editableSpan(of: spot).map { Fix(.suggested, "write `\(name)`", edits: [Edit($0, name)]) }
      }
    )
  }
}
