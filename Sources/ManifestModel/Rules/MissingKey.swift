import Diagnostics
import YAMLTree

/// `missing-key`: a required key is absent.
package enum MissingKey {
  package static let about = RuleAbout(
    "missing-key",
    .language,
    .error,
    summary: "A required key is missing; some are required on one cloud only.",
    why: "Adobe asks for the value of each required key; a ticket without one is sent back.",
    remedy: "Add the key; the help says where to find its value.",
    isIgnorable: false,
    reportsAbsence: true,
    example: .init(.aws, bad: [("        connection: unidirectional\n", "")])
  )
}

extension MissingKey {
  /// Why a key is needed where that is not plain.
  enum Reason {
    case cloud(Cloud)
    /// The ID of the environment does not tell its type.
    case unclearType

    fileprivate var words: String {
      switch self {
      case .cloud(let cloud): ", which \(cloud.name) connections need"
      case .unclearType: ", which cannot be inferred from its ID"
      }
    }
  }

  /// `which` names the mapping that lacks the key.
  static func report(
    _ field: FieldDeclaration,
    of mapping: Place,
    named phrase: String,
    which: String,
    at owner: FindingPlace,
    on cloud: Cloud?,
    reason: Reason?,
    misplaced: [Place] = [],
    cause: Diagnostic.Cause? = nil,
    to findings: inout Findings
  ) {
    var related: [(spot: FindingPlace, message: String)] = []
    if owner.place.use != mapping.use { related = [(FindingPlace(mapping), "the anchored mapping")] }
    related += misplaced.prefix(3).map { (FindingPlace($0), "this belongs under `\(field.key)`") }
    let first = misplaced.first.map { findings.tree.text(findings.tree.resolve($0.node)).string }
    let structure = first.map { "add the missing level: `\(field.key): { \(Display.oneLine($0, limit: 40)): … }`" }
    findings.add(
      about,
      at: owner,
      "\(which) lacks `\(field.key)`\(reason?.words ?? "")",
      label: "has no `\(field.key)`",
      related: related,
      help: structure ?? "\(phrase) needs `\(field.key)`: \((field.origin ?? field.doc).on(cloud))",
      cause: cause
    )
  }

  /// Adds to what is reported that there is a default, for the other cloud.
  static func relate(
    defaultAt location: Location,
    for other: Cloud,
    on cloud: Cloud,
    findingsFrom start: Int,
    to findings: inout Findings
  ) {
    let message = "this default is for \(other.name), but the project is on \(cloud.name)"
    findings.relate(Diagnostic.Related(location, message), to: about, from: start)
  }

  /// An environment whose ID does not tell its type because it is misspelt.
  static func report(typeOf id: Place, perhaps nearest: String, at owner: FindingPlace, to findings: inout Findings) {
    let written = Display.quoted(findings.tree.text(id.node).string)
    findings.add(
      about,
      at: owner,
      "\(written) does not say what kind of environment it is; did you mean `\(nearest)`?",
      label: "did you mean `\(nearest)`?",
      help: "write the ID as `magento-cloud environment:list` prints it",
      fix: Fix(.suggested, "write `\(nearest)`", edits: [Edit(findings.tree[id.node].span, nearest)])
    )
  }

  /// A name that was left out, above the keys of the thing that it names.
  static func report(
    nameOf declaration: MappingDeclaration,
    format: ValueType.Format,
    above keys: [Place],
    in slot: WrittenField,
    as field: FieldDeclaration,
    to findings: inout Findings
  ) {
    let (what, example, origin) =
      switch format {
      case .projectID: ("project ID", "yw1unoukjcawe", "; `magento-cloud project:info` prints the project ID")
      case .environmentID:
        ("environment ID", "production", "; `magento-cloud environment:list` prints the environment IDs")
      default: ("\(declaration.name) name", "erp", ", under a name of your choice")
      }
    let first = Display.oneLine(findings.tree.text(findings.tree.resolve(keys[0].node)).string, limit: 40)
    findings.add(
      about,
      at: FindingPlace(slot.keyPlace),
      "the \(what) is missing between `\(field.key)` and the \(declaration.name)'s keys",
      label: "no \(what)",
      related: [(FindingPlace(keys[0]), "one of the \(declaration.name)'s keys")],
      help: "add the missing level: `\(field.key): { \(example): { \(first): … } }`\(origin)"
    )
  }
}
