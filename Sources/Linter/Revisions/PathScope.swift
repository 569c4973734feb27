import Diagnostics
import Files

/// What of a repository a path of the command line covers.
struct PathScope {
  /// As it was given.
  let given: String
  /// From the root of the repository; empty: all of it.
  let path: String
  let isFolder: Bool

  /// `known` are the files and links of the revision.
  init(_ given: String, root: String, known: Set<String>) throws(InputProblem) {
    self.given = given
    var status = stat()
    let exists = stat(given, &status) == 0
    isFolder = !exists ? !FileDiscovery.isManifestName(PathScope.name(of: given)) : status.st_mode & S_IFMT == S_IFDIR
    func inner(_ absolute: String) throws(InputProblem) -> String {
      guard absolute == root || root == "/" || absolute.hasPrefix(root + "/") else {
        throw InputProblem(given, reason: "is outside the repository \(Display.oneLine(root))")
      }
      return String(absolute.dropFirst(root == "/" ? 1 : root.count + 1))
    }
    // A link that is in the revision too may have led elsewhere then: its own name counts, not the file it leads to
    // today.
    if !isFolder, let own = try? inner(AbsolutePath.ofLink(given)), known.contains(own) {
      path = own
    } else {
      path = try inner(AbsolutePath.of(given))
    }
  }

  /// Whether a file is in this folder.
  func surrounds(_ file: String) -> Bool { isFolder && (path.isEmpty || file.hasPrefix(path + "/")) }

  /// Whether a walk of the folder would take a file in, by its name and by the settings.
  func mayHold(_ file: String, isManifest: Bool, _ finder: inout SettingsFinder) -> Bool {
    guard surrounds(file) else { return false }
    let here = self.path(on: file)
    guard isManifest || finder.isIncluded(here) else { return false }
    var folder = given == "." ? "" : given + (given.hasSuffix("/") ? "" : "/")
    for name in file.dropFirst(path.isEmpty ? 0 : path.count + 1).split(separator: "/").dropLast() {
      if FileDiscovery.reasonToLeaveOut(folderNamed: name) != nil { return false }
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
