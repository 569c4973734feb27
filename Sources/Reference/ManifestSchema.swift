import Diagnostics
import ManifestModel
import Rules
import Linter

/// `schemas/manifest.schema.json`: the manifest language for editors, JSON Schema draft-07.
package enum ManifestSchema {
  package static let value: JSONValue = {
    var schemas = MappingSchemas()
    let body = schemas.body(of: ManifestKey.mapping)
    return .object(
      SchemaFile.head(.manifest, title: "PrivateLink manifest", doc: ManifestKey.mapping.doc) + [("type", "object")]
        + body + [
          ("definitions", .object(schemas.definitions))
        ]
    )
  }()
}

/// `schemas/settings.schema.json`: the settings of a repository.
package enum SettingsSchema {
  package static let value: JSONValue = {
    var schemas = MappingSchemas()
    schemas.isAllowed = { name, value in
      guard let rule = Catalog.rule(name), let level = RuleLevel(rawValue: value) else { return false }
      return Settings.objection(to: level, for: rule) == nil
    }
    schemas.description = { Catalog.rule($0)?.summary }
    let body = schemas.body(of: SettingsKey.mapping)
    return .object(
      SchemaFile.head(.settings, title: "privatelint settings", doc: SettingsKey.mapping.doc) + [("type", "object")]
        + body + [
          ("definitions", .object(schemas.definitions))
        ]
    )
  }()
}

/// The schemas there are.
package enum SchemaFile: String, CaseIterable, Sendable {
  case manifest, settings, report, ticket, change, effective, runbook, overview

  package var fileName: String { "\(rawValue).schema.json" }

  package var value: JSONValue {
    switch self {
    case .manifest: ManifestSchema.value
    case .settings: SettingsSchema.value
    case .report: ReportSchema.value
    case .ticket: TicketSchema.value
    case .change: ChangeSchema.value
    case .effective: EffectiveSchema.value
    case .runbook: RunbookSchema.value
    case .overview: OverviewSchema.value
    }
  }

  /// What every schema begins with.
  static func head(_ file: SchemaFile, title: String, doc: String) -> [(String, JSONValue)] {
    var head: [(String, JSONValue)] = [("$schema", "http://json-schema.org/draft-07/schema#")]
    if !Version.repository.isEmpty {
      head.append(("$id", .string("\(Version.repository)/raw/v\(Version.number)/schemas/\(file.fileName)")))
    }
    return head + [("title", .string(title)), ("description", .string(doc + "."))]
  }
}
