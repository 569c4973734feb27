import Diagnostics

/// `unknown-rule`: an ignore or a setting that names no rule. Reported where ignores are applied.
package enum UnknownRule {
  package static let about = RuleAbout(
    "unknown-rule",
    .ignores,
    .error,
    summary: "An ignore or a setting names no rule.",
    why: "It does nothing, though its author believes that it does.",
    remedy: "Take the nearest rule name; `privatelint rules` lists them.",
    isIgnorable: false,
    example: IgnoreExample.of(
      bad: "ignore[https-to-comerce] -- \(IgnoreExample.reason)",
      good: "ignore[https-to-commerce] -- \(IgnoreExample.reason)"
    )
  )
}
