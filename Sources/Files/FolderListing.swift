import Diagnostics

/// The regular files below a folder.
package enum FolderListing {
  /// The names of the regular files in a folder, not of those below, in no order.
  package static func names(in folder: String) throws(InputProblem) -> [String] {
    guard let stream = opendir(folder) else { throw .system(folder) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = name(of: entry)
      if kind(of: entry, at: "\(folder)/\(name)") == S_IFREG { names.append(name) }
    }
    return names
  }

  private static func name(of entry: UnsafeMutablePointer<dirent>) -> String {
    withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
  }

  /// `S_IFREG`, `S_IFDIR` or another kind of file, links not followed; nil if it is gone. Most file systems say it in
  /// the listing itself.
  private static func kind(of entry: UnsafeMutablePointer<dirent>, at path: @autoclosure () -> String) -> mode_t? {
    switch Int(entry.pointee.d_type) {
    case Int(DT_REG): return S_IFREG
    case Int(DT_DIR): return S_IFDIR
    case Int(DT_LNK): return S_IFLNK
    default:
      var status = stat()
      return lstat(path(), &status) == 0 ? status.st_mode & S_IFMT : nil
    }
  }

  /// The files, and the symbolic links, which are not followed; both in order of path, without hidden files and
  /// folders. Given a file, that file.
  package static func files(below path: String) throws(InputProblem) -> (files: [String], links: [String]) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw .missing(path) }
    guard status.st_mode & S_IFMT == S_IFDIR else { return ([path], []) }
    var files: [String] = []
    var links: [String] = []
    var folders = [path]
    while let folder = folders.popLast() {
      guard let stream = opendir(folder) else { throw .system(folder) }
      defer { closedir(stream) }
      while let entry = readdir(stream) {
        let name = name(of: entry)
        if name.starts(withMark: ".") { continue }
        let inside = folder.ends(withMark: "/") ? folder + name : folder + "/" + name
        switch kind(of: entry, at: inside) {
        case S_IFDIR: folders.append(inside)
        case S_IFREG: files.append(inside)
        case S_IFLNK: links.append(inside)
        default: break
        }
      }
    }
    return (files.sorted { $0.precedesByBytes($1) }, links.sorted { $0.precedesByBytes($1) })
  }
}
