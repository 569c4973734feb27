import Diagnostics
import ManifestModel
import Rules
import YAMLTree

/// Applies the ignores of a file to its findings.
struct Ignores {
  let comments: [IgnoreComment]
  private let strays: [StrayIgnore]
  private let tree: YAMLTree

  /// What is left, and what was let through.
  struct Outcome {
    var kept: [Diagnostic]
    var suppressed: [Diagnostic] = []
    /// Findings about the ignores themselves; not yet settled.
    var about: [Diagnostic] = []
    /// Ignores beyond the limit on findings, of which nothing is said.
    var unshown = 0
  }

  init(_ tree: YAMLTree) {
    self.tree = tree
    // The marker is rare: look for it byte by byte before a comment becomes text.
    strays = tree.comments.compactMap { StrayIgnore($0.span, in: tree) }
    let addressed = tree.comments.filter { Ignores.mayAddressUs(tree.source.bytes[$0.span.range]) }
    guard !addressed.isEmpty else {
      comments = []
      return
    }
    let addresses = AddressBook(tree)
    comments = addressed.compactMap { IgnoreComment($0.span, in: tree, addresses) }
  }

  private static func mayAddressUs(_ comment: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let text = comment.drop { $0 == UInt8(ascii: "#") || $0.isWhite }
    return text.starts(with: "privatelint:".utf8)
  }

  /// - Parameters:
  ///   - findings: the settled findings of the file.
  ///   - today: the day on which `until` dates are looked at.
  ///   - limit: the findings about ignores that are kept.
  ///   - isEditionOverridden: while `--limits` is given, an ignore that ignores nothing may be needed by the manifest's own edition.
  /// - Returns: the findings that stay, those that are let through, and what there is to say of the ignores.
  func apply(to findings: [Diagnostic], today: CivilDate, limit: Int, isEditionOverridden: Bool) -> Outcome {
    guard !comments.isEmpty || !strays.isEmpty else { return Outcome(kept: findings) }
    var outcome = Outcome(kept: [])
    var used: Set<Span> = []
    let active = comments.filter { isActive($0, today) }
    let index = IgnoreIndex(active)
    for finding in findings {
      guard finding.about.isIgnorable, let ignore = index.first(covering: finding) else {
        outcome.kept.append(finding)
        continue
      }
      var finding = finding
      finding.suppression = Diagnostic.Suppression(.ignore, reason: ignore.reason, until: ignore.lastDay)
      outcome.suppressed.append(finding)
      for rule in ignore.rules where rule.name == finding.about.id { used.insert(rule.span) }
    }
    for comment in comments {
      guard outcome.about.count < limit else {
        outcome.unshown += 1
        continue
      }
      outcome.about += self.about(comment, used: used, today, isEditionOverridden: isEditionOverridden)
    }
    let room = max(0, limit - outcome.about.count)
    outcome.about += strays.prefix(room).map { $0.finding(in: tree) }
    outcome.unshown += max(0, strays.count - room)
    return outcome
  }

  private func isActive(_ comment: IgnoreComment, _ today: CivilDate) -> Bool {
    switch comment.until {
    case nil: true
    case .date(let date)?: today <= date
    case .malformed?: false
    }
  }

  // MARK: What there is to say of an ignore

  private func about(_ comment: IgnoreComment, used: Set<Span>, _ today: CivilDate, isEditionOverridden: Bool)
    -> [Diagnostic]
  {
    guard !comment.rules.isEmpty else {
      return [
        finding(
          UnknownRule.about,
          at: comment.comment,
          "this comment is addressed to privatelint, and ignores no rule",
          label: "no rule in brackets",
          help: "write `# privatelint: ignore[rule] -- reason`"
        )
      ]
    }
    var findings = comment.rules.filter { Catalog.rule($0.name) == nil }.map { unknown($0) }
    if comment.reason.isEmpty {
      findings.append(
        finding(
          IgnoreWithoutReason.about,
          at: comment.comment,
          "this ignore gives no reason",
          label: "why?",
          help: "end it with `-- reason`; the reason of an ignored limit goes into the ticket"
        )
      )
    }
    switch comment.until {
    case .date(let date)? where date < today:
      findings.append(
        finding(
          ExpiredIgnore.about,
          at: comment.comment,
          "this ignore ended on \(date.text)",
          label: "no longer ignores",
          help: "mend what it hid, or agree on a later date"
        )
      )
      return findings
    case .malformed(let text)?:
      findings.append(
        finding(
          ExpiredIgnore.about,
          at: comment.comment,
          "\(Shown.quoted(text)) is not a date, so this ignore has ended",
          label: "no longer ignores",
          help: "write the day as `until 2027-01-31`"
        )
      )
      return findings
    default: break
    }
    if !isEditionOverridden, !tree.isPartial { findings += unused(comment, used) }
    return findings
  }

  private func unknown(_ rule: (name: String, span: Span)) -> Diagnostic {
    let nearest = NearestName.of(rule.name, among: Catalog.ids)
    return finding(
      UnknownRule.about,
      at: rule.span,
      "there is no rule \(Shown.quoted(rule.name))",
      label: nearest.map { "perhaps `\($0)`" } ?? "not a rule",
      help: "`privatelint rules` lists the rules",
      fix: nearest.map { Fix(.suggested, "write `\($0)`", [Edit(rule.span, $0)]) }
    )
  }

  private func unused(_ comment: IgnoreComment, _ used: Set<Span>) -> [Diagnostic] {
    // What compares with the cloud finds nothing in a run that has not collected it.
    let known = comment.rules.filter { Catalog.rule($0.name).map { $0.group != .cloud } ?? false }
    let idle = known.filter { !used.contains($0.span) }
    guard !idle.isEmpty else { return [] }
    let isWhole = idle.count == comment.rules.count
    return idle.map { rule in
      let isFixed = Catalog.rule(rule.name)?.isIgnorable == false
      let message =
        isFixed
        ? "\(Shown.quoted(rule.name)) cannot be ignored" : "this ignore of \(Shown.quoted(rule.name)) ignores nothing"
      let fix = Fix(
        .safe,
        isWhole ? "remove the ignore" : "remove the rule from it",
        isWhole ? [removal(of: comment.comment)] : [removal(of: rule.span, in: comment)]
      )
      // One edit mends every finding of a comment in which nothing is needed.
      return finding(
        UnusedIgnore.about,
        at: isWhole && idle.count == 1 ? comment.comment : rule.span,
        message,
        label: "not needed",
        help: "remove it",
        fix: fix
      )
    }
  }

  /// The comment with the blanks before it, or its whole line where it stands alone.
  private func removal(of comment: Span) -> Edit {
    let bytes = tree.source.bytes
    var start = Int(comment.start)
    while start > 0, bytes[start - 1].isWhite { start -= 1 }
    var end = Int(comment.end)
    if start == 0 || bytes[start - 1] == 10 || bytes[start - 1] == 13 {
      if end < bytes.count, bytes[end] == 13 { end += 1 }
      if end < bytes.count, bytes[end] == 10 { end += 1 }
    }
    return Edit(Span(start..<end), "")
  }

  /// The name with one of the commas beside it.
  private func removal(of name: Span, in comment: IgnoreComment) -> Edit {
    let bytes = tree.source.bytes
    guard let index = comment.rules.firstIndex(where: { $0.span == name }) else { return Edit(name, "") }
    if index + 1 < comment.rules.count { return Edit(Span(name.start, comment.rules[index + 1].span.start), "") }
    var start = Int(name.start)
    while start > 0, bytes[start - 1] == 32 || bytes[start - 1] == UInt8(ascii: ",") { start -= 1 }
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

/// Finds the ignore that covers a finding without asking every ignore for every finding.
private struct IgnoreIndex {
  /// The ignores of one rule, in order of where their range begins.
  private struct Ranges {
    var lines: [IgnoreComment] = []
    var entries: [IgnoreComment] = []
    /// The furthest end among the entries up to each.
    var furthest: [UInt32] = []
  }

  private var byRule: [String: Ranges] = [:]

  init(_ comments: [IgnoreComment]) {
    for comment in comments {
      for rule in Set(comment.rules.map(\.name)) {
        switch comment.scope {
        case .line: byRule[rule, default: Ranges()].lines.append(comment)
        case .entry(let range):
          let furthest = byRule[rule]?.furthest.last ?? 0
          byRule[rule, default: Ranges()].entries.append(comment)
          byRule[rule]?.furthest.append(max(furthest, range.upperBound))
        case .nothing: break
        }
      }
    }
  }

  func first(covering finding: Diagnostic) -> IgnoreComment? {
    guard let ranges = byRule[finding.about.id] else { return nil }
    let start = finding.location.span.start
    let line = ranges.lines.index(before: start)
    if line >= 0, ranges.lines[line].covers(finding) { return ranges.lines[line] }
    var entry = ranges.entries.index(before: start)
    while entry >= 0, ranges.furthest[entry] > start {
      if ranges.entries[entry].covers(finding) { return ranges.entries[entry] }
      entry -= 1
    }
    return nil
  }
}

extension [IgnoreComment] {
  /// The index of the last ignore whose range begins at or before an offset; -1: none.
  fileprivate func index(before offset: UInt32) -> Int {
    prefixCount { ($0.range?.lowerBound ?? 0) <= offset } - 1
  }
}
