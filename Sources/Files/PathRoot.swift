import Diagnostics

/// The folder that a platform knows the files of a repository from, and paths as seen from there.
package struct PathRoot: Sendable {
  /// The absolute path, links followed.
  package let path: String
  /// The current folder from there, with a slash at its end unless it is empty; nil: it is elsewhere.
  private let current: String?

  /// A folder that is named.
  package init(named folder: String) throws(InputProblem) {
    var status = stat()
    guard stat(folder, &status) == 0 else { throw .system(folder) }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw InputProblem(folder, reason: "is not a folder") }
    self.init(try AbsolutePath.of(folder))
  }

  /// The root of the repository around the current folder. If none of the files is in that, the root of the first
  /// file's repository; if there is none, the current folder.
  package init(around files: [String]) {
    let current = (try? AbsolutePath.of(".")) ?? "/"
    let own = PathRoot(PathRoot.repository(around: current) ?? current)
    let isElsewhere = !files.isEmpty && files.allSatisfy { own.inner($0) == nil }
    guard isElsewhere, let first = files.first, let place = try? AbsolutePath.ofLink(first),
      let root = PathRoot.repository(around: PathRoot.parent(of: place))
    else {
      self = own
      return
    }
    self.init(root)
  }

  private init(_ path: String) {
    self.path = path
    current = (try? AbsolutePath.of(".")).flatMap { folder in
      PathRoot.inner(folder, of: path).map { $0.isEmpty ? "" : $0 + "/" }
    }
  }

  /// The path of a file from the root; its absolute path if it is elsewhere.
  package func path(of file: String) -> String { inner(file) ?? (try? AbsolutePath.ofLink(file)) ?? file }

  /// A link counts as where it is, not as where it leads.
  private func inner(_ file: String) -> String? {
    let steps = file.split(separator: "/").filter { $0 != "." }
    if let current, !file.hasPrefix("/"), !steps.contains("..") { return current + steps.joined(separator: "/") }
    return (try? AbsolutePath.ofLink(file)).flatMap { PathRoot.inner($0, of: path) }
  }

  private static func inner(_ path: String, of root: String) -> String? {
    if path == root { return "" }
    let prefix = root == "/" ? root : root + "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : nil
  }

  /// The root of the work tree around a folder; nil: there is none.
  package static func repository(around folder: String) -> String? {
    var folder = folder
    while access(folder == "/" ? "/.git" : folder + "/.git", F_OK) != 0 {
      if folder == "/" { return nil }
      folder = parent(of: folder)
    }
    return folder
  }

  private static func parent(of path: String) -> String {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).flatMap { $0 == path.startIndex ? nil : String(path[..<$0]) } ?? "/"
  }
}
