import Diagnostics

/// Finds the manifests of a run.
///
/// A file is taken whatever its name. A folder is walked for `privatelink.yaml`, `privatelink.yml`, `*.privatelink.yaml` and `*.privatelink.yml`;
/// hidden folders, `.build`, `node_modules` and `vendor` are left out, and links to folders are not followed.
package struct FileDiscovery {
  package private(set) var files: [InputFile] = []
  package private(set) var problems: [InputProblem] = []
  /// Paths left out, and why, for `--list-files`.
  package private(set) var leftOut: [(path: String, reason: String)] = []
  private var seen: Set<FileIdentity> = []
  /// The settings that were looked at on the way; they say what is left out and taken in.
  package private(set) var settings: SettingsFinder

  private struct FileIdentity: Hashable {
    let device: UInt64
    let inode: UInt64
  }

  /// The manifests under some paths, as settings and flags leave them.
  package static func find(_ paths: [String], settings: SettingsFinder = SettingsFinder(.none)) -> FileDiscovery {
    var discovery = FileDiscovery(settings: settings)
    for path in paths { discovery.take(path) }
    discovery.files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    discovery.leftOut.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    return discovery
  }

  private init(settings: SettingsFinder) { self.settings = settings }

  private mutating func take(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return problems.append(.system(path)) }
    if status.st_mode & S_IFMT == S_IFDIR {
      walk(path == "." ? "" : path)
    } else {
      add(path, status)
    }
  }

  private mutating func add(_ path: String, _ status: stat) {
    if let reason = settings.exclusion(of: path) { return leftOut.append((path, reason)) }
    guard seen.insert(FileIdentity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))).inserted else {
      return leftOut.append((path, "the same file as one before"))
    }
    files.append(InputFile(path))
  }

  /// Walks a folder without recursion, so that no depth of folders is too deep.
  private mutating func walk(_ root: String) {
    var folders = [root]
    while let folder = folders.popLast() {
      guard let stream = opendir(folder.isEmpty ? "." : folder) else {
        problems.append(.system(folder.isEmpty ? "." : folder))
        continue
      }
      while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name == "." || name == ".." { continue }
        let path = folder.isEmpty ? name : folder.hasSuffix("/") ? folder + name : folder + "/" + name
        visit(path, name, &folders)
      }
      closedir(stream)
    }
  }

  private mutating func visit(_ path: String, _ name: String, _ folders: inout [String]) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      if name.hasPrefix(".") {
        leftOut.append((path, "a hidden folder"))
      } else if name == "node_modules" || name == "vendor" {
        leftOut.append((path, "a folder of other people's files"))
      } else if let reason = settings.exclusion(of: path + "/") {
        leftOut.append((path, reason))
      } else {
        folders.append(path)
      }
    case S_IFLNK:
      guard stat(path, &status) == 0 else {
        if FileDiscovery.isManifestName(name) { problems.append(.system(path)) }
        return
      }
      if status.st_mode & S_IFMT == S_IFDIR {
        leftOut.append((path, "a link to a folder"))
      } else if isManifest(path, name) {
        add(path, status)
      }
    default:
      if isManifest(path, name) { add(path, status) }
    }
  }

  private mutating func isManifest(_ path: String, _ name: String) -> Bool {
    FileDiscovery.isManifestName(name) || settings.isIncluded(path)
  }

  /// Whether a folder is walked for files of this name.
  package static func isManifestName(_ name: String) -> Bool {
    ["privatelink.yaml", "privatelink.yml"].contains(name) || (name.hasSuffix(".privatelink.yaml") || name.hasSuffix(".privatelink.yml"))
  }
}
