import ManifestModel
import Rules

/// The keys of `.privatelint.yaml`.
package enum SettingsKey: Int, MappingKey {
  case version, limits, rules, include, exclude

  package static let table = KeyTable(allCases.map(\.declaration))
  package static let mapping = MappingDeclaration(
    "settings",
    "How this repository's manifests are checked",
    SettingsKey.self
  )

  package var declaration: FieldDeclaration {
    switch self {
    case .version: FieldDeclaration("version", .integer(1...1), "The version of the settings", example: "1")
    case .limits:
      FieldDeclaration(
        "limits",
        .enumeration(Edition.all.map(\.id)),
        "The edition of the documented limits for manifests that name none",
        example: "2023-03"
      )
    case .rules:
      FieldDeclaration(
        "rules",
        .table(Catalog.ids, .enumeration(RuleLevel.allCases.map(\.rawValue))),
        "The severity of a rule, or `off`; documented limits and rules of the language can only be raised",
        example: "{ wildcard-principal: error }"
      )
    case .include:
      FieldDeclaration(
        "include",
        .list(.text),
        "Patterns of further files that are manifests, from the folder of the settings",
        example: "[\"network/*.yaml\"]"
      )
    case .exclude:
      FieldDeclaration(
        "exclude",
        .list(.text),
        "Patterns of files and folders to leave out, also when they are named",
        example: "[\"archive/**\"]"
      )
    }
  }
}

/// What a rule is set to.
package enum RuleLevel: String, Sendable, CaseIterable {
  case error, warning, note, off
}
