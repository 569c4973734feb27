import Diagnostics
import ManifestModel
import Rules
import YAMLTree

/// What there is to report about the ignore comments of a file: what they lack, and what they do not do.
struct IgnoreFindings {
  let tree: YAMLTree
  /// The day on which `until` dates are looked at.
  let today: CivilDate
  let settings: Settings
  /// The names of rules in ignores that let something through.
  let used: Set<Span>
  /// Nil: no comment is addressed to this tool.
  let missed: MissedFindings?
  let unread: UnreadValues
  /// Whether an ignore that ignores nothing is reported: not while what it is for may not have been looked at.
  let includesUnused: Bool

  func about(_ comment: IgnoreComment) -> [Diagnostic] {
    guard !comment.rules.isEmpty else {
      return [
        finding(
          UnknownRule.about,
          at: comment.comment,
          "this comment is addressed to privatelint, but ignores no rule",
          label: "no rule in brackets",
          help: "write `# privatelint: ignore[rule] -- reason`"
        )
      ]
    }
    var findings = comment.rules.filter { isUnknown($0.name) }.map(unknown)
    if let stray = comment.stray {
      findings.append(withoutMarker(stray))
    } else if comment.reason.isEmpty {
      findings.append(
        finding(
          IgnoreWithoutReason.about,
          at: comment.comment,
          "this ignore comment gives no reason",
          label: "no reason",
          help: "end it with `-- reason`; the reason of an ignored limit goes into the ticket"
        )
      )
    }
    if let end = comment.endInReason { findings.append(inReason(end, of: comment)) }
    switch comment.until {
    case .date(let date)? where date < today:
      findings.append(
        finding(
          ExpiredIgnore.about,
          at: comment.comment,
          "this ignore comment expired on \(date.text)",
          label: "ignores nothing",
          help: "fix the finding that it hid, or agree on a later date"
        )
      )
      return findings
    case .malformed(let text)?:
      findings.append(
        finding(
          ExpiredIgnore.about,
          at: comment.comment,
          text.isEmpty
            ? "`until` has no date after it, so this ignore comment has no effect"
            : "\(Display.quoted(text)) is not a date, so this ignore comment has no effect",
          label: "ignores nothing",
          help: "write the date as `until 2027-01-31`"
        )
      )
      return findings
    default:
      if let finding = againstTerms(comment) { return findings + [finding] }
    }
    if includesUnused { findings += unused(comment) }
    return findings
  }

  /// Text after the brackets that does not begin with `--`: a reason, or an end that is misspelt.
  private func withoutMarker(_ stray: Span) -> Diagnostic {
    let text = tree.source.text(stray)
    // A dash of another kind, or a colon, is what others put before a reason.
    let reason = text.drop { " -–—:,;(".contains($0) }
    let isReason = !reason.isEmpty && !text.contains("--") && !reason.lowercased().hasPrefix("until")
    let mark = String(text.prefix(text.count - reason.count))
    return finding(
      IgnoreWithoutReason.about,
      at: stray,
      "this ignore comment has text after its brackets, but no `--` before it",
      label: "not read as a reason",
      help: "the form is `ignore[rule] until 2027-01-31 -- reason`; `until` and its date may be left out",
      fix: isReason
        ? Fix(
          .suggested,
          "write `--` before the reason",
          edits: [Edit(Span(stray.start, stray.start + UInt32(mark.utf8.count)), "-- ")]
        )
        : nil
    )
  }

  /// An end inside the reason, where it is only read. As an error where its day has passed: what was agreed has ended.
  private func inReason(_ end: IgnoreComment.EndInReason, of comment: IgnoreComment) -> Diagnostic {
    var finding = finding(
      ExpiredIgnore.about,
      at: comment.comment,
      "`until \(end.date.text)` is inside the reason, so this ignore comment never expires",
      label: "applies beyond that date",
      help: "write `until` before the reason: `ignore[rule] until \(end.date.text) -- reason`"
    )
    finding.severity = end.date < today ? .error : .warning
    if !end.isAll {
      finding.fix = Fix(
        .suggested,
        "move it before the reason",
        edits: [Edit(Span(end.place, end.place), " until \(end.date.text)"), Edit(end.span, "")]
      )
    }
    return finding
  }

  /// An ignore without the end that the settings ask for.
  private func againstTerms(_ comment: IgnoreComment) -> Diagnostic? {
    let terms = settings.ignoreTerms
    var end: CivilDate?
    if case .date(let date)? = comment.until { end = date }
    guard !terms.allow(end, today: today) else { return nil }
    let origin = terms.origin.map { " (\(Display.oneLine($0.path)):\($0.line))" } ?? ""
    let latest = terms.maxDays.map { CivilDate(days: today.days + $0).text }
    return finding(
      ExpiredIgnore.about,
      at: comment.comment,
      end.map { "this ignore comment expires on \($0.text), more than \(terms.maxDays ?? 0) days from today" }
        ?? "this ignore comment has no end date, but the settings require one",
      label: "ignores nothing",
      help: latest.map { "write `until` and a date no later than \($0)\(origin)" }
        ?? "write `until` and the date on which the exception ends, as in `until 2027-01-31`\(origin)"
    )
  }

  /// Without the settings that define it, a policy is not unknown: its manifest may be checked elsewhere.
  private func isUnknown(_ name: String) -> Bool {
    settings.rule(name) == nil && !(settings.policies.isEmpty && name.hasPrefix(Policy.prefix))
  }

  private func unknown(_ rule: (name: String, span: Span)) -> Diagnostic {
    let nearest = NearestName.of(rule.name, among: settings.ruleIDs)
    return finding(
      UnknownRule.about,
      at: rule.span,
      "there is no rule \(Display.quoted(rule.name))",
      label: nearest.map { "did you mean `\($0)`?" } ?? "not a rule",
      help: rule.name.hasPrefix(Policy.prefix)
        ? "`privatelint settings` shows the policies" : "`privatelint rules` lists the rules",
      fix: nearest.map { Fix(.suggested, "write `\($0)`", edits: [Edit(rule.span, $0)]) }
    )
  }

  private func unused(_ comment: IgnoreComment) -> [Diagnostic] {
    // What compares with the cloud finds nothing in a run that has not collected it.
    let known = comment.rules.filter { settings.rule($0.name).map { $0.group != .cloud } ?? false }
    // A value that cannot be read yet may need it.
    let isOpen = unread.isAny(in: comment)
    let idle = known.filter { rule in
      !used.contains(rule.span) && !(isOpen && settings.rule(rule.name)?.isIgnorable ?? false)
    }
    guard !idle.isEmpty else { return [] }
    let isWhole = idle.count == comment.rules.count
    return idle.map { rule in
      let isFixed = settings.rule(rule.name)?.isIgnorable == false
      let lock = settings.locked[rule.name].map { ": it is locked in \(Display.oneLine($0.path)):\($0.line)" } ?? ""
      let message =
        isFixed
        ? "\(Display.quoted(rule.name)) cannot be ignored\(lock)"
        : "this ignore comment for \(Display.quoted(rule.name)) ignores nothing"
      let fix = Fix(
        .safe,
        isWhole ? "remove the ignore" : "remove the rule from it",
        edits: isWhole ? [removal(of: comment.comment)] : [removal(of: rule.span, in: comment)]
      )
      let advice = isFixed ? nil : missed?.advice(for: rule.name, in: comment)
      // Text that may be a reason is not removed without its writer.
      let isCertain = comment.stray == nil && (isFixed || unread.isEmpty)
      // One edit fixes every finding of a comment in which nothing is needed.
      return finding(
        UnusedIgnore.about,
        at: isWhole && idle.count == 1 ? comment.comment : rule.span,
        message,
        label: advice == nil ? "not needed" : "in the wrong place",
        help: advice
          ?? (isCertain ? "remove it" : "fix the errors in this file first, then remove it if it is still not needed"),
        fix: advice == nil && isCertain ? fix : nil
      )
    }
  }

  /// The comment with the spaces before it, or its whole line where it is alone.
  private func removal(of comment: Span) -> Edit {
    let bytes = tree.source.bytes
    var start = Int(comment.start)
    while start > 0, bytes[start - 1].isWhite { start -= 1 }
    var end = Int(comment.end)
    if start == 0 || bytes[start - 1].isLineBreak {
      if end < bytes.count, bytes[end] == UInt8(ascii: "\r") { end += 1 }
      if end < bytes.count, bytes[end] == UInt8(ascii: "\n") { end += 1 }
    }
    return Edit(Span(start..<end), "")
  }

  /// The name with one of the commas beside it.
  private func removal(of name: Span, in comment: IgnoreComment) -> Edit {
    let bytes = tree.source.bytes
    guard let index = comment.rules.firstIndex(where: { $0.span == name }) else { return Edit(name, "") }
    if index + 1 < comment.rules.count { return Edit(Span(name.start, comment.rules[index + 1].span.start), "") }
    var start = Int(name.start)
    while start > 0, bytes[start - 1] == UInt8(ascii: " ") || bytes[start - 1] == UInt8(ascii: ",") { start -= 1 }
    return Edit(Span(UInt32(start), name.end), "")
  }

  private func finding(
    _ about: RuleAbout,
    at span: Span,
    _ message: String,
    label: String,
    help: String,
    fix: Fix? = nil
  ) -> Diagnostic {
    Diagnostic(about, at: Location(tree.source, span), message: message, label: label, help: help, fix: fix)
  }
}
