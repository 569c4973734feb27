import Diagnostics
import Emitters
import ManifestModel
import Rules

/// Parts that the schemas of the tool's own outputs share. An output holds exactly what its schema names: a test that validates real outputs
/// finds what was forgotten on either side.
enum OutputSchema {
  typealias Members = [(String, JSONValue)]

  /// An object with the members that are always there, and those that are left out where there is nothing to say.
  static func object(_ doc: String? = nil, _ required: Members, optional: Members = []) -> JSONValue {
    let description = doc.map { [("description", JSONValue.string($0))] } ?? []
    return .object(
      description + [
        ("type", "object"), ("required", .strings(required.map(\.0))), ("properties", .object(required + optional)),
        ("additionalProperties", false),
      ]
    )
  }

  static func root(_ file: SchemaFile, _ title: String, _ doc: String, _ body: JSONValue, definitions: Members = [])
    -> JSONValue
  {
    let definitions = definitions.isEmpty ? [] : [("definitions", JSONValue.object(definitions))]
    return JSONValue.object(SchemaFile.head(file, title: title, doc: doc)).adding(body.members).adding(definitions)
  }

  static func text(_ doc: String) -> JSONValue { ["description": .string(doc), "type": "string"] }
  static func count(_ doc: String, from least: Int = 0) -> JSONValue {
    ["description": .string(doc), "type": "integer", "minimum": .number(least)]
  }
  static func flag(_ doc: String) -> JSONValue { ["description": .string(doc), "type": "boolean"] }
  static func list(_ doc: String, of item: JSONValue) -> JSONValue {
    ["description": .string(doc), "type": "array", "items": item]
  }
  static func texts(_ doc: String) -> JSONValue { list(doc, of: ["type": "string"]) }
  static func words(_ doc: String, _ values: [String]) -> JSONValue {
    ["description": .string(doc), "enum": .strings(values)]
  }
  /// A rule, or a policy of an organisation's own.
  static func rule(_ doc: String) -> JSONValue {
    [
      "description": .string(doc),
      "anyOf": [["enum": .strings(Catalog.ids)], ["type": "string", "pattern": .string(PolicySchemas.ruleID)]],
    ]
  }
  static func reference(_ name: String) -> JSONValue { ["$ref": .string("#/definitions/\(name)")] }
  /// A mapping from names.
  static func named(_ doc: String, _ item: JSONValue) -> JSONValue {
    ["description": .string(doc), "type": "object", "additionalProperties": item]
  }
  static func date(_ doc: String) -> JSONValue {
    ["description": .string(doc), "type": "string", "pattern": .string(FormatPatterns.date)]
  }

  static let version: JSONValue = ["description": "The version of this format", "const": 1]
  static let fingerprint: JSONValue = [
    "description": "A digest of the project's effective manifest: equal manifests have equal ones; no security measure",
    "type": "string",
    "pattern": "^[0-9a-f]{16}$",
  ]
}

extension OutputSchema {
  /// The schema of a shape.
  static func value(_ shape: OutputShape) -> JSONValue {
    switch shape {
    case .version: version
    case .text(nil): ["type": "string"]
    case .text(let doc?): text(doc)
    case .number(let doc, let least): count(doc, from: least)
    case .portNumber(let doc):
      ["description": .string(doc), "type": "integer", "minimum": 1, "maximum": .number(Int(UInt16.max))]
    case .flag(let doc): flag(doc)
    case .date(let doc): date(doc)
    case .rule(let doc): words(doc, Catalog.ids)
    case .fingerprint: fingerprint
    case .words(nil, let values): ["enum": .strings(values)]
    case .words(let doc?, let values): words(doc, values)
    case .list(let doc, let item): list(doc, of: value(item))
    case .named(let doc, let item): named(doc, value(item))
    case .object(let doc, let members):
      object(
        doc,
        members.filter { !$0.isOptional }.map { ($0.name, value($0.shape)) },
        optional: members.filter(\.isOptional).map { ($0.name, value($0.shape)) }
      )
    }
  }
}
