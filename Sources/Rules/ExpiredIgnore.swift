import Diagnostics
import ManifestModel

/// `expired-ignore`: an ignore whose `until` date has passed. Whether it has is decided where ignores are applied.
package enum ExpiredIgnore {
  package static let about = RuleAbout(
    "expired-ignore",
    .ignores,
    .error,
    summary: "An ignore whose `until` date has passed, or is part of the reason and so has no effect.",
    why: "The agreed period is over, so the finding is reported again.",
    remedy: "Fix the finding, or agree on a later date.",
    isIgnorable: false,
    example: IgnoreExample.ofCloud(
      bad: "ignore[live-security-group] until 2026-10-31 -- \(IgnoreExample.reason)",
      good: "ignore[live-security-group] until 2027-03-31 -- \(IgnoreExample.reason)"
    )
  )
}

extension ExpiredIgnore {
  /// An end that has passed.
  package static func finding(_ end: CivilDate, at comment: Location) -> Diagnostic {
    finding(
      at: comment,
      "this ignore comment expired on \(end.text)",
      help: "fix the finding that it hid, or agree on a later date"
    )
  }

  /// Text after `until` that is not a date; empty: nothing.
  package static func finding(malformed text: String, at comment: Location) -> Diagnostic {
    finding(
      at: comment,
      text.isEmpty
        ? "`until` has no date after it, so this ignore comment has no effect"
        : "\(Display.quoted(text)) is not a date, so this ignore comment has no effect",
      help: "write the date as `until 2027-01-31`"
    )
  }

  /// An end inside the reason, where it is only read. `moved`: where it can be written instead, and what it is removed
  /// from; nil: nothing else is in the reason. As an error where its day has passed: what was agreed has ended.
  package static func finding(
    inReason end: CivilDate,
    hasPassed: Bool,
    at comment: Location,
    moved: (to: UInt32, from: Span)?
  ) -> Diagnostic {
    var finding = Diagnostic(
      about,
      at: comment,
      message: "`until \(end.text)` is inside the reason, so this ignore comment never expires",
      label: "applies beyond that date",
      help: "write `until` before the reason: `ignore[rule] until \(end.text) -- reason`"
    )
    finding.severity = hasPassed ? .error : .warning
    finding.fix = moved.map { moved in
      Fix(
        .suggested,
        "move it before the reason",
        edits: [Edit(Span(moved.to, moved.to), " until \(end.text)"), Edit(moved.from, "")]
      )
    }
    return finding
  }

  /// No end, although the settings require one. `latest`: the last day that they allow; `origin`: where they say so.
  package static func finding(withoutEndAt comment: Location, latest: CivilDate?, origin: String?) -> Diagnostic {
    finding(
      at: comment,
      "this ignore comment has no end date, but the settings require one",
      help: latest.map { advice(latest: $0, origin: origin) }
        ?? "write `until` and the date on which the exception ends, as in `until 2027-01-31`\(suffix(origin))"
    )
  }

  /// An end later than the settings allow, which is after `days` days: on `latest`.
  package static func finding(
    tooLate end: CivilDate,
    after days: Int,
    latest: CivilDate,
    origin: String?,
    at comment: Location
  ) -> Diagnostic {
    finding(
      at: comment,
      "this ignore comment expires on \(end.text), more than \(days) days from today",
      help: advice(latest: latest, origin: origin)
    )
  }

  private static func advice(latest: CivilDate, origin: String?) -> String {
    "write `until` and a date no later than \(latest.text)\(suffix(origin))"
  }

  private static func suffix(_ origin: String?) -> String { origin.map { " (\($0))" } ?? "" }

  private static func finding(at comment: Location, _ message: String, help: String) -> Diagnostic {
    Diagnostic(about, at: comment, message: message, label: "ignores nothing", help: help)
  }
}
