import Diagnostics

/// `ignore-without-reason`: an ignore that gives no reason. Whether one does is decided where ignores are applied.
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

extension IgnoreWithoutReason {
  package static func finding(at comment: Location) -> Diagnostic {
    Diagnostic(
      about,
      at: comment,
      message: "this ignore comment gives no reason",
      label: "no reason",
      help: "end it with `-- reason`; if you ignore a limit, the ticket quotes your reason"
    )
  }

  /// Text after the brackets that does not begin with `--`. `mark`: what is before a reason in its place; nil: the text
  /// is not a reason.
  package static func finding(withoutMarkerAt text: Location, insteadOfMarker mark: Span?) -> Diagnostic {
    Diagnostic(
      about,
      at: text,
      message: "this ignore comment has text after its brackets, but no `--` before it",
      label: "not read as a reason",
      help: "the form is `ignore[rule] until 2027-01-31 -- reason`; `until` and its date may be left out",
      fix: mark.map { Fix(.suggested, "write `--` before the reason", edits: [Edit($0, "-- ")]) }
    )
  }
}
