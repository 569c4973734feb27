import Diagnostics

/// `ignore-without-reason`: an ignore that gives no reason. Reported where ignores are applied.
package enum IgnoreWithoutReason {
  package static let about = RuleAbout(
    "ignore-without-reason",
    .ignores,
    .error,
    summary: "An ignore that gives no reason.",
    why: "An ignored documented limit goes into the ticket as a requested exception, and Adobe will ask why.",
    remedy: "Add `-- reason` at the end.",
    isIgnorable: false,
    example: IgnoreExample.of(
      bad: "ignore[https-to-commerce]",
      good: "ignore[https-to-commerce] -- \(IgnoreExample.reason)"
    )
  )
}
