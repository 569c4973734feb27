import Diagnostics
import ManifestModel

/// `unknown-rule`: an ignore or a setting that names no rule. Whether one does is decided where ignores and settings
/// are read.
package enum UnknownRule {
  package static let about = RuleAbout(
    "unknown-rule",
    .ignores,
    .error,
    summary: "An ignore or a setting names a rule that does not exist.",
    why: "It has no effect, although its author expects one.",
    remedy: "Use the name of an existing rule; `privatelint rules` lists them.",
    isIgnorable: false,
    example: IgnoreExample.ofCloud(
      bad: "ignore[live-security-groups] -- \(IgnoreExample.reason)",
      good: "ignore[live-security-group] -- \(IgnoreExample.reason)"
    )
  )
}

extension UnknownRule {
  /// A comment for this tool without a rule in brackets.
  package static func finding(withoutRuleAt comment: Location) -> Diagnostic {
    Diagnostic(
      about,
      at: comment,
      message: "this `# privatelint:` comment is not a valid ignore comment",
      label: "expected `ignore[rule]`",
      help: "write `# privatelint: ignore[rule] -- reason`"
    )
  }

  /// A name in an ignore. `nearest`: the ID that is close to it.
  package static func finding(
    _ name: String,
    inIgnoreAt place: Location,
    isPolicy: Bool,
    nearest: String?
  ) -> Diagnostic {
    Diagnostic(
      about,
      at: place,
      message: "there is no rule \(Display.quoted(name))",
      label: label(nearest, or: "not a rule"),
      help: isPolicy ? "`privatelint settings` shows the policies" : "`privatelint rules` lists the rules",
      fix: nearest.map { Fix(.suggested, "write `\($0)`", edits: [Edit(place.span, $0)]) }
    )
  }

  /// A name in the settings, once all of them have been read.
  package static func finding(
    _ name: String,
    inSettingsAt place: Location,
    isPolicy: Bool,
    nearest: String?
  ) -> Diagnostic {
    Diagnostic(
      about,
      at: place,
      message: "there is no \(isPolicy ? "policy" : "rule") \(Display.quoted(name))",
      label: label(nearest, or: isPolicy ? "not a policy" : "not a rule"),
      help: isPolicy
        ? "a policy is named `policy/` and its `id`, and is in this file or one that it extends"
        : "`privatelint rules` lists the rules"
    )
  }

  /// A key of the `rules` of settings that is not named like a policy.
  package static func report(
    _ name: String,
    inSettingsAt place: FindingPlace,
    nearest: String?,
    to findings: inout Findings
  ) {
    findings.add(
      about,
      at: place,
      "there is no rule \(Display.quoted(name))",
      label: label(nearest, or: "not a rule"),
      help: "`privatelint rules` lists the rules; the IDs of your own policies begin with `policy/`"
    )
  }

  private static func label(_ nearest: String?, or other: String) -> String {
    nearest.map { "did you mean `\($0)`?" } ?? other
  }
}
