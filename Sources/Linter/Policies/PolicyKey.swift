import Diagnostics
import ManifestModel

/// The keys of a policy in the settings.
package enum PolicyKey: Int, MappingKey {
  case id, on, when, require, severity, message, help

  package static let table = KeyTable(allCases.map(\.declaration))
  package static let mapping = MappingDeclaration(
    "policy",
    doc: "A limit that your organisation sets",
    keys: PolicyKey.self
  )

  package var declaration: FieldDeclaration {
    switch self {
    case .id:
      FieldDeclaration(
        "id",
        .word,
        .required,
        "The name of the policy: lower-case letters, digits and dashes; findings have it after `policy/`",
        example: "approved-ports",
        origin: "name it in lower-case letters, digits and dashes"
      )
    case .on:
      FieldDeclaration(
        "on",
        .enumeration(PolicyThing.allCases.map(\.rawValue)),
        .required,
        "What the policy is about",
        example: "ports",
        origin: "name what it is about, such as `ports` or `environments`"
      )
    case .when:
      FieldDeclaration(
        "when",
        .conditions(areAround: true),
        "Conditions for the policy to apply: values of the thing and of what it is in",
        example: "{ cloud: aws, environment_type: production }"
      )
    case .require:
      FieldDeclaration(
        "require",
        .conditions(areAround: false),
        .required,
        "What the values of the thing must be",
        example: "{ port: [80, 2222, 8000-8099] }",
        origin: "name at least one key and what its value must be"
      )
    case .severity:
      FieldDeclaration(
        "severity",
        .enumeration(Severity.allCases.reversed().map(\.rawValue)),
        default: Severity.error.rawValue,
        "The severity of a finding",
        example: "warning"
      )
    case .message:
      FieldDeclaration(
        "message",
        .text,
        default: "what was found, and what the policy requires",
        """
        The message of a finding; placeholders such as `{port}` are replaced by values, `{value}` by the one that \
        fails
        """,
        example: "port {port} is not approved"
      )
    case .help:
      FieldDeclaration(
        "help",
        .text,
        default: "what the policy requires",
        "What to do, and who can do it; with values as in `message`",
        example: "ask netops for an approval"
      )
    }
  }
}

/// The keys of a condition on a number, a count or a date.
package enum BoundsKey: Int, MappingKey {
  case least, most

  package static let table = KeyTable(allCases.map(\.declaration))
  package static let mapping = MappingDeclaration(
    "condition",
    doc: "Between two values, both allowed",
    keys: BoundsKey.self
  )

  package var declaration: FieldDeclaration {
    switch self {
    case .least: FieldDeclaration("at_least", .word, "The least number, count or day", example: "1")
    case .most: FieldDeclaration("at_most", .word, "The greatest number, count or day", example: "20")
    }
  }
}
