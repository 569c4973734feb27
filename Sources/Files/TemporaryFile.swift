import Diagnostics

/// A whole file that is not yet in its place.
///
/// On Linux it has no name, so that nothing is left when the process is killed; only between the last two system calls
/// of a replacement it has one, and what a kill leaves there the next run clears away. Where files without a name are
/// not to be had it has a hidden one, which Ctrl-C does not leave it either.
struct TemporaryFile: ~Copyable {
  private let descriptor: Int32
  private let target: String
  /// The hidden name, if it has one by now.
  private var name: String?

  /// What `write` writes to the descriptor it is given, beside the target, with the mode and the owner of the file that
  /// is there, once the disk has it.
  static func filled(beside target: String, like old: stat?, by write: (Int32) throws(InputProblem) -> Void)
    throws(InputProblem) -> TemporaryFile
  {
    // No one may open the file for reading before its mode forbids that.
    let file = try TemporaryFile(beside: target, mode: old == nil ? 0o666 : 0o600)
    if let old { try file.keepMode(of: old) }
    try write(file.descriptor)
    guard fsync(file.descriptor) == 0 || errno == EINVAL else { throw .system(target) }
    return file
  }

  private init(beside target: String, mode: mode_t) throws(InputProblem) {
    self.target = target
    (descriptor, name) = try TemporaryFile.create(beside: target, mode: mode)
  }

  deinit {
    close(descriptor)
    if let name { unlink(name) }
  }

  /// Takes the place of the target, which contains the old bytes or the new ones at any time.
  mutating func replaceTarget() throws(InputProblem) {
    // If nothing is in the way, no other name is needed.
    if name == nil, linkUnnamed(to: target) { return }
    let hidden = try hiddenName()
    name = hidden
    guard rename(hidden, target) == 0 else { throw .system(target) }
    name = nil
  }

  /// Takes a place where there is nothing yet; gives whether it was free.
  mutating func takeFreePlace() throws(InputProblem) -> Bool {
    let isLinked = if let name { link(name, target) == 0 } else { linkUnnamed(to: target) }
    if isLinked { return true }
    if errno == EEXIST { return false }
    // Without hard links, checking beforehand has to do.
    guard let name, errno == EPERM || errno == EOPNOTSUPP else { throw .system(target) }
    if NewFile.isTaken(target) { return false }
    guard rename(name, target) == 0 else { throw .system(target) }
    self.name = nil
    return true
  }

  // MARK: Names

  private static func create(beside target: String, mode: mode_t) throws(InputProblem) -> (Int32, String?) {
    let folder = folder(of: target)
    #if os(Linux)
      // The header's O_TMPFILE is an expression that Swift does not import.
      let unnamed = open(folder.isEmpty ? "." : folder, O_WRONLY | O_DIRECTORY | 0o20_000_000 | O_CLOEXEC, mode)
      // It gets its name by way of /proc, which may not be there in a bare container.
      if unnamed >= 0, access(path(of: unnamed), F_OK) == 0 { return (unnamed, nil) }
      if unnamed >= 0 { close(unnamed) }
    #endif
    for name in ownNames(in: folder) {
      let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
      if descriptor >= 0 { return (descriptor, name) }
      if errno != EEXIST { break }
    }
    guard [EACCES, EPERM, EROFS].contains(errno) else { throw .system(target) }
    throw InputProblem(target, reason: "no file can be created in its folder: \(systemMessage(errno))")
  }

  /// Names that no other process uses.
  private static func ownNames(in folder: String) -> [String] {
    (0..<100).map { "\(folder).privatelint-\(getpid())-\($0)" }
  }

  /// The hidden name, given now if there was none.
  ///
  /// It follows from the target's, so that what a kill between two calls leaves is found and cleared away by the next
  /// run; while another run uses it, one of our own does.
  private func hiddenName() throws(InputProblem) -> String {
    if let name { return name }
    let folder = TemporaryFile.folder(of: target)
    let usual = "\(folder).\(target.dropFirst(folder.count)).privatelint"
    TemporaryFile.clearLeftover(usual)
    for hidden in [usual] + TemporaryFile.ownNames(in: folder) {
      if linkUnnamed(to: hidden) { return hidden }
      guard errno == EEXIST || errno == ENAMETOOLONG else { break }
    }
    throw .system(target)
  }

  /// A whole file waits for its place for less than a second; after a minute its run has been killed.
  private static func clearLeftover(_ name: String) {
    var status = stat()
    guard lstat(name, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
    if secondsSinceEpoch() - status.modificationSeconds > 60 { unlink(name) }
  }

  private func linkUnnamed(to name: String) -> Bool {
    linkat(AT_FDCWD, TemporaryFile.path(of: descriptor), AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0
  }

  private static func path(of descriptor: Int32) -> String { "/proc/self/fd/\(descriptor)" }

  /// The path before the last name, with its slash; empty for a name alone.
  static func folder(of path: String) -> String {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[...$0]) } ?? ""
  }

  // MARK: Mode

  private func keepMode(of old: stat) throws(InputProblem) {
    // Only a privileged process may give a file away. Without its owner a file must not keep the bits that act in the
    // owner's name, and without its group no more for the group than for everybody.
    let isOwned = fchown(descriptor, old.st_uid, old.st_gid) == 0
    let hasGroup = isOwned || fchown(descriptor, uid_t.max, old.st_gid) == 0
    let others = old.st_mode & 0o007
    let mode = isOwned ? old.st_mode & 0o7777 : hasGroup ? old.st_mode & 0o777 : old.st_mode & 0o707 | others << 3
    guard fchmod(descriptor, mode) == 0 else { throw .system(target) }
  }
}
