import Diagnostics
import Linter
import ManifestModel
import YAMLTree

/// Schemas of the mappings of a language, from their declarations: one definition for each mapping and, where it
/// depends on the cloud, for each cloud and for a cloud not yet written.
struct MappingSchemas {
  private(set) var definitions: [(String, JSONValue)] = []
  private var names: Set<String> = []
  /// Narrows the values of a table's names: not every rule can be set to every severity.
  var isAllowed: (_ name: String, _ value: String) -> Bool = { _, _ in true }
  /// What is said of a table's name.
  var description: (_ name: String) -> String? = { _ in nil }

  /// The schema of a mapping where it is used.
  mutating func reference(to mapping: MappingDeclaration, on cloud: Cloud?, isNullable: Bool = false) -> [(
    String, JSONValue
  )] {
    let name = define(mapping, on: cloud)
    // Editors name what they expect by the title that is beside the type.
    return [
      ("title", .string(mapping.name)), ("type", isNullable ? ["object", "null"] : "object"),
      ("allOf", [["$ref": .string("#/definitions/\(name)")]]),
    ]
  }

  /// What a mapping allows, without its title: the root of a schema is written so.
  mutating func body(of mapping: MappingDeclaration, on cloud: Cloud? = nil) -> [(String, JSONValue)] {
    // Below a mapping that names the cloud, what depends on it is under a condition.
    let cloudKey = mapping.fields.first { $0.key == ProjectKey.cloud.declaration.key }?.key
    var properties: [(String, JSONValue)] = []
    for field in mapping.fields {
      let isConditional = cloudKey != nil && MappingSchemas.dependsOnCloud(field)
      properties.append((field.key, isConditional ? true : property(field, on: cloud)))
      // Whether the list may be empty is a matter of the connection type.
      if mapping.name == EnvironmentKey.mapping.name, field.key == EnvironmentKey.ports.declaration.key {
        properties[properties.count - 1].1.remove("minItems")
      }
    }
    var body: [(String, JSONValue)] = [
      ("required", .strings(MappingSchemas.required(mapping, on: cloud))),
      ("properties", .object(properties)),
      ("patternProperties", [FormatPatterns.extensionKey: true]),
      ("additionalProperties", false),
    ]
    if let cloudKey { body += cloudCondition(mapping, cloudKey) }
    if mapping.name == EnvironmentKey.mapping.name { body.append(("allOf", connectionConditions(on: cloud))) }
    if mapping.name == PolicyKey.mapping.name { body.append(("allOf", PolicySchemas.conditions)) }
    return body
  }

  /// The schema of a key's value.
  mutating func property(_ field: FieldDeclaration, on cloud: Cloud?) -> JSONValue {
    if let cloud, let own = field.cloud, own != cloud {
      let advice = "`\(field.key)` is for \(own.name) only, and this project is on \(cloud.name)"
      return [
        "description": .string(TextBlock.sentence(advice.filter { $0 != "`" }) + "."), "type": "null",
        "errorMessage": .string(advice),
        "doNotSuggest": true,
      ]
    }
    let isRequired = field.need == .required || (cloud.map { field.need == .requiredOn($0) } ?? false)
    var property = JSONValue.object(
      annotations(field, on: cloud) + value(field.type, on: cloud, isNullable: !isRequired)
    )
    // Editors complete an item by the examples of items.
    if case .list(let element) = field.type, !element.isMapping, let examples = property["examples"]?.elements.first,
      let items = property["items"]
    {
      property.remove("examples")
      property.replace("items", items.adding([("examples", examples)]))
    }
    return property
  }

  // MARK: Values

  private mutating func value(_ type: ValueType, on cloud: Cloud?, isNullable: Bool) -> [(String, JSONValue)] {
    func types(_ names: String...) -> (String, JSONValue) {
      let names = isNullable ? names + ["null"] : names
      return ("type", names.count == 1 ? .string(names[0]) : .strings(names))
    }
    switch type {
    case .text, .word, .identifier(.cluster):
      // Whatever a reader makes of it, the language takes it as text.
      return [types("string", "number", "boolean")] + text(type, isNullable: isNullable)
    case .identifier(let format):
      let pattern = FormatPatterns.pattern(format, on: cloud).map { [("pattern", JSONValue.string($0))] } ?? []
      let message = ("patternErrorMessage", JSONValue.string("not \(FormatPatterns.phrase(format, on: cloud))"))
      guard format == .account, cloud != .azure else { return [types("string")] + pattern + [message] }
      // Twelve digits without quotes are a number to readers, and only a warning.
      return [types("string", "integer")] + pattern + [
        message, ("minimum", 100_000_000_000), ("maximum", 999_999_999_999),
      ]
    case .integer(let range):
      if range.count == 1 { return [types("integer"), ("enum", [.number(range.lowerBound)])] }
      return [types("integer"), ("minimum", .number(range.lowerBound)), ("maximum", .number(range.upperBound))]
    case .boolean: return isNullable ? [("anyOf", [["type": "boolean"], MappingSchemas.nothing])] : [types("boolean")]
    case .date:
      return [
        types("string"), ("pattern", .string(FormatPatterns.date)), ("patternErrorMessage", "not a date: YYYY-MM-DD"),
      ]
    case .enumeration(let values):
      return isNullable
        ? [("anyOf", [["enum": .strings(values)], MappingSchemas.nothing])] : [("enum", .strings(values))]
    case .list(let element):
      let least: [(String, JSONValue)] = isNullable ? [] : [("minItems", 1)]
      return [types("array")] + least + [("items", .object(value(element, on: cloud, isNullable: false)))]
    case .mapping(let mapping): return reference(to: mapping, on: cloud, isNullable: isNullable)
    case .named(let format, let mapping): return named(format, mapping, on: cloud, isNullable: isNullable)
    case .conditions: return [types("object"), ("minProperties", 1), ("additionalProperties", PolicySchemas.demand)]
    case .table(let names, let element):
      return [
        types("object"), ("properties", .object(names.map { ($0, entry($0, element, on: cloud)) })),
        ("patternProperties", [PolicySchemas.ruleID: .object(value(element, on: cloud, isNullable: false))]),
        ("additionalProperties", false),
      ]
    }
  }

  /// What a name of a table can be set to.
  private mutating func entry(_ name: String, _ type: ValueType, on cloud: Cloud?) -> JSONValue {
    let documentation = description(name).map { [("description", JSONValue.string($0))] } ?? []
    guard case .enumeration(let values) = type else {
      return .object(documentation + value(type, on: cloud, isNullable: false))
    }
    return .object(documentation + [("enum", .strings(values.filter { isAllowed(name, $0) }))])
  }

  /// Text that is there where it has to be, and hides nothing.
  private func text(_ type: ValueType, isNullable: Bool) -> [(String, JSONValue)] {
    var characters = HidingCharacters.inIdentifiers
    var end = ""
    // Words for people may end with a line break, as a block scalar does.
    if case .text = type { (characters, end) = (HidingCharacters.inText, "\\n?") }
    return [
      ("pattern", .string("^\(isNullable ? "" : "(?=[\\s\\S]*[^ \\t\\r\\n])")[^\(characters)]*\(end)$")),
      (
        "patternErrorMessage",
        .string(isNullable ? "contains an invisible character" : "is empty or contains an invisible character")
      ),
    ]
  }

  private mutating func named(
    _ format: ValueType.Format,
    _ mapping: MappingDeclaration,
    on cloud: Cloud?,
    isNullable: Bool
  )
    -> [(String, JSONValue)]
  {
    let item = JSONValue.object([("description", .string(mapping.doc))] + reference(to: mapping, on: cloud))
    var result: [(String, JSONValue)] = [
      ("title", .string("\(mapping.name)s by name")), ("type", isNullable ? ["object", "null"] : "object"),
      (
        "propertyNames",
        ["pattern": .string("^(?:x-[\\s\\S]*|(?=[\\s\\S]*[^ ])[^\(HidingCharacters.inIdentifiers)]+)$")]
      ),
    ]
    if !isNullable { result += [("minProperties", 1), ("not", MappingSchemas.hasOnlyExtensions)] }
    guard format == .environmentID else {
      return result + [("patternProperties", [FormatPatterns.extensionKey: true]), ("additionalProperties", item)]
    }
    let type = EnvironmentKey.type.declaration
    return result + [
      ("patternProperties", [FormatPatterns.extensionKey: true, FormatPatterns.tellingEnvironmentID: item]),
      (
        "additionalProperties",
        item.adding([("required", .strings([type.key])), ("properties", [type.key: ["type": "string"]])])
      ),
    ]
  }

  /// Null, without its name: editors offer the names of types as values.
  private static let nothing: JSONValue = ["not": ["type": ["boolean", "number", "string", "array", "object"]]]
  private static let onlyExtensions = ("propertyNames", ["pattern": .string(FormatPatterns.extensionKey)] as JSONValue)
  /// A mapping with nothing but keys of one's own in it, so that a mapping with another mistake does not get this
  /// finding too.
  private static let hasOnlyExtensions: JSONValue = .object([("type", "object"), ("minProperties", 1), onlyExtensions])

  // MARK: Conditions

  private mutating func cloudCondition(_ mapping: MappingDeclaration, _ key: String) -> [(String, JSONValue)] {
    func condition(_ cloud: Cloud) -> JSONValue {
      ["required": .strings([key]), "properties": [key: ["const": .string(cloud.rawValue), "doNotSuggest": true]]]
    }
    let azure: JSONValue = [
      "if": condition(.azure), "then": conditional(mapping, on: .azure), "else": conditional(mapping, on: nil),
    ]
    return [("if", condition(.aws)), ("then", conditional(mapping, on: .aws)), ("else", azure)]
  }

  private mutating func conditional(_ mapping: MappingDeclaration, on cloud: Cloud?) -> JSONValue {
    var properties: [(String, JSONValue)] = []
    for field in mapping.fields where MappingSchemas.dependsOnCloud(field) {
      properties.append((field.key, property(field, on: cloud)))
    }
    return .object([("properties", .object(properties))])
  }

  /// What the connection type asks for beside what the declarations do: the rules `empty-value` (of ports),
  /// `endpoint-service-missing` and `endpoint-service-unexpected`.
  private func connectionConditions(on cloud: Cloud?) -> JSONValue {
    let connection = EnvironmentKey.connection.declaration.key
    let services = EnvironmentKey.endpointServices.declaration.key
    func condition(_ value: Connection) -> JSONValue {
      [
        "required": .strings([connection]),
        "properties": [connection: ["const": .string(value.rawValue), "doNotSuggest": true]],
      ]
    }
    let twoWay: JSONValue = [
      "required": .strings([services]),
      "properties": [
        services: [
          "type": ["object", "array", "string", "number", "boolean"],
          "errorMessage": "A bidirectional connection needs an endpoint service", "minProperties": 1,
          "not": MappingSchemas.hasOnlyExtensions,
        ]
      ],
    ]
    let oneWay: JSONValue = [
      "properties": [
        EnvironmentKey.ports.declaration.key: ["minItems": 1], services: .object([MappingSchemas.onlyExtensions]),
      ]
    ]
    return [["if": condition(.bidirectional), "then": twoWay], ["if": condition(.unidirectional), "then": oneWay]]
  }

  private static func required(_ mapping: MappingDeclaration, on cloud: Cloud?) -> [String] {
    mapping.fields.filter { field in field.need == .required || (cloud.map { field.need == .requiredOn($0) } ?? false) }
      .map(\.key)
  }

  // MARK: Definitions

  private mutating func define(_ mapping: MappingDeclaration, on cloud: Cloud?) -> String {
    let isDependent =
      mapping.fields.contains(where: MappingSchemas.dependsOnCloud) && mapping.name != ProjectKey.mapping.name
    let suffix = isDependent ? cloud.map { "-on-\($0.rawValue)" } ?? "" : ""
    let name = mapping.name.replacing("'s", with: "").replacing(" ", with: "-") + suffix
    guard names.insert(name).inserted else { return name }
    let index = definitions.count
    definitions.append((name, true))
    definitions[index].1 = .object(
      [("title", .string(mapping.name)), ("description", .string(mapping.doc))] + body(of: mapping, on: cloud)
    )
    return name
  }

  private static func dependsOnCloud(_ field: FieldDeclaration) -> Bool {
    if field.cloud != nil { return true }
    if case .requiredOn = field.need { return true }
    return dependsOnCloud(field.type)
  }

  private static func dependsOnCloud(_ type: ValueType) -> Bool {
    switch type {
    case .identifier(let format): FormatPatterns.pattern(format, on: .aws) != FormatPatterns.pattern(format, on: .azure)
    case .list(let element): dependsOnCloud(element)
    case .mapping(let mapping), .named(_, let mapping): mapping.fields.contains(where: dependsOnCloud)
    default: false
    }
  }

  // MARK: Annotations

  private func annotations(_ field: FieldDeclaration, on cloud: Cloud?) -> [(String, JSONValue)] {
    let description = FieldText.description(field, on: cloud)
    var members: [(String, JSONValue)] = [("description", .string(description.replacing("`", with: "")))]
    if description.contains("`") { members.append(("markdownDescription", .string(description))) }
    if let value = literalDefault(field) { members.append(("default", value)) }
    if !hasOneValue(field), let example = JSONValue(example: field.example), fits(field, cloud) {
      members.append(("examples", [example]))
    }
    return members
  }

  /// Where one number is all there is, an example would be offered beside it.
  private func hasOneValue(_ field: FieldDeclaration) -> Bool {
    if case .integer(let range) = field.type { range.count == 1 } else { false }
  }

  /// The default as a value, where it is one and not a phrase.
  private func literalDefault(_ field: FieldDeclaration) -> JSONValue? {
    guard let text = field.defaultValue else { return nil }
    switch field.type {
    case .boolean: return .bool(text == "true")
    case .enumeration(let values) where values.contains(text): return .string(text)
    default: return nil
    }
  }

  /// Whether the example is one for this cloud: it shows nothing that is of the other one.
  private func fits(_ field: FieldDeclaration, _ cloud: Cloud?) -> Bool {
    guard let cloud, let own = MappingSchemas.cloud(ofExample: field) else { return true }
    return own == cloud
  }

  static func cloud(ofExample field: FieldDeclaration) -> Cloud? {
    var text = field.example.filter { $0 != "\"" }
    if text.contains("arn:") || text.contains("vpce-") { return .aws }
    if text.contains("/subscriptions/") { return .azure }
    return text.withUTF8 { bytes in
      switch field.type {
      case .identifier(.account): Account(Text(bytes))?.cloud
      case .identifier(.region): Region.shape(of: Text(bytes))
      default: nil
      }
    }
  }
}

extension ValueType {
  fileprivate var isMapping: Bool {
    if case .mapping = self { true } else { false }
  }
}
