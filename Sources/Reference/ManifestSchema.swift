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
