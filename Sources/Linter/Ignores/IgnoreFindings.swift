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
    let place = location(comment.comment)
    guard !comment.rules.isEmpty else { return [UnknownRule.finding(withoutRuleAt: place)] }
    var findings = comment.rules.filter { isUnknown($0.name) }.map(unknown)
    if let stray = comment.stray {
      findings.append(withoutMarker(stray))
    } else if comment.reason.isEmpty {
      findings.append(IgnoreWithoutReason.finding(at: place))
    }
    if let end = comment.endInReason {
      findings.append(
        ExpiredIgnore.finding(
          inReason: end.date,
          hasPassed: end.date < today,
          at: place,
          moved: end.isAll ? nil : (to: end.place, from: end.span)
        )
      )
    }
    switch comment.until {
    case .date(let date)? where date < today: return findings + [ExpiredIgnore.finding(date, at: place)]
    case .malformed(let text)?: return findings + [ExpiredIgnore.finding(malformed: text, at: place)]
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
    return IgnoreWithoutReason.finding(
      withoutMarkerAt: location(stray),
      insteadOfMarker: isReason ? Span(stray.start, stray.start + UInt32(mark.utf8.count)) : nil
    )
  }

  /// An ignore without the end that the settings ask for.
  private func againstTerms(_ comment: IgnoreComment) -> Diagnostic? {
    let terms = settings.ignoreTerms
    var end: CivilDate?
    if case .date(let date)? = comment.until { end = date }
    guard !terms.allow(end, today: today) else { return nil }
    let (place, origin) = (location(comment.comment), terms.origin.map(shown))
    let latest = terms.maxDays.map { CivilDate(days: today.days + $0) }
    guard let end, let days = terms.maxDays, let latest else {
      return ExpiredIgnore.finding(withoutEndAt: place, latest: latest, origin: origin)
    }
    return ExpiredIgnore.finding(tooLate: end, after: days, latest: latest, origin: origin, at: place)
  }

  /// Without the settings that define it, a policy is not unknown: its manifest may be checked elsewhere.
  private func isUnknown(_ name: String) -> Bool {
    settings.rule(name) == nil && !(settings.policies.isEmpty && name.hasPrefix(Policy.prefix))
  }

  private func unknown(_ rule: (name: String, span: Span)) -> Diagnostic {
    UnknownRule.finding(
      rule.name,
      inIgnoreAt: location(rule.span),
      isPolicy: rule.name.hasPrefix(Policy.prefix),
      nearest: NearestName.of(rule.name, among: settings.ruleIDs)
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
      // Text that may be a reason is not removed without its writer.
      let isCertain = comment.stray == nil && (isFixed(rule.name) || unread.isEmpty)
      // One edit fixes every finding of a comment in which nothing is needed.
      let edit = isWhole ? removal(of: comment.comment) : removal(of: rule.span, in: comment)
      return UnusedIgnore.finding(
        rule.name,
        at: location(isWhole && idle.count == 1 ? comment.comment : rule.span),
        because: reason(rule.name, in: comment),
        removal: isCertain ? (edit, isWhole) : nil
      )
    }
  }

  private func isFixed(_ rule: String) -> Bool { settings.rule(rule)?.isIgnorable == false }

  private func reason(_ rule: String, in comment: IgnoreComment) -> UnusedIgnore.Reason {
    if isFixed(rule) { return .fixed(lock: settings.locked[rule].map(shown)) }
    return missed?.advice(for: rule, in: comment).map { .misplaced(advice: $0) } ?? .idle
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

  private func location(_ span: Span) -> Location { Location(tree.source, span) }

  private func shown(_ origin: SettingsOrigin) -> String { "\(Display.oneLine(origin.path)):\(origin.line)" }
}
