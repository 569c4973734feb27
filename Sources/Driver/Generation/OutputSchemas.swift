import Diagnostics
import ManifestModel
import Rules

/// Parts that the schemas of the tool's own outputs share. An output holds exactly what its schema names: a test that validates real outputs
/// finds what was forgotten on either side.
enum OutputSchema {
  typealias Members = [(String, SchemaValue)]

  /// An object with the members that are always there, and those that are left out where there is nothing to say.
  static func object(_ doc: String? = nil, _ required: Members, optional: Members = []) -> SchemaValue {
    let description = doc.map { [("description", SchemaValue.string($0))] } ?? []
    return .object(
      description + [
        ("type", "object"), ("required", .strings(required.map(\.0))), ("properties", .object(required + optional)),
        ("additionalProperties", false),
      ])
  }

  static func root(_ file: SchemaFile, _ title: String, _ doc: String, _ body: SchemaValue, definitions: Members = []) -> SchemaValue {
    let definitions = definitions.isEmpty ? [] : [("definitions", SchemaValue.object(definitions))]
    return SchemaValue.object(SchemaFile.head(file, title, doc)).adding(body.members).adding(definitions)
  }

  static func text(_ doc: String) -> SchemaValue { ["description": .string(doc), "type": "string"] }
  static func count(_ doc: String, from least: Int = 0) -> SchemaValue {
    ["description": .string(doc), "type": "integer", "minimum": .number(least)]
  }
  static func flag(_ doc: String) -> SchemaValue { ["description": .string(doc), "type": "boolean"] }
  static func list(_ doc: String, of item: SchemaValue) -> SchemaValue { ["description": .string(doc), "type": "array", "items": item] }
  static func texts(_ doc: String) -> SchemaValue { list(doc, of: ["type": "string"]) }
  static func words(_ doc: String, _ values: [String]) -> SchemaValue { ["description": .string(doc), "enum": .strings(values)] }
  static func reference(_ name: String) -> SchemaValue { ["$ref": .string("#/definitions/\(name)")] }
  /// A mapping from names.
  static func named(_ doc: String, _ item: SchemaValue) -> SchemaValue {
    ["description": .string(doc), "type": "object", "additionalProperties": item]
  }
  static func date(_ doc: String) -> SchemaValue { ["description": .string(doc), "type": "string", "pattern": .string(FormatPatterns.date)] }

  static let version: SchemaValue = ["description": "The version of this format", "const": 1]
  static let fingerprint: SchemaValue = [
    "description": "A digest of the project's effective manifest: equal manifests have equal ones; no security measure", "type": "string",
    "pattern": "^[0-9a-f]{16}$",
  ]
  static let edition = words("The edition of the documented limits", Edition.all.map(\.id))
  static let cloud = words("The cloud", Cloud.allCases.map(\.rawValue))
  static let plan = words("The plan", Plan.allCases.map(\.rawValue))
  static let connection = words("The connection type", Connection.allCases.map(\.rawValue))
  static let environmentType = words("The kind of environment", EnvironmentType.allCases.map(\.rawValue))
  static let port = object(
    "A port and what answers on it",
    [
      ("port", ["description": "The port number", "type": "integer", "minimum": 1, "maximum": 65535]),
      ("transport", words("The transport protocol", Transport.allCases.map(\.rawValue))),
    ], optional: [("service", text("What answers on the port")), ("protocol", text("The application protocol"))])
}

extension SchemaValue {
  /// The members of an object.
  var members: [(String, SchemaValue)] {
    if case .object(let members) = self { members } else { [] }
  }
}
