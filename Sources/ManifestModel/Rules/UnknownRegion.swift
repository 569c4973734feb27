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
    // An alias for the customer's region, which would differ from a project's region that alone is misspelled.
    example: .init(.aws, bad: regions("eu-wset-1"), good: regions("eu-west-1"))
  )
}

extension UnknownRegion {
  private static func regions(_ name: String) -> [(find: String, replace: String)] {
    [
      ("    region: eu-west-1\n    environments", "    region: &region \(name)\n    environments"),
      ("          region: eu-west-1", "          region: *region"),
    ]
  }

  static func report(_ text: String, at spot: FindingPlace, _ cloud: Cloud, to findings: inout Findings) {
    let suggestion = NearestRegion(text, on: cloud)
    let nearest = suggestion.region
    findings.add(
      about,
      at: spot,
      "\(Display.quoted(text)) is not one of the \(cloud.name) regions known on \(RegionList.knownOn(cloud))",
      label: nearest.map { "did you mean `\($0)`?" } ?? "not known",
      help:
        """
        check the name with `\(cloud == .aws ? "aws ec2 describe-regions" : "az account list-locations")`; if it is \
        newer than the list, keep it\(suggestion.advice.map { "; \($0)" } ?? "")
        """,
      fix: nearest.flatMap { name in
        findings.editableSpan(of: spot).map { Fix(.suggested, "write `\(name)`", edits: [Edit($0, name)]) }
      }
    )
  }
}
