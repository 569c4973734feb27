import ManifestModel
import Rules

/// The keys of `.privatelint.yaml`.
package enum SettingsKey: Int, MappingKey {
  case version, extends, limits, defaults, rules, policies, locked, ignores, include, exclude

  package static let table = KeyTable(allCases.map(\.declaration))
  package static let mapping = MappingDeclaration(
    "settings",
    doc: "How this repository's manifests are checked",
    keys: SettingsKey.self
  )

  package var declaration: FieldDeclaration {
    switch self {
    case .version: FieldDeclaration("version", .integer(1...1), "The version of the settings", example: "1")
    case .extends:
      FieldDeclaration(
        "extends",
        .text,
        """
        A settings file to extend, by its path relative to this file's folder: what is set here overrides it, except \
        what it locks
        """,
        example: "../platform/.privatelint.yaml"
      )
    case .policies:
      FieldDeclaration(
        "policies",
        .list(.mapping(PolicyKey.mapping)),
        """
        Requirements that your organization sets; a policy overrides one with the same ID in the file that this one \
        extends
        """,
        example: "[{ id: owner, on: environments, require: { x-owner: present } }]"
      )
    case .locked:
      FieldDeclaration(
        "locked",
        .list(.text),
        """
        Rules and policies that cannot be weakened by ignore comments, a baseline, `--severity` or a file that extends \
        this one
        """,
        example: "[ssh-over-privatelink, policy/owner]"
      )
    case .ignores:
      FieldDeclaration(
        "ignores",
        .mapping(IgnoresKey.mapping),
        "What an ignore comment has to contain besides its reason",
        example: "{ max_days: 90, require_until: true }"
      )
    case .limits:
      FieldDeclaration(
        "limits",
        .enumeration(Edition.all.map(\.id)),
        "The edition of the documented limits for manifests that do not set one",
        example: "2023-03"
      )
    case .defaults:
      FieldDeclaration(
        "defaults",
        .mapping(DefaultsKey.mapping),
        "Values for manifests that leave them out",
        example: "{ company: Northwind Outfitters }"
      )
    case .rules:
      FieldDeclaration(
        "rules",
        .table(Catalog.ids, .enumeration(RuleLevel.allCases.map(\.rawValue))),
        """
        The severity of a rule, or `off`; rules on documented limits and on the manifest language can only be made \
        stricter
        """,
        example: "{ wildcard-principal: error }"
      )
    case .include:
      FieldDeclaration(
        "include",
        .list(.text),
        "Patterns of files to check as manifests besides the usual names, relative to the folder of the settings",
        example: "[\"network/*.yaml\"]"
      )
    case .exclude:
      FieldDeclaration(
        "exclude",
        .list(.text),
        "Patterns of files and folders to leave out, even if the command line names them",
        example: "[\"archive/**\"]"
      )
    }
  }
}

/// The keys of `ignores`.
package enum IgnoresKey: Int, MappingKey {
  case maxDays, requireUntil

  package static let table = KeyTable(allCases.map(\.declaration))
  package static let mapping = MappingDeclaration(
    "ignores",
    doc: "What an ignore comment has to contain besides its reason; one that does not comply has no effect",
    keys: IgnoresKey.self
  )

  package var declaration: FieldDeclaration {
    switch self {
    case .maxDays:
      FieldDeclaration(
        "max_days",
        .integer(1...3660),
        "The maximum number of days from today to the end date of an ignore comment",
        example: "90"
      )
    case .requireUntil:
      FieldDeclaration(
        "require_until",
        .boolean,
        default: "`true` with `max_days`, otherwise `false`",
        "Whether an ignore comment needs an end date (`until`)",
        example: "true"
      )
    }
  }
}

/// What a rule is set to.
package enum RuleLevel: String, Sendable, CaseIterable {
  case error, warning, note, off
}
