import Diagnostics
import Files

/// Finds the manifests of a run.
///
/// A file is taken whatever its name. A folder is walked for `privatelink.yaml`, `privatelink.yml`, `*.privatelink.yaml` and `*.privatelink.yml`;
/// hidden folders, `.build`, `node_modules` and `vendor` are left out, and links to folders or out of the folder are not followed.
package struct FileDiscovery {
  package private(set) var files: [InputFile] = []
  package private(set) var problems: [InputProblem] = []
  /// Paths left out, and why, for `--list-files`.
  package private(set) var leftOut: [(path: String, reason: String)] = []
  /// Those of them that were asked for by name.
  package private(set) var leftOutByName: [(path: String, reason: String)] = []
  private var seen: Set<FileIdentity> = []
  private var candidates: [Candidate] = []
  /// The settings that were looked at on the way; they say what is left out and taken in.
  package private(set) var settings: SettingsFinder

  private struct FileIdentity: Hashable {
    let device: UInt64
    let inode: UInt64

    init(device: dev_t, inode: ino_t) {
      self.device = UInt64(truncatingIfNeeded: device)
      self.inode = UInt64(truncatingIfNeeded: inode)
    }

    init(_ status: stat) { self.init(device: status.st_dev, inode: status.st_ino) }
  }

  /// The manifests under some paths, as settings and flags leave them.
  package static func find(_ paths: [String], settings: SettingsFinder = SettingsFinder(.none)) -> FileDiscovery {
    var discovery = FileDiscovery(settings: settings)
    for path in paths { discovery.take(path) }
    discovery.settle()
    return discovery
  }

  private init(settings: SettingsFinder) { self.settings = settings }

  private mutating func take(_ path: String) {
    if path.isEmpty { return problems.append(InputProblem("an empty path", "names no file")) }
    var status = stat()
    var link = stat()
    guard stat(path, &status) == 0, lstat(path, &link) == 0 else { return problems.append(.system(path)) }
    if status.st_mode & S_IFMT == S_IFDIR {
      walk(path == "." ? "" : path)
    } else {
      if let reason = settings.exclusion(of: path) { leftOutByName.append((path, reason)) }
      add(path, FileIdentity(status), isLink: link.st_mode & S_IFMT == S_IFLNK)
    }
  }

  /// A file on the way, and whether the path is a link to it.
  private struct Candidate {
    let path: String
    let isLink: Bool
    let identity: FileIdentity
  }

  private mutating func add(_ path: String, _ identity: FileIdentity, isLink: Bool) {
    if let reason = settings.exclusion(of: path) { return leftOut.append((path, reason)) }
    candidates.append(Candidate(path: path, isLink: isLink, identity: identity))
  }

  /// Takes each file once, by its own name rather than by a link's; everything in order of path.
  private mutating func settle() {
    candidates.sort { $0.isLink != $1.isLink ? !$0.isLink : $0.path.precedesByBytes($1.path) }
    for candidate in candidates {
      if seen.insert(candidate.identity).inserted {
        files.append(InputFile(candidate.path))
      } else {
        leftOut.append((candidate.path, "the same file as one before"))
      }
    }
    // Without links they stand in order already.
    if candidates.last?.isLink == true { files.sort { $0.path.precedesByBytes($1.path) } }
    candidates = []
    leftOut.sort { $0.path.precedesByBytes($1.path) }
    problems.sort { $0.path.precedesByBytes($1.path) }
  }

  /// Walks a folder without recursion, so that no depth of folders is too deep.
  private mutating func walk(_ root: String) {
    let inside = try? AbsolutePath.of(root.isEmpty ? "." : root)
    var folders = [root]
    while let folder = folders.popLast() {
      guard let stream = opendir(folder.isEmpty ? "." : folder) else {
        problems.append(.system(folder.isEmpty ? "." : folder))
        continue
      }
      var status = stat()
      let device = fstat(dirfd(stream), &status) == 0 ? status.st_dev : 0
      while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name == "." || name == ".." { continue }
        let path = folder.isEmpty ? name : folder.hasSuffix("/") ? folder + name : folder + "/" + name
        // The folder tells most of what `lstat` would.
        if entry.pointee.d_type == UInt8(DT_REG) {
          if isManifest(path, name) {
            add(path, FileIdentity(device: device, inode: entry.pointee.d_ino), isLink: false)
          }
        } else {
          visit(path, name, inside: inside, &folders)
        }
      }
      closedir(stream)
    }
  }

  private mutating func visit(_ path: String, _ name: String, inside root: String?, _ folders: inout [String]) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return problems.append(.system(path)) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      if let reason = reasonToLeaveOut(path, name) { leftOut.append((path, reason)) } else { folders.append(path) }
    case S_IFLNK: visitLink(path, name, inside: root)
    default:
      if isManifest(path, name) { add(path, FileIdentity(status), isLink: false) }
    }
  }

  private mutating func reasonToLeaveOut(_ folder: String, _ name: String) -> String? {
    FileDiscovery.reasonToLeaveOut(folderNamed: name) ?? settings.exclusion(of: folder + "/")
  }

  /// Why no walk goes into folders of a name, whatever the settings say; nil where it does.
  static func reasonToLeaveOut(folderNamed name: some StringProtocol) -> String? {
    if name.hasPrefix(".") { return "a hidden folder" }
    return name == "node_modules" || name == "vendor" ? "a folder of other people's files" : nil
  }

  private mutating func visitLink(_ path: String, _ name: String, inside root: String?) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if FileDiscovery.isManifestName(name) { problems.append(.system(path)) }
      return
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      leftOut.append((path, "a link to a folder"))
    } else if isManifest(path, name) {
      // What strangers commit may lead to any file of this machine, and findings show lines of it.
      guard let root, let target = try? AbsolutePath.of(path), root == "/" || target.hasPrefix(root + "/") else {
        return leftOut.append((path, "a link that leads out of the folder"))
      }
      add(path, FileIdentity(status), isLink: true)
    }
  }

  private mutating func isManifest(_ path: String, _ name: String) -> Bool {
    FileDiscovery.isManifestName(name) || (name != Settings.fileName && settings.isIncluded(path))
  }

  /// Whether a folder is walked for files of this name.
  package static func isManifestName(_ name: String) -> Bool {
    ["privatelink.yaml", "privatelink.yml"].contains(name)
      || (name.hasSuffix(".privatelink.yaml") || name.hasSuffix(".privatelink.yml"))
  }
}
