import Diagnostics
import YAMLTree

/// `yaml-limit`: the file asks for more than the reader gives.
package enum YAMLLimit {
  package static let about = RuleAbout(
    "yaml-limit",
    .yaml,
    .error,
    .yaml,
    summary: "The nesting, alias expansion, size or number of nodes exceeds a bound on input.",
    why:
      """
      Real manifests stay far below these bounds; a file that exceeds them is a mistake or an attack on the machine \
      that reads it.
      """,
    remedy:
      """
      Split the file, nest less deeply, or write out what aliases repeat; the flag that the help names raises the \
      bound for one run.
      """,
    isIgnorable: false,
    example: .init(
      .aws,
      bad: [
        (
          "        # endpoint services",
          "        x-nested: \(String(repeating: "[", count: 100))\(String(repeating: "]", count: 100))"
        )
      ]
    )
  )

  /// What brings a file within a bound, by the flag that raises it.
  static func remedy(of option: String) -> String {
    switch option {
    case "depth": "nest the collections less deeply"
    case "alias-nodes": "write the values out, or use fewer aliases"
    case "scalar-bytes": "shorten the string"
    default: "split the file"
    }
  }
}

extension YAMLLimit {
  /// `option`: the flag that raises the bound, without `--max-`.
  static func report(_ name: String, _ value: Int, option: String, at span: Span, to findings: inout Findings) {
    findings.add(
      about,
      at: FindingPlace(span),
      "this file exceeds the maximum \(name), which is \(value)",
      label: "reading stops here",
      help: "\(remedy(of: option)); `--max-\(option)` raises this bound for one run"
    )
  }
}
