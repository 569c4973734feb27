import Diagnostics

/// The rules about ignores and settings; the driver reports them, where ignores are applied.
package enum IgnoreRules {
  package static let unusedIgnore = RuleAbout(
    "unused-ignore",
    .ignores,
    .warning,
    summary: "An ignore that ignored nothing.",
    why: "A stale ignore hides the next finding of its rule on that line, and nobody would know.",
    remedy: "Remove it.",
    isIgnorable: false,
    reportsAbsence: true,
    example: .init(.aws, bad: [(port, port + "  # privatelint: ignore[https-to-commerce] -- \(reason)")])
  )

  package static let ignoreWithoutReason = RuleAbout(
    "ignore-without-reason",
    .ignores,
    .error,
    summary: "An ignore that gives no reason.",
    why: "An ignored documented limit goes into the ticket as a requested exception, and Adobe will ask why.",
    remedy: "Add `-- reason` at its end.",
    isIgnorable: false,
    example: example(bad: "ignore[https-to-commerce]", good: "ignore[https-to-commerce] -- \(reason)")
  )

  package static let expiredIgnore = RuleAbout(
    "expired-ignore",
    .ignores,
    .error,
    summary: "An ignore whose `until` date has passed.",
    why: "The finding it hid is back, as was agreed.",
    remedy: "Mend the finding, or agree on a later date.",
    isIgnorable: false,
    example: example(
      bad: "ignore[https-to-commerce] until 2026-10-31 -- \(reason)",
      good: "ignore[https-to-commerce] until 2027-03-31 -- \(reason)"
    )
  )

  package static let unknownRule = RuleAbout(
    "unknown-rule",
    .ignores,
    .error,
    summary: "An ignore or a setting names no rule.",
    why: "It does nothing, though its author believes that it does.",
    remedy: "Take the nearest rule name; `privatelint rules` lists them.",
    isIgnorable: false,
    example: example(bad: "ignore[https-to-comerce] -- \(reason)", good: "ignore[https-to-commerce] -- \(reason)")
  )

  private static let port = "- { service: SFTP, port: 2222 }"
  private static let reason = "asked for in ticket 251234567"

  /// An ignore behind a port that is barred.
  private static func example(bad: String, good: String) -> RuleAbout.Example {
    func barred(_ comment: String) -> [(find: String, replace: String)] {
      [(port, "- { service: Webserver, port: 443 }  # privatelint: \(comment)")]
    }
    return .init(.aws, bad: barred(bad), good: barred(good))
  }

  package static let all = [unusedIgnore, ignoreWithoutReason, expiredIgnore, unknownRule]
}
