import Diagnostics
import Files

/// A git revision as it is given: `REV` for itself, `REV...` or `REV...HEAD` for its merge base with HEAD, as git means
/// it.
struct RevisionName: Equatable {
  /// As it was given.
  let text: String
  /// The revision in it.
  let revision: String
  /// Whether the merge base of it with HEAD is meant.
  let isMergeBase: Bool

  init(_ text: String) throws(InputProblem) {
    self.text = text
    let bytes = Array(text.utf8)
    let dots = bytes.indices.first { bytes[$0...].starts(with: "..".utf8) }
    guard let dots, dots > 0, bytes[0] != UInt8(ascii: "."), bytes[dots - 1] != UInt8(ascii: "/"),
      !bytes[..<dots].contains(UInt8(ascii: "{"))
    else {
      (revision, isMergeBase) = (text, false)
      return
    }
    let count = bytes[dots...].prefix { $0 == UInt8(ascii: ".") }.count
    let (left, right) = (String(decoding: bytes[..<dots], as: UTF8.self), bytes[(dots + count)...])
    let isHead = right.isEmpty || right.elementsEqual("HEAD".utf8) || right.elementsEqual("@".utf8)
    guard count == 3, isHead else {
      throw InputProblem(
        text,
        reason:
          """
          is a range, but one revision is needed: `\(left)` for that revision, or `\(left)...` for where HEAD \
          branched off
          """
      )
    }
    (revision, isMergeBase) = (left, true)
  }
}

/// The tree of a git revision, found in a repository.
struct ResolvedRevision {
  /// The ID of the tree.
  let tree: String
  /// What whoever compares with it has to know before anything is read off the comparison; nil: nothing.
  let note: String?

  init(_ name: RevisionName, in git: Git) throws(InputProblem) {
    let commit = try git.id(of: name.revision, as: .commit)
    let start = name.isMergeBase ? try ResolvedRevision.mergeBase(of: name, at: commit, in: git) : nil
    guard let tree = try git.id(of: start ?? name.revision, as: .tree) else {
      throw InputProblem(
        name.text.isEmpty ? "an empty revision" : name.text,
        reason: "\(Git.denial(ofRevision: name.text)) of this repository\(try ResolvedRevision.reason(name, git))"
      )
    }
    self.tree = tree
    note = commit == nil || name.isMergeBase ? nil : try ResolvedRevision.note(on: name, at: commit ?? "", in: git)
  }

  private static func mergeBase(of name: RevisionName, at commit: String?, in git: Git) throws(InputProblem) -> String?
  {
    guard let commit else { return nil }
    if let base = try git.mergeBase(with: commit) { return base }
    let shallow =
      try git.isShallow() ? ": this is a shallow clone, which may lack it; `git fetch --unshallow` completes it" : ""
    throw InputProblem(name.text, reason: "has no common ancestor with HEAD here\(shallow)")
  }

  /// Why a revision may be missing.
  private static func reason(_ name: RevisionName, _ git: Git) throws(InputProblem) -> String {
    let remote = "origin/\(name.revision)"
    if !name.revision.isEmpty, try git.id(of: remote, as: .commit) != nil {
      return "; the remote's is `\(Display.oneLine(remote))\(name.isMergeBase ? "..." : "")`"
    }
    return try git.isShallow()
      ? """
      ; this is a shallow clone, which may lack it: `git fetch --unshallow` completes it (in CI, fetch the whole \
      history)
      """
      : ""
  }

  private static func note(on name: RevisionName, at commit: String, in git: Git) throws(InputProblem) -> String? {
    guard try git.isAncestorOfHead(commit) == false else { return nil }
    let shown = Display.oneLine(name.text)
    let shallow = try git.isShallow() ? " (or this shallow clone lacks the commits between)" : ""
    return
      """
      `\(shown)` is not an ancestor of HEAD\(shallow): what was added there since HEAD branched off counts as \
      removed; `\(shown)...` compares with where HEAD branched off
      """
  }
}
