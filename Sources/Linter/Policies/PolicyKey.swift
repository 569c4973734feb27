import Diagnostics
import ManifestModel

/// The keys of a policy in the settings.
package enum PolicyKey: Int, MappingKey {
  case id, on, when, require, severity, message, help

  package static let table = KeyTable(allCases.map(\.declaration))
  package static let mapping = MappingDeclaration(
    "policy",
    doc: "A requirement that your organization sets",
    keys: PolicyKey.self
  )

  package var declaration: FieldDeclaration {
    switch self {
    case .id:
      FieldDeclaration(
        "id",
        .word,
        .required,
        """
        The name of the policy, in lower-case letters, digits and dashes; a finding's rule ID is `policy/` and this \
        name
        """,
        example: "approved-ports",
        origin: "give it a name, such as `approved-ports`"
      )
    case .on:
      FieldDeclaration(
        "on",
        .enumeration(PolicyTarget.allCases.map(\.rawValue)),
        .required,
        "What the policy checks: its target",
        example: "ports",
        origin: "name the target, such as `ports` or `environments`"
      )
    case .when:
      FieldDeclaration(
        "when",
        .conditions(withContext: true),
        "Conditions for the policy to apply, on keys of the target and of its context",
        example: "{ cloud: aws, environment_type: production }"
      )
    case .require:
      FieldDeclaration(
        "require",
        .conditions(withContext: false),
        .required,
        "What the target's keys must be",
        example: "{ port: [80, 2222, 8000-8099] }",
        origin: "name at least one key and what its value must be"
      )
    case .severity:
      FieldDeclaration(
        "severity",
        .enumeration(Severity.allCases.reversed().map(\.rawValue)),
        default: Severity.error.rawValue,
        "The severity of the policy's findings",
        example: "warning"
      )
    case .message:
      FieldDeclaration(
        "message",
        .text,
        default: "what was found and what the policy requires",
        """
        The message of a finding; placeholders such as `{port}` are replaced by values, and `{value}` by the \
        offending value
        """,
        example: "port {port} is not approved"
      )
    case .help:
      FieldDeclaration(
        "help",
        .text,
        default: "what the policy requires",
        "What to do about a finding, and who to ask; takes the same placeholders as `message`",
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
    doc: "A range that includes both ends",
    keys: BoundsKey.self
  )

  package var declaration: FieldDeclaration {
    switch self {
    case .least: FieldDeclaration("at_least", .word, "The smallest number or count, or the earliest date", example: "1")
    case .most: FieldDeclaration("at_most", .word, "The largest number or count, or the latest date", example: "20")
    }
  }
}
