import Diagnostics
import Emitters
import ManifestModel

/// The old side of a change: manifests on disk, or in a revision.
package struct OldSide: Sendable {
  package private(set) var inputs: [LintInput] = []
  /// The settings of each input: today's, for the place where the file stands or stood.
  package private(set) var settings: [String: Settings] = [:]
  /// Inputs that may be the earlier names of files that are asked for: they count where they share a project with the new side.
  package private(set) var earlierNames: Set<String> = []
  /// The paths of the new side that are gone since, with everything under them.
  package private(set) var gone: Set<String> = []

  /// The manifests that `reference` stands for, an existing path or a git revision, beside the paths of the new side.
  package init(_ reference: String, paths: [String], settings finder: SettingsFinder) throws(InputProblem) {
    if FileReading.exists(reference) {
      try readDisk(reference, finder)
    } else {
      try readRevision(reference, paths, finder)
    }
  }

  private mutating func readDisk(_ path: String, _ finder: SettingsFinder) throws(InputProblem) {
    let discovery = FileDiscovery.find([path], settings: finder)
    if let problem = discovery.problems.first { throw problem }
    var finder = discovery.settings
    inputs = discovery.files.map { .file($0) }
    for file in discovery.files { settings[file.path] = finder.settings(for: file.path) }
  }

  private mutating func readRevision(_ revision: String, _ paths: [String], _ settings: SettingsFinder) throws(InputProblem) {
    let paths = paths.isEmpty ? ["."] : paths
    let git = try Git(around: try OldSide.folder(around: paths[0]), for: revision)
    var scopes: [Scope] = []
    for path in paths { scopes.append(try Scope(path, root: git.root)) }
    var finder = settings
    let files = try git.files(at: revision) { path in
      scopes.contains { !$0.isFolder && $0.path == path } || scopes.contains { $0.mayHold(path, &finder) }
        || FileDiscovery.isManifestName(Scope.name(of: path))
    }
    let known = Set(files.map(\.path))
    // A file that is not in the revision under its name has been renamed or moved: it is among those whose name is gone since.
    let hasMoved = scopes.contains { !$0.isFolder && !known.contains($0.path) }
    for file in files {
      let scope = scopes.first { $0.isFolder ? $0.mayHold(file.path, &finder) : $0.path == file.path }
      let isEarlierName = scope == nil && hasMoved && !FileReading.exists(git.root + "/" + file.path)
      guard scope != nil || isEarlierName else { continue }
      let label = "\(revision):\(file.path)"
      inputs.append(.contents(path: label, file.contents))
      self.settings[label] = finder.settings(for: scope?.path(on: file.path) ?? git.root + "/" + file.path)
      if isEarlierName { earlierNames.insert(label) }
      if let scope, !FileReading.exists(scope.given) { gone.insert(scope.given) }
    }
    inputs.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// The nearest folder around a path that is there.
  private static func folder(around path: String) throws(InputProblem) -> String {
    var folder = try AbsolutePath.of(path)
    while folder != "/" {
      var status = stat()
      if stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return folder }
      folder = folder.lastIndex(of: "/").map { $0 == folder.startIndex ? "/" : String(folder[..<$0]) } ?? "/"
    }
    return folder
  }

  /// The old side as far as it belongs to the comparison.
  package func projects(of outcome: LintOutcome, beside new: Set<String>) -> [EffectiveProject] {
    let files = outcome.files.map(\.file).filter { file in
      !earlierNames.contains(file.path) || file.projects.contains { new.contains(EffectiveBuilder.id(of: $0, in: file)) }
    }
    return Compilation.projects(of: Workspace(files: files))
  }
}

/// What of a repository a path of the command line covers.
private struct Scope {
  /// As it was given.
  let given: String
  /// From the root of the repository; empty: all of it.
  let path: String
  let isFolder: Bool

  init(_ given: String, root: String) throws(InputProblem) {
    self.given = given
    var status = stat()
    let exists = stat(given, &status) == 0
    isFolder = !exists ? !FileDiscovery.isManifestName(Scope.name(of: given)) : status.st_mode & S_IFMT == S_IFDIR
    let absolute = try AbsolutePath.of(given)
    guard absolute == root || root == "/" || absolute.hasPrefix(root + "/") else {
      throw InputProblem(given, "lies outside the repository \(Shown.oneLine(root))")
    }
    path = String(absolute.dropFirst(root == "/" ? 1 : root.count + 1))
  }

  /// Whether a walk of the folder would take a file in, by its name and by the settings.
  func mayHold(_ file: String, _ finder: inout SettingsFinder) -> Bool {
    guard isFolder, path.isEmpty || file.hasPrefix(path + "/") else { return false }
    let here = self.path(on: file)
    guard FileDiscovery.isManifestName(Scope.name(of: file)) || finder.isIncluded(here) else { return false }
    var folder = given == "." ? "" : given + (given.hasSuffix("/") ? "" : "/")
    for name in file.dropFirst(path.isEmpty ? 0 : path.count + 1).split(separator: "/").dropLast() {
      if name.hasPrefix(".") || name == "node_modules" || name == "vendor" { return false }
      folder += name + "/"
      if finder.exclusion(of: folder) != nil { return false }
    }
    return finder.exclusion(of: here) == nil
  }

  /// A file of the repository as a path of the command line.
  func path(on file: String) -> String {
    guard isFolder else { return given }
    let inner = path.isEmpty ? file : String(file.dropFirst(path.count + 1))
    return given == "." ? inner : given + (given.hasSuffix("/") ? "" : "/") + inner
  }

  static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
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
