import Diagnostics
import Files

/// Manifests of a revision that are no longer tracked and that git ignores: not to track one is not to end its
/// connections.
///
/// What git ignored then as well, and is gone from the disk, was removed.
struct IgnoredManifests {
  /// One for each, in the order in which they were asked for.
  private var reasons: [(path: String, reason: String)] = []
  /// Nil: what git ignores does not matter.
  private let tracked: Set<String>?
  private let root: String
  private let submodules: [String]
  /// By the folder that is walked.
  private var now: [String: IgnoredPaths] = [:]
  private var then: IgnoredPaths?

  init() { (tracked, root, submodules) = (nil, "", []) }

  init(of snapshot: RevisionFiles, beside index: RevisionFiles) throws(InputProblem) {
    (tracked, root) = (Set(index.allPaths), index.root)
    submodules = snapshot.submodules
    let files = try snapshot.files(
      where: { $0 == GitIgnore.fileName || $0.hasSuffix("/" + GitIgnore.fileName) },
      following: { _, _ in false }
    )
    let contents = Dictionary(files.map { ($0.path, $0.contents) }, uniquingKeysWith: { first, _ in first })
    then = try IgnoredPaths { contents[$0 + GitIgnore.fileName] }
  }

  /// Whether a file of the revision belongs to neither side.
  mutating func take(_ file: String, in scope: PathScope) -> Bool {
    // A submodule has rules of its own.
    guard let tracked, !tracked.contains(file), !submodules.contains(where: { file.hasPrefix($0 + "/") }),
      let reason = reason(for: file, in: scope)
    else { return false }
    let wasIgnored = (try? then?.reason(for: file)) ?? nil
    guard FileReading.exists("\(root)/\(file)") || wasIgnored == nil else { return false }
    reasons.append((scope.path(on: file), reason))
    return true
  }

  private mutating func reason(for file: String, in scope: PathScope) -> String? {
    if now[scope.path] == nil { now[scope.path] = try? IgnoredPaths(walking: "\(root)/\(scope.path)") }
    return (try? now[scope.path]?.reason(for: file)) ?? nil
  }

  /// The manifests that are reported one by one.
  private static let mostNamed = 5

  var notes: [String] {
    let ordered = reasons.sorted { $0.path.precedesByBytes($1.path) }
    let named = ordered.prefix(IgnoredManifests.mostNamed).map { path, reason in
      """
      \(Display.oneLine(path)) is no longer tracked and is \(Display.oneLine(reason)): it is left out of both sides \
      (`--no-gitignore` compares it)
      """
    }
    let rest = ordered.count - named.count
    return named + (rest > 0 ? ["and \(rest) more manifests that git ignores"] : [])
  }
}
