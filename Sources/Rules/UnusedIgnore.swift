import Diagnostics

/// `unused-ignore`: an ignore that ignored nothing. Whether one did is decided where ignores are applied.
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

extension UnusedIgnore {
  /// What an ignore of a rule does not do.
  package enum Reason {
    /// The rule cannot be ignored; `lock`: the settings that forbid it.
    case fixed(lock: String?)
    /// It is in the wrong place; `advice` says where the right one is.
    case misplaced(advice: String)
    /// It matches no finding.
    case idle
  }

  /// `removal`: the edit that removes it, and whether it removes the whole comment; nil: it may still be needed, or the
  /// comment says more.
  package static func finding(
    _ rule: String,
    at place: Location,
    because reason: Reason,
    removal: (edit: Edit, isWhole: Bool)?
  ) -> Diagnostic {
    var (message, label) = ("this ignore comment for \(Display.quoted(rule)) ignores nothing", "not needed")
    var help =
      removal == nil ? "fix the errors in this file first, then remove it if it is still not needed" : "remove it"
    var fix = removal.map { removal in
      Fix(.safe, removal.isWhole ? "remove the ignore" : "remove the rule from it", edits: [removal.edit])
    }
    switch reason {
    case .idle: break
    case .fixed(let lock):
      label = "has no effect"
      message = "\(Display.quoted(rule)) cannot be ignored" + (lock.map { ": it is locked in \($0)" } ?? "")
    case .misplaced(let advice): (label, help, fix) = ("in the wrong place", advice, nil)
    }
    return Diagnostic(about, at: place, message: message, label: label, help: help, fix: fix)
  }

  /// A comment that was meant as an ignore and is none.
  package enum Stray {
    /// It is written as another tool wants it.
    case otherForm
    /// It is after other words of its comment.
    case notFirst
    /// It has capitals: the words, and what they are in small letters.
    case capitals(Span, small: String)
  }

  package static func finding(_ stray: Stray, at comment: Location) -> Diagnostic {
    let form = "write `# privatelint: ignore[rule] -- reason`"
    func ordinary(_ need: String, help: String, fix: Fix? = nil) -> Diagnostic {
      Diagnostic(
        about,
        at: comment,
        message: "an ignore has to \(need), so this one ignores nothing",
        label: "an ordinary comment",
        help: help,
        fix: fix
      )
    }
    switch stray {
    case .otherForm:
      return Diagnostic(
        about,
        at: comment,
        message: "this comment looks like an ignore, but ignores nothing: the form is `privatelint: ignore[rule]`",
        label: "not an ignore",
        help: form + ", with the ID of the rule in the brackets"
      )
    case .notFirst: return ordinary("come first in its comment", help: form + " first, or on a line of its own")
    case .capitals(let words, let small):
      let fix = Fix(.suggested, "write it in lower case", edits: [Edit(words, small)])
      return ordinary("be in lower case", help: form, fix: fix)
    }
  }
}
