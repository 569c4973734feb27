import Diagnostics
import ManifestModel
import Rules
import Linter

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
