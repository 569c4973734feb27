import Diagnostics
import ManifestModel

/// A check of one file. One stateless type in one file of its own name; `Catalog` lists it.
package protocol Rule: Sendable {
  static var about: RuleAbout { get }
  /// Reports into `findings`. Only typed values are looked at: what is absent or at fault has no `present` value, and
  /// is nobody's business here.
  static func check(_ file: ManifestFile, today: CivilDate, to findings: inout Findings)
}

/// A check across the files of a run.
package protocol WorkspaceRule: Sendable {
  static var about: RuleAbout { get }
  static func check(_ workspace: Workspace, to findings: inout WorkspaceFindings)
}

/// What was found in each file of a workspace; workspace rules add to it. Related places may be in another file.
package struct WorkspaceFindings {
  var files: [Findings]

  package func span(of spot: FindingPlace, in file: Int) -> Span { files[file].span(of: spot) }

  package mutating func add(
    _ about: RuleAbout,
    in file: Int,
    at spot: FindingPlace,
    context: Place? = nil,
    _ message: String,
    label: String? = nil,
    related: [(file: Int, spot: FindingPlace, message: String)] = [],
    help: String? = nil,
    cause: Diagnostic.Cause? = nil,
    severity: Severity? = nil
  ) {
    let locations = related.map {
      Diagnostic.Related(files[$0.file].location(of: $0.spot), $0.message)
    }
    files[file].add(
      about,
      at: spot,
      in: context,
      message,
      label: label,
      related: locations,
      help: help,
      cause: cause,
      severity: severity
    )
  }
}
