import Diagnostics

/// `unused-ignore`: an ignore that ignored nothing. Reported where ignores are applied.
package enum UnusedIgnore {
  package static let about = RuleAbout(
    "unused-ignore",
    .ignores,
    .warning,
    summary: "An ignore that matches no finding.",
    why: "An outdated ignore would hide the next finding of its rule on that line, and nobody would notice.",
    remedy: "Remove it.",
    isIgnorable: false,
    reportsAbsence: true,
    example: .init(
      .aws,
      bad: [
        (
          IgnoreExample.port,
          "\(IgnoreExample.port)  # privatelint: ignore[https-to-commerce] -- \(IgnoreExample.reason)"
        )
      ]
    )
  )
}
