import Diagnostics
import ManifestModel

/// `region-without-commerce`: Adobe's map shows no hosting there.
enum RegionWithoutCommerce: Rule {
  static let about = RuleAbout(
    "region-without-commerce",
    .values,
    .warning,
    summary: "The project's region exists, but Adobe's published map shows no Adobe Commerce hosting there.",
    why: "The region is probably that of your own network, and the project runs elsewhere.",
    remedy: "Ask your Adobe account team for the region of the Pro cluster.",
    basis: .fact("Adobe's maps of hosting regions, dated \(HostingRegions.mapDate)"),
    example: .init(
      .aws,
      bad: [
        ("    region: eu-west-1\n    environments", "    region: eu-south-2\n    environments"),
        ("          region: eu-west-1", "          region: eu-south-2"),
      ]
    )
  )

  static func check(_ file: ManifestFile, today: CivilDate, to findings: inout Findings) {
    for project in file.projects {
      guard let id = project.region.present else { continue }
      let region = file.region(id)
      guard region.isKnown, !region.isHosting else { continue }
      findings.add(
        about,
        at: FindingPlace(project.region.place),
        "Adobe's map of \(HostingRegions.mapDate) shows no Adobe Commerce in \(Display.quoted(region.name.string))",
        label: "not on the map",
        help:
          """
          ask your Adobe account team for the region of the project's Pro cluster; if the region is newer than the \
          map, keep it
          """
      )
    }
  }
}
