import Diagnostics
import Rules

/// The schemas of the tool's own outputs, made of the fields that write them (`OutputObject`).
enum OutputSchema {
  typealias Members = [(String, JSONValue)]

  static func root(_ file: SchemaFile, title: String, doc: String, body: JSONValue, definitions: Members = [])
    -> JSONValue
  {
    let definitions = definitions.isEmpty ? [] : [("definitions", JSONValue.object(definitions))]
    return JSONValue.object(SchemaFile.head(file, title: title, doc: doc)).adding(body.members).adding(definitions)
  }

  private static func described(_ doc: String?, _ members: Members) -> JSONValue {
    .object((doc.map { [("description", JSONValue.string($0))] } ?? []) + members)
  }

  /// The schema of a shape.
  static func value(_ shape: OutputShape) -> JSONValue {
    switch shape {
    case .version: ["description": "The version of this format", "const": 1]
    case .text(let doc): described(doc, [("type", "string")])
    case .number(let doc, let least): described(doc, [("type", "integer"), ("minimum", .number(least))])
    case .portNumber(let doc):
      described(doc, [("type", "integer"), ("minimum", 1), ("maximum", .number(Int(UInt16.max)))])
    case .flag(let doc): described(doc, [("type", "boolean")])
    case .date(let doc): described(doc, [("type", "string"), ("pattern", .string(FormatPatterns.date))])
    case .rule(let doc): described(doc, [("enum", .strings(Catalog.ids))])
    case .ruleOrPolicy(let doc):
      described(
        doc,
        [("anyOf", [["enum": .strings(Catalog.ids)], ["type": "string", "pattern": .string(PolicySchemas.ruleID)]])]
      )
    case .fingerprint:
      described(
        """
        A digest of the project's effective manifest: equal manifests have equal digests; it is not a security \
        measure
        """,
        [("type", "string"), ("pattern", "^[0-9a-f]{16}$")]
      )
    case .words(let doc, let values): described(doc, [("enum", .strings(values))])
    case .list(let doc, let item): described(doc, [("type", "array"), ("items", value(item))])
    case .named(let doc, let item): described(doc, [("type", "object"), ("additionalProperties", value(item))])
    case .object(let doc, let members): described(doc, object(members))
    case .reference(let name): ["$ref": .string("#/definitions/\(name)")]
    }
  }

  /// The members that are always there, and those that are left out where there is nothing to say.
  private static func object(_ members: [OutputMember]) -> Members {
    let (required, optional) = (members.filter { !$0.isOptional }, members.filter(\.isOptional))
    return [
      ("type", "object"), ("required", .strings(required.map(\.name))),
      ("properties", .object((required + optional).map { ($0.name, value($0.shape)) })),
      ("additionalProperties", false),
    ]
  }
}
