import Diagnostics

/// `unknown-rule`: an ignore or a setting that names no rule. Reported where ignores are applied.
package enum UnknownRule {
  package static let about = RuleAbout(
    "unknown-rule",
    .ignores,
    .error,
    summary: "An ignore or a setting names a rule that does not exist.",
    why: "It has no effect, although its author expects one.",
    remedy: "Use the name of an existing rule; `privatelint rules` lists them.",
    isIgnorable: false,
    example: IgnoreExample.of(
      bad: "ignore[https-to-comerce] -- \(IgnoreExample.reason)",
      good: "ignore[https-to-commerce] -- \(IgnoreExample.reason)"
    )
  )
}
