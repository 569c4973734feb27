import Linter
import ManifestModel

/// What the schema of the settings says of policies, from the table of targets that they are about.
enum PolicySchemas {
  /// The IDs of findings of policies.
  static let ruleID = "^\(Policy.prefix)[a-z][a-z0-9-]*$"

  /// What a value has to be: one value or pattern, a list of them, or bounds.
  static let demand: JSONValue = ["anyOf": [scalar, list, bounds]]

  private static let scalar: JSONValue = ["type": ["string", "number", "boolean"]]
  private static let list: JSONValue = [
    "type": "array", "minItems": 1, "items": ["anyOf": [["type": ["string", "number", "boolean"]], bounds]],
  ]
  private static let bounds: JSONValue = [
    "type": "object", "minProperties": 1,
    "properties": ["at_least": ["type": ["string", "integer"]], "at_most": ["type": ["string", "integer"]]],
    "additionalProperties": false,
  ]

  /// The values that each `on` has, in `require` and in `when`.
  static var conditions: JSONValue {
    .array(
      PolicyTarget.allCases.map { target in
        [
          "if": ["required": ["on"], "properties": ["on": ["const": .string(target.rawValue), "doNotSuggest": true]]],
          "then": [
            "properties": [
              "require": values(of: target, withContext: false), "when": values(of: target, withContext: true),
            ]
          ],
        ]
      }
    )
  }

  private static func values(of target: PolicyTarget, withContext: Bool) -> JSONValue {
    let fields = target.fields + (withContext ? target.contexts.map(\.field) : [])
    var members: [(String, JSONValue)] = [
      ("properties", .object(fields.map { ($0.key, ["description": .string($0.doc.on(nil))]) }))
    ]
    if target.takesExtensions { members.append(("patternProperties", [FormatPatterns.extensionKey: true])) }
    members.append(("additionalProperties", false))
    return .object(members)
  }
}
