import Diagnostics
import ManifestModel

/// A check of one file. One stateless type in one file of its own name; `Catalog` lists it.
package protocol Rule: Sendable {
  static var about: RuleAbout { get }
  /// Reports into `findings`. Only typed values are looked at: what is absent or at fault has no `present` value, and is nobody's business here.
  static func check(_ file: ManifestFile, today: CivilDate, _ findings: inout Findings)
}

/// A check across the files of a run.
package protocol WorkspaceRule: Sendable {
  static var about: RuleAbout { get }
  static func check(_ workspace: Workspace, _ findings: inout WorkspaceFindings)
}

/// What workspace rules find: findings of each file, and related places that may lie in another one.
package struct WorkspaceFindings {
  package private(set) var files: [Findings]

  package init(_ workspace: Workspace, limit: Int) { files = workspace.files.map { Findings($0, limit: limit) } }

  package mutating func add(
    _ about: RuleAbout, in file: Int, at spot: Spot, context: Place? = nil, _ message: String, label: String? = nil,
    related: [(file: Int, spot: Spot, message: String)] = [], help: String? = nil
  ) {
    let locations = related.map { Diagnostic.Related(Location(files[$0.file].tree.source, files[$0.file].span(of: $0.spot)), $0.message) }
    files[file].add(about, at: spot, in: context, message, label: label, related: locations, help: help)
  }
}
