import Diagnostics
import Files

/// Finds the manifests of a run.
///
/// A file is taken whatever its name. A folder is walked for `privatelink.yaml`, `privatelink.yml`,
/// `*.privatelink.yaml` and `*.privatelink.yml`; hidden folders, `.build`, `node_modules`, `vendor` and what git
/// ignores are left out, and links to folders or out of the folder are not followed.
package struct FileDiscovery {
  package private(set) var files: [InputFile] = []
  package private(set) var problems: [InputProblem] = []
  /// Paths left out, and why, for `--list-files`.
  package private(set) var leftOut: [(path: String, reason: String)] = []
  /// Those of them that were asked for by name.
  package private(set) var leftOutByName: [(path: String, reason: String)] = []
  /// Files that are named nearly like manifests, and what to do about each; they are left out.
  package private(set) var nearlyNamed: [(path: String, reason: String)] = []
  private var seen: Set<FileIdentity> = []
  private var foldersLeft: Int
  /// Whether there are more folders than were to be looked into.
  package private(set) var isCutShort = false
  /// By the root of the work tree; nil: nobody knows.
  private var tracked: [ByteKey: TrackedFiles?] = [:]
  private var candidates: [Candidate] = []
  /// The settings that were looked at on the way; they say what is left out and taken in.
  package private(set) var settings: SettingsFinder

  /// The manifests under some paths, as settings and flags leave them. At most `mostFolders` folders are looked into,
  /// those nearest to the paths first.
  package static func find(
    _ paths: [String],
    settings: SettingsFinder = SettingsFinder(.none),
    mostFolders: Int = .max
  ) -> FileDiscovery {
    var discovery = FileDiscovery(settings: settings, mostFolders: mostFolders)
    for path in paths { discovery.take(path) }
    discovery.settle()
    return discovery
  }

  private init(settings: SettingsFinder, mostFolders: Int) {
    self.settings = settings
    foldersLeft = mostFolders
  }

  private mutating func take(_ path: String) {
    if path.isEmpty { return problems.append(InputProblem("''", reason: "the path is empty")) }
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
        leftOut.append((candidate.path, "the same file as an earlier one"))
      }
    }
    // Without links they are in order already.
    if candidates.last?.isLink == true { files.sort { $0.path.precedesByBytes($1.path) } }
    candidates = []
    leftOut.sort { $0.path.precedesByBytes($1.path) }
    problems.sort { $0.path.precedesByBytes($1.path) }
    nearlyNamed.sort { $0.path.precedesByBytes($1.path) }
  }

  // MARK: Walking

  /// A folder on the way.
  private struct Folder {
    /// Empty for the current folder.
    let path: String
    /// From the root of its repository, with a slash at its end unless it is empty.
    var inner = ""
    /// Nil: what git ignores is taken in.
    var ignore: GitIgnore?

    func path(of name: String) -> String {
      path.isEmpty ? name : path.ends(withMark: "/") ? path + name : path + "/" + name
    }
  }

  /// What a folder contains, as far as it matters.
  private struct Listing {
    var entries: [(name: String, identity: FileIdentity, isRegular: Bool)] = []
    var hasGitIgnore = false
    var isRepository = false
  }

  /// Walks a folder level by level, without recursion, so that no depth of folders is too deep.
  private mutating func walk(_ root: String) {
    let inside = try? AbsolutePath.of(root.isEmpty ? "." : root)
    let ignore = settings.honoursGitIgnore ? gitIgnore(around: root) : nil
    var folders = [Folder(path: root, inner: ignore?.start ?? "", ignore: ignore)]
    var next = 0
    while next < folders.count {
      guard foldersLeft > 0 else { return isCutShort = true }
      foldersLeft -= 1
      var folder = folders[next]
      next += 1
      guard let listing = list(folder) else { continue }
      if listing.isRepository, folder.path != root, folder.ignore != nil {
        (folder.inner, folder.ignore) = ("", gitIgnore(around: folder.path))
      }
      if listing.hasGitIgnore { addGitIgnore(of: &folder) }
      for entry in listing.entries {
        if entry.isRegular {
          visitFile(entry.name, identity: entry.identity, isLink: false, in: folder)
        } else {
          visit(entry.name, of: folder, inside: inside, &folders)
        }
      }
    }
  }

  private mutating func list(_ folder: Folder) -> Listing? {
    guard let stream = opendir(folder.path.isEmpty ? "." : folder.path) else {
      problems.append(.system(folder.path.isEmpty ? "." : folder.path))
      return nil
    }
    defer { closedir(stream) }
    var listing = Listing()
    var status = stat()
    let device = fstat(dirfd(stream), &status) == 0 ? status.st_dev : 0
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      if name == ".git" { listing.isRepository = true }
      if name == GitIgnore.fileName { listing.hasGitIgnore = true }
      // The folder listing has most of what `lstat` would say.
      let isRegular = entry.pointee.d_type == UInt8(DT_REG)
      if isRegular, !isManifest(folder.path(of: name), named: name), NearManifestName.reason(name) == nil { continue }
      listing.entries.append((name, FileIdentity(device: device, inode: entry.pointee.d_ino), isRegular))
    }
    return listing
  }

  private mutating func visit(_ name: String, of folder: Folder, inside root: String?, _ folders: inout [Folder]) {
    let path = folder.path(of: name)
    var status = stat()
    guard lstat(path, &status) == 0 else { return problems.append(.system(path)) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      let inner = Folder(path: path, inner: folder.inner + name + "/", ignore: folder.ignore)
      if let reason = reasonToLeaveOut(path, named: name) {
        leftOut.append((path, reason))
      } else if let reason = folder.ignore?.reason(for: folder.inner + name, isFolder: true),
        let tracked = trackedFiles(folder.ignore)
      {
        leftOut.append((path, reason))
        for file in tracked.below(inner.inner) { takeTracked(file, in: inner) }
      } else {
        folders.append(inner)
      }
    case S_IFLNK: visitLink(name, folder, inside: root)
    default: visitFile(name, identity: FileIdentity(status), isLink: false, in: folder)
    }
  }

  /// A file that is a manifest by its name, or nearly so.
  private mutating func visitFile(_ name: String, identity: FileIdentity, isLink: Bool, in folder: Folder) {
    let path = folder.path(of: name)
    let ignored = ignoredReason(name, folder)
    if isManifest(path, named: name) {
      if let ignored { return leftOut.append((path, ignored)) }
      add(path, identity, isLink: isLink)
    } else if ignored == nil, settings.exclusion(of: path) == nil, let reason = NearManifestName.reason(name) {
      nearlyNamed.append((path, reason))
      leftOut.append((path, reason))
    }
  }

  // MARK: What git ignores

  private mutating func gitIgnore(around folder: String) -> GitIgnore? {
    do throws(InputProblem) { return try GitIgnore(around: folder.isEmpty ? "." : folder) } catch {
      problems.append(error)
      return nil
    }
  }

  private mutating func addGitIgnore(of folder: inout Folder) {
    do throws(InputProblem) { try folder.ignore?.addFile(in: folder.inner) } catch { problems.append(error) }
  }

  /// Why a file is ignored; nil: it is not, or it is tracked all the same.
  private mutating func ignoredReason(_ name: String, _ folder: Folder) -> String? {
    guard let reason = folder.ignore?.reason(for: folder.inner + name, isFolder: false) else { return nil }
    guard let tracked = trackedFiles(folder.ignore), !tracked.contains(folder.inner + name) else { return nil }
    return reason
  }

  /// Nil: nobody knows what is tracked, so that nothing can be left out.
  private mutating func trackedFiles(_ ignore: GitIgnore?) -> TrackedFiles? {
    guard let root = ignore?.root else { return nil }
    if let known = tracked[ByteKey(root)] { return known }
    let files = TrackedFiles(ofWorkTree: root)
    tracked[ByteKey(root)] = .some(files)
    return files
  }

  /// Takes a tracked file of an ignored folder, as a walk of the folder would. The file is named from the root of the
  /// repository.
  private mutating func takeTracked(_ file: String, in folder: Folder) {
    var folder = folder
    var names = String(decoding: file.utf8.dropFirst(folder.inner.utf8.count), as: UTF8.self).parts(between: "/")
    let name = names.removeLast()
    for inner in names {
      let path = folder.path(of: inner)
      if reasonToLeaveOut(path, named: inner) != nil { return }
      folder = Folder(path: path, inner: folder.inner + inner + "/")
    }
    let path = folder.path(of: name)
    var status = stat()
    guard isManifest(path, named: name), lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
    add(path, FileIdentity(status), isLink: false)
  }

  // MARK: Names

  private mutating func reasonToLeaveOut(_ folder: String, named name: String) -> String? {
    FileDiscovery.reasonToLeaveOut(folderNamed: name) ?? settings.exclusion(of: folder + "/")
  }

  /// Why no walk goes into folders of a name, whatever the settings say; nil if it does.
  static func reasonToLeaveOut(folderNamed name: some StringProtocol) -> String? {
    if name.hasPrefix(".") { return "a hidden folder" }
    return name == "node_modules" || name == "vendor" ? "a folder of third-party files" : nil
  }

  private mutating func visitLink(_ name: String, _ folder: Folder, inside root: String?) {
    let path = folder.path(of: name)
    var status = stat()
    guard stat(path, &status) == 0 else {
      if FileDiscovery.isManifestName(name), ignoredReason(name, folder) == nil { problems.append(.system(path)) }
      return
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      leftOut.append((path, "a link to a folder"))
    } else if isManifest(path, named: name) {
      // What strangers commit may lead to any file of this machine, and findings show lines of it.
      guard let root, let target = try? AbsolutePath.of(path), root == "/" || target.hasPrefix(root + "/") else {
        return leftOut.append((path, "a link to a place outside the folder"))
      }
      visitFile(name, identity: FileIdentity(status), isLink: true, in: folder)
    }
  }

  private mutating func isManifest(_ path: String, named name: String) -> Bool {
    FileDiscovery.isManifestName(name) || (name != Settings.fileName && settings.isIncluded(path))
  }

  /// Whether a folder is walked for files of this name.
  package static func isManifestName(_ name: String) -> Bool {
    ["privatelink.yaml", "privatelink.yml"].contains(name)
      || (name.hasSuffix(".privatelink.yaml") || name.hasSuffix(".privatelink.yml"))
  }
}
