import Diagnostics
import ManifestModel
import Rules
import YAMLTree

/// Applies the ignores of a file to its findings.
struct Ignores {
  let comments: [IgnoreComment]
  private let strays: [StrayIgnore]
  private let file: ManifestFile?
  private let tree: YAMLTree
  /// Nil: no comment is addressed to this tool.
  private let addresses: AddressBook?

  /// What is left, and what was let through.
  struct Outcome {
    var kept: [Diagnostic]
    var suppressed: [Diagnostic] = []
    /// Findings about the ignores themselves; not yet settled.
    var about: [Diagnostic] = []
    /// Ignores beyond the limit on findings, of which nothing is said.
    var unshown = 0
  }

  init(_ file: ManifestFile) { self.init(file.tree, file) }

  init(_ tree: YAMLTree, _ file: ManifestFile? = nil) {
    self.tree = tree
    self.file = file
    // The marker is rare: look for it byte by byte before a comment becomes text.
    strays = tree.comments.compactMap { StrayIgnore($0.span, in: tree) }
    let addressed = tree.comments.filter { Ignores.mayAddressUs(tree.source.bytes[$0.span.range]) }
    guard !addressed.isEmpty else {
      (comments, self.addresses) = ([], nil)
      return
    }
    let addresses = AddressBook(tree)
    self.addresses = addresses
    comments = addressed.compactMap { IgnoreComment($0.span, in: tree, addresses) }
  }

  private static func mayAddressUs(_ comment: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let text = comment.drop { $0 == UInt8(ascii: "#") || $0.isWhite }
    return text.starts(with: "privatelint:".utf8)
  }

  /// - Parameters:
  ///   - findings: the findings of the file, in order of position.
  ///   - today: the day on which `until` dates are looked at.
  ///   - limit: the findings about ignores that are kept.
  ///   - isEditionOverridden: while `--limits` is given, an ignore that ignores nothing may be needed by the manifest's
  ///     own edition.
  ///   - settings: which policies there are, what is locked, and what an ignore has to say.
  /// - Returns: the findings that stay, those that are let through, and what there is to say of the ignores.
  func apply(
    to findings: [Diagnostic],
    today: CivilDate,
    limit: Int,
    isEditionOverridden: Bool,
    settings: Settings = Settings()
  ) -> Outcome {
    guard !comments.isEmpty || !strays.isEmpty else { return Outcome(kept: findings) }
    var outcome = Outcome(kept: [])
    let active = comments.filter { isActive($0, on: today, by: settings.ignoreTerms) }
    var pass = IgnorePass(IgnoreIndex(active), file)
    for finding in findings { pass.judge(finding) }
    outcome.kept = pass.keptWithoutSummaries
    outcome.suppressed = Precedence.inOrder(pass.suppressed)
    let ignoreFindings = IgnoreFindings(
      tree: tree,
      today: today,
      settings: settings,
      used: pass.used,
      missed: addresses.map { MissedFindings(outcome.kept, in: tree, $0) },
      unread: UnreadValues(outcome.kept),
      includesUnused: !isEditionOverridden && !tree.isPartial
    )
    for comment in comments {
      guard outcome.about.count < limit else {
        outcome.unshown += 1
        continue
      }
      outcome.about += ignoreFindings.about(comment)
    }
    let room = max(0, limit - outcome.about.count)
    outcome.about += strays.prefix(room).map { $0.finding(in: tree) }
    outcome.unshown += max(0, strays.count - room)
    return outcome
  }

  private func isActive(_ comment: IgnoreComment, on today: CivilDate, by terms: IgnoreTerms) -> Bool {
    switch comment.until {
    case nil: terms.allow(nil, today: today)
    case .date(let date)?: today <= date && terms.allow(date, today: today)
    case .malformed?: false
    }
  }
}
