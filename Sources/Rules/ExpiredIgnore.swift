import Diagnostics

/// `expired-ignore`: an ignore whose `until` date has passed. Reported where ignores are applied.
package enum ExpiredIgnore {
  package static let about = RuleAbout(
    "expired-ignore",
    .ignores,
    .error,
    summary: "An ignore whose `until` date has passed, or is part of the reason and so has no effect.",
    why: "The finding it hid is back, as was agreed.",
    remedy: "Fix the finding, or agree on a later date.",
    isIgnorable: false,
    example: IgnoreExample.of(
      bad: "ignore[https-to-commerce] until 2026-10-31 -- \(IgnoreExample.reason)",
      good: "ignore[https-to-commerce] until 2027-03-31 -- \(IgnoreExample.reason)"
    )
  )
}
