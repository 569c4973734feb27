import Diagnostics
import Emitters
import ManifestModel

/// The old side of a change: manifests on disk, or in a revision.
package enum OldSide {
  /// The manifests that `reference` stands for, an existing path or a git revision, beside the paths of the new side.
  package static func inputs(_ reference: String, paths: [String]) throws(InputProblem) -> [LintInput] {
    var status = stat()
    if stat(reference, &status) == 0 {
      let discovery = FileDiscovery.find([reference])
      if let problem = discovery.problems.first { throw problem }
      return discovery.files.map { .file($0) }
    }
    return try revision(reference, paths: paths)
  }

  private static func revision(_ revision: String, paths: [String]) throws(InputProblem) -> [LintInput] {
    let git = try Git(around: ".")
    let scopes = try (paths.isEmpty ? ["."] : paths).map { path throws(InputProblem) in try Scope(path, root: git.root) }
    var files = try git.files(at: revision) { path in
      scopes.contains { $0.holds(path) } || FileDiscovery.isManifestName(lastComponent(path))
    }
    // A file that is not in the revision under its name has been renamed or moved: it is among those whose name is gone since.
    let known = Set(files.map(\.path))
    let isMoved = scopes.contains { !$0.isFolder && !known.contains($0.path) }
    files = files.filter { file in scopes.contains { $0.holds(file.path) } || (isMoved && access(git.root + "/" + file.path, F_OK) != 0) }
    return files.map { .contents(path: "\(revision):\($0.path)", $0.contents) }
  }

  /// What of a repository a path of the command line covers.
  private struct Scope {
    /// From the root of the repository; empty: all of it.
    let path: String
    let isFolder: Bool

    init(_ path: String, root: String) throws(InputProblem) {
      var status = stat()
      let exists = stat(path, &status) == 0
      isFolder = !exists ? !FileDiscovery.isManifestName(lastComponent(path)) : status.st_mode & S_IFMT == S_IFDIR
      let absolute = try AbsolutePath.of(path)
      guard absolute == root || absolute.hasPrefix(root + "/") else { throw InputProblem(path, "lies outside the repository \(root)") }
      self.path = String(absolute.dropFirst(root.count + 1))
    }

    func holds(_ file: String) -> Bool {
      if !isFolder { return file == path }
      guard path.isEmpty || file.hasPrefix(path + "/"), FileDiscovery.isManifestName(lastComponent(file)) else { return false }
      let folders = file.dropFirst(path.isEmpty ? 0 : path.count + 1).split(separator: "/").dropLast()
      return !folders.contains { $0.hasPrefix(".") || $0 == "node_modules" || $0 == "vendor" }
    }
  }

  private static func lastComponent(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}

/// Paths from the root of the file system, links followed.
package enum AbsolutePath {
  /// The path of something that need not exist itself, as long as the folder around it does.
  package static func of(_ path: String) throws(InputProblem) -> String {
    if let resolved = resolve(path) { return resolved }
    let parts = path.split(separator: "/", omittingEmptySubsequences: true)
    guard let name = parts.last else { throw .system(path) }
    let parent = parts.dropLast().joined(separator: "/")
    let folder = path.hasPrefix("/") ? "/" + parent : parent.isEmpty ? "." : parent
    guard folder != path else { throw .system(path) }
    return try of(folder) + "/" + name
  }

  private static func resolve(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
