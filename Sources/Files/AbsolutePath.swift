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

  /// The nearest folder around a path that is there.
  package static func folder(around path: String) throws(InputProblem) -> String {
    var folder = try of(path)
    while folder != "/" {
      var status = stat()
      if stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return folder }
      folder = folder.lastIndex(of: "/").map { $0 == folder.startIndex ? "/" : String(folder[..<$0]) } ?? "/"
    }
    return folder
  }

  /// A path as seen from a folder, the current one where that is empty; nil if it is outside. A link counts as its own
  /// location, not as where it leads.
  package static func below(_ folder: String, path: String) -> String? {
    let isPlain = !path.hasPrefix("/") && !path.hasPrefix("../") && !path.contains("/../")
    if folder.isEmpty, isPlain { return path }
    if !folder.isEmpty, !path.contains("/../"), path.hasPrefix(folder + "/") {
      return String(path.dropFirst(folder.count + 1))
    }
    let entry = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    guard let place = try? ofLink(entry), let folder = try? of(folder.isEmpty ? "." : folder) else { return nil }
    if folder == "/" { return String(place.dropFirst()) }
    return place.hasPrefix(folder + "/") ? String(place.dropFirst(folder.count + 1)) : nil
  }

  /// The path of a link itself, not that of what it leads to.
  package static func ofLink(_ path: String) throws(InputProblem) -> String {
    guard let name = path.split(separator: "/").last, name != "..", name != "." else { return try of(path) }
    let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let absolute = try of(folder)
    return absolute == "/" ? "/\(name)" : "\(absolute)/\(name)"
  }

  private static func resolve(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
