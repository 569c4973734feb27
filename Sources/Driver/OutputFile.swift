import Diagnostics

/// Writes files so that whoever reads them finds the old bytes or the new ones, never a part.
package enum OutputFile {
  /// Puts bytes in the place of what a file held. Links are followed, and the file keeps its mode; where it can be, its owner too.
  ///
  /// A pipe or a character device takes the bytes directly. So does a file that is open as standard output or error, where others may be
  /// writing as well.
  package static func write(_ bytes: [UInt8], to path: String) throws(InputProblem) {
    if let descriptor = descriptor(behind: path) { return try send(bytes, to: descriptor, path) }
    let target = try followingLinks(path)
    var status = stat()
    guard stat(target, &status) == 0 else {
      guard errno == ENOENT, !target.hasSuffix("/") else { throw .system(path) }
      return try replace(target, with: bytes, like: nil, path)
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw InputProblem(path, "is a folder")
    case S_IFREG:
      guard access(target, W_OK) == 0 else { throw .system(path) }
      try replace(target, with: bytes, like: status, path)
    case S_IFIFO, S_IFCHR: try writeThrough(bytes, to: target, path)
    default: throw InputProblem(path, "is neither a file nor a pipe")
    }
  }

  /// Makes a folder where there is none; the one around it is there.
  package static func makeFolder(_ path: String) throws(InputProblem) {
    if mkdir(path, 0o777) == 0 { return }
    let code = errno
    var status = stat()
    guard code == EEXIST, stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { throw .system(path, code) }
  }

  // MARK: Where to

  /// The descriptor that a path stands for: `/dev/fd/3` by its name, standard output and error under any name they have.
  private static func descriptor(behind path: String) -> Int32? {
    if path.hasPrefix("/dev/fd/"), let number = Int32(path.dropFirst(8)), number >= 0 { return number }
    var wanted = stat()
    guard stat(path, &wanted) == 0 else { return nil }
    return [STDOUT_FILENO, STDERR_FILENO].first { descriptor in
      var status = stat()
      return fstat(descriptor, &status) == 0 && status.st_dev == wanted.st_dev && status.st_ino == wanted.st_ino
    }
  }

  /// The path at the end of a chain of links, whether or not something is there.
  private static func followingLinks(_ path: String) throws(InputProblem) -> String {
    var target = path
    for _ in 0..<40 {
      guard let next = link(at: target) else { return target }
      target = next.hasPrefix("/") ? next : folder(of: target) + next
    }
    throw .system(path, ELOOP)
  }

  private static func link(at path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlink(path, &buffer, buffer.count)
    return length > 0 ? String(decoding: buffer[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self) : nil
  }

  /// What stands before the name, with its slash; nothing for a name alone.
  private static func folder(of path: String) -> String { path.lastIndex(of: "/").map { String(path[...$0]) } ?? "" }

  // MARK: How

  /// Writes a temporary file beside the target and renames it.
  private static func replace(_ target: String, with bytes: [UInt8], like old: stat?, _ path: String) throws(InputProblem) {
    // Ctrl-C waits until the temporary file is in its place or gone.
    var signals = sigset_t()
    var before = sigset_t()
    sigfillset(&signals)
    pthread_sigmask(SIG_BLOCK, &signals, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }

    let (descriptor, temporary) = try createTemporary(in: folder(of: target), path)
    do throws(InputProblem) {
      do throws(InputProblem) {
        if let old { try keepMode(of: old, descriptor, path) }
        try send(bytes, to: descriptor, path)
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw .system(path) }
      } catch {
        close(descriptor)
        throw error
      }
      guard close(descriptor) == 0, rename(temporary, target) == 0 else { throw .system(path) }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  private static func createTemporary(in folder: String, _ path: String) throws(InputProblem) -> (Int32, String) {
    for attempt in 0..<100 {
      let name = "\(folder).privatelint-\(getpid())-\(attempt)"
      let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 { return (descriptor, name) }
      if errno != EEXIST { break }
    }
    throw .system(path)
  }

  private static func keepMode(of old: stat, _ descriptor: Int32, _ path: String) throws(InputProblem) {
    // Only a privileged process may give a file away; without its owner a file must not keep the bits that act in the owner's name.
    let isOwned = fchown(descriptor, old.st_uid, old.st_gid) == 0
    guard fchmod(descriptor, old.st_mode & (isOwned ? 0o7777 : 0o777)) == 0 else { throw .system(path) }
  }

  private static func writeThrough(_ bytes: [UInt8], to target: String, _ path: String) throws(InputProblem) {
    let descriptor = open(target, O_WRONLY | O_NOCTTY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(path) }
    defer { close(descriptor) }
    try send(bytes, to: descriptor, path)
  }

  /// Writes all bytes. Where the reader of a pipe has gone, there is nobody left to tell.
  private static func send(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(InputProblem) {
    var offset = 0
    while offset < bytes.count {
      let written = bytes.withUnsafeBytes { writeBytes(descriptor, UnsafeRawBufferPointer(rebasing: $0[offset...])) }
      if written < 0 {
        if errno == EINTR { continue }
        if errno == EPIPE { return }
        throw .system(path)
      }
      offset += written
    }
  }

  /// Replaces a file that still holds what was read.
  package static func replace(_ before: [UInt8], by after: [UInt8], at path: String) throws(InputProblem) {
    let block = try FileReading.read(path, limit: 1 << 30)
    defer { block.deallocate() }
    guard block.elementsEqual(before) else { throw InputProblem(path, "has changed since it was read; nothing was written to it") }
    try write(after, to: path)
  }
}
