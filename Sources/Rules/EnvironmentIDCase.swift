import Diagnostics
import ManifestModel

/// `environment-id-case`: environment IDs are lower-case.
enum EnvironmentIDCase: Rule {
  static let about = RuleAbout(
    "environment-id-case",
    .consistency,
    .warning,
    summary:
      """
      An environment ID with capital letters (a warning), or a misspelling of `production` or `staging`, judging by \
      its `type` (an error).
      """,
    why:
      """
      Adobe finds the environment by its ID. IDs are in lower case; a name with capitals is the title that the \
      console shows.
      """,
    remedy: "Write the ID that `magento-cloud environment:list` prints.",
    basis: .fact("Adobe Commerce on cloud infrastructure: environment IDs are in lower case"),
    example: .init(.aws, bad: [("      production:", "      Production:")])
  )

  static func check(_ file: ManifestFile, today: CivilDate, to findings: inout Findings) {
    checkSlips(file, to: &findings)
    for project in file.projects {
      let environments = file.environments[project.environments.range]
      guard environments.contains(where: \.hasCapitals) else { continue }
      let taken = Set(environments.lazy.filter { !$0.hasCapitals }.map { file.string($0.id) })
      for environment in environments where environment.hasCapitals {
        let id = file.string(environment.id)
        // A typo as well: the finding about that gives the whole ID.
        if environment.typeByID == nil, EnvironmentID.nearest(to: id) != nil { continue }
        if environment.typeByID == nil, environment.type.state == .absent, EnvironmentID.inFull(id) != nil { continue }
        findings.add(
          about,
          at: FindingPlace(environment.id),
          "\(Display.quoted(id)) has capital letters, but environment IDs are in lower case",
          label: "the ID is `\(Display.oneLine(id.lowercased(), limit: 80))`",
          help: "write the ID as `magento-cloud environment:list` prints it",
          fix: taken.contains(id.lowercased()) ? nil : lowercase(environment.id, file)
        )
      }
    }
  }

  /// With a `type` nothing else looks at the ID. Without one it is the missing type that is reported, with the nearest
  /// name.
  private static func checkSlips(_ file: ManifestFile, to findings: inout Findings) {
    for environment in file.environments where environment.isNamed && environment.typeByID == nil {
      guard let type = environment.type.present, type.isEligible,
        let nearest = EnvironmentID.nearest(to: file.string(environment.id))
      else { continue }
      findings.add(
        about,
        at: FindingPlace(environment.id),
        """
        \(Display.quoted(file.string(environment.id))) looks like a misspelled `\(nearest)`, and the ticket would \
        repeat the misspelling
        """,
        label: type.rawValue == nearest ? "did you mean `\(nearest)`?" : "close to `\(nearest)`",
        related: [(FindingPlace(environment.type.place), "its type")],
        help: "write the ID as `magento-cloud environment:list` prints it",
        // A `type` that says otherwise leaves open which of the two is the typo.
        fix: type.rawValue == nearest
          ? Fix(
            .suggested,
            "write `\(nearest)`",
            edits: [Edit(findings.span(of: FindingPlace(environment.id)), nearest)]
          )
          : nil,
        severity: .error
      )
    }
  }

  /// Edits the letters only where the ID is in the source as it is.
  private static func lowercase(_ place: Place, _ file: ManifestFile) -> Fix? {
    guard file.tree.isDirect(place.node) else { return nil }
    let text = file.tree.text(place.node)
    return Fix(
      .safe,
      "write it in lower case",
      edits: [Edit(file.tree.span(place.node, part: 0..<text.count), text.string.lowercased())]
    )
  }
}
