import Diagnostics
import YAMLTree

/// `yaml-unsupported`: YAML that the manifest language has no use for.
package enum YAMLUnsupported {
  package static let about = RuleAbout(
    "yaml-unsupported",
    .yaml,
    .error,
    .yaml,
    summary: "A custom tag, a key that is not a scalar, or an alias that is recursive or undefined.",
    why: "YAML parsers disagree on what these mean, so the manifest would not mean the same to everyone.",
    remedy: "Write the value out: plain keys, no tags but YAML's own, aliases only to anchors that come before them.",
    isIgnorable: false,
    example: .init(.aws, bad: [("connection: unidirectional", "connection: !direction unidirectional")])
  )
}

extension YAMLUnsupported {
  static func report(undefinedAlias name: String, at span: Span, to findings: inout Findings) {
    findings.add(
      about,
      at: FindingPlace(span),
      "no anchor `&\(Display.oneLine(name, limit: 80))` comes before this alias",
      label: "leads nowhere",
      help: """
        define `&\(Display.oneLine(name, limit: 80))` earlier in the file, or quote the text if it is not an alias
        """
    )
  }

  static func report(recursiveAlias name: String, at span: Span, to findings: inout Findings) {
    findings.add(
      about,
      at: FindingPlace(span),
      "the alias `*\(Display.oneLine(name, limit: 80))` is inside the value it repeats",
      label: "would never end",
      help: "write the inner value out"
    )
  }

  static func report(tag: String, at span: Span, to findings: inout Findings) {
    findings.add(
      about,
      at: FindingPlace(span),
      "the tag \(Display.quoted(tag)) is not a standard YAML tag",
      label: "unknown to other parsers",
      help: "remove the tag and keep the value"
    )
  }

  static func report(key kind: Node.Kind, at span: Span, to findings: inout Findings) {
    findings.add(
      about,
      at: FindingPlace(span),
      "a key must be a string, but this is a \(kind == .mapping ? "mapping" : "list")",
      label: "used as a key",
      help: "write a plain key; a template such as `{{ name }}` has to be filled in before the manifest is read"
    )
  }
}
