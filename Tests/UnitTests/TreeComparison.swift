import Diagnostics
import YAMLTree

/// A file read by libyaml and by the tree, side by side.
struct TreeComparison {
  /// What differs; nothing if both say the same.
  private(set) var faults: [String]
  /// Whether libyaml refuses the file.
  let isRefused: Bool
  /// Whether the tree gave up because of a limit; it is compared as far as it read.
  let isLimited: Bool
  /// Whether an alias leads nowhere or into itself: an event for libyaml, a problem for the tree, which goes on.
  let hasUnusableAliases: Bool

  /// Compares with what libyaml says here.
  init(_ bytes: [UInt8]) { self.init(YAMLTree.read(bytes: bytes), ReferenceEvents(bytes)) }

  init(_ tree: YAMLTree, _ reference: ReferenceEvents) {
    var checks = TreeChecks(tree)
    checks.checkTexts()
    faults = checks.faults
    isLimited = tree.problems.contains { if case .limit = $0.kind { true } else { false } }
    isRefused = reference.error != nil
    hasUnusableAliases = reference.unusableAliases > 0
    compare(tree, reference)
  }

  private mutating func compare(_ tree: YAMLTree, _ reference: ReferenceEvents) {
    switch (reference.error, tree.problems.first { $0.words != nil }) {
    case (nil, nil):
      if !isLimited, tree.events != reference.events { faults.append(difference(tree.events, reference.events)) }
      if tree.isPartial != isLimited { faults.append("read to the end, but said to be partial") }
    case (let words?, let problem?):
      if !tree.isPartial { faults.append("refused, but not said to be partial") }
      // UTF-16 is turned into UTF-8 before libyaml sees it, so the words for its faults are ours; without its mark
      // libyaml sees NUL.
      let isOurs =
        if case .invalidBytes(let words) = problem.kind {
          tree.source.encoding == .utf16 || words == "UTF-16 without a byte-order mark"
        } else { false }
      if problem.words != words, !isOurs { faults.append("libyaml says \(words), the tree \(problem.kind)") }
      faults += comparePart(tree.events, reference.events, problem.kind)
    // What a limit cut off may contain anything.
    case (_?, nil) where isLimited: break
    case (let words?, nil): faults.append("libyaml refuses it (\(words)), the tree does not")
    case (nil, let problem?): faults.append("the tree refuses it (\(problem.kind)), libyaml does not")
    }
  }

  /// Of a refused file the tree contains what libyaml reported before it stopped, every collection closed and a last
  /// key with a value of nothing.
  private func comparePart(_ ours: [YAMLEvent], _ theirs: [YAMLEvent], _ kind: YAMLProblem.Kind) -> [String] {
    // Before bad bytes libyaml reports less, because it reads ahead; the tree then reads the lines before them alone.
    if case .invalidBytes = kind { return [] }
    let reference = theirs.last?.shape == .document(isStart: true) ? Array(theirs.dropLast()) : theirs
    let added = ours.dropFirst(reference.count).allSatisfy {
      $0.shape == .end || $0.shape == .document(isStart: false) || $0 == YAMLEvent(shape: .scalar(style: "plain"))
    }
    return ours.starts(with: reference) && added ? [] : [difference(ours, reference)]
  }

  private func difference(_ ours: [YAMLEvent], _ theirs: [YAMLEvent]) -> String {
    let index = zip(ours, theirs).prefix { $0 == $1 }.count
    let first = index < ours.count ? "\(ours[index])" : "nothing"
    let second = index < theirs.count ? "\(theirs[index])" : "nothing"
    return "event \(index): the tree says \(first), libyaml \(second)"
  }
}

extension YAMLProblem {
  /// The reader's own words, where it refuses a file.
  fileprivate var words: String? {
    switch kind {
    case .syntax(let words), .invalidBytes(let words): words
    default: nil
    }
  }
}
