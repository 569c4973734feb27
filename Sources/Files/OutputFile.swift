import Diagnostics

/// Writes files so that whoever reads them finds the old bytes or the new ones, never a part.
package enum OutputFile {
  /// Replaces the content of a file. Links are followed, and the file keeps its mode; where it can be, its
  /// owner too.
  ///
  /// A pipe or a character device takes the bytes directly. So does a file that is open as standard output or error,
  /// where others may be writing as well.
  package static func write(_ bytes: [UInt8], to path: String) throws(InputProblem) {
    try write(to: path) { descriptor throws(InputProblem) in try send(bytes, to: descriptor, path) }
  }

  /// The same with bytes that are handed on as they are made, each chunk through a filter.
  package static func write(
    to path: String,
    through filter: @escaping ([UInt8]) -> [UInt8],
    _ make: (inout OutputBuffer) -> Void
  ) throws(InputProblem) {
    try write(to: path) { descriptor throws(InputProblem) in
      var problem: InputProblem?
      var output = OutputBuffer { chunk in
        if problem != nil { return }
        do throws(InputProblem) { try send(filter(chunk), to: descriptor, path) } catch { problem = error }
      }
      make(&output)
      output.finish()
      if let problem { throw problem }
    }
  }

  /// Writes what `write` sends to the descriptor it is given.
  private static func write(to path: String, by write: (Int32) throws(InputProblem) -> Void) throws(InputProblem) {
    if let descriptor = descriptor(meantBy: path) { return try write(descriptor) }
    let target = try followingLinks(path)
    var status = stat()
    guard stat(target, &status) == 0 else {
      guard errno == ENOENT, !target.hasSuffix("/") else { throw .system(path) }
      return try put(in: target, like: nil, path, write)
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw InputProblem(path, reason: "is a folder")
    case S_IFREG:
      guard access(target, W_OK) == 0 else { throw .system(path) }
      try put(in: target, like: status, path, write)
    case S_IFIFO, S_IFCHR: try writeThrough(to: target, path, write)
    default: throw InputProblem(path, reason: "is neither a file nor a pipe")
    }
  }

  /// Refuses a path that is a link.
  package static func refuseLink(_ path: String) throws(InputProblem) {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return }
    throw InputProblem(path, reason: "is a link, and nothing is written through it; remove it first")
  }

  /// Puts the edited text of a file in its place, if the file still contains what was read.
  package static func replace(_ before: [UInt8], by after: [UInt8], at path: String) throws(InputProblem) {
    let target = try followingLinks(path)
    var status = stat()
    guard stat(target, &status) == 0, access(target, W_OK) == 0 else { throw .system(path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw InputProblem(path, reason: "is not a regular file, and is not edited")
    }
    try put(
      in: target,
      like: status,
      path,
      unless: {
        contains(before, target)
          ? nil : InputProblem(path, reason: "has changed since it was read; nothing was written to it")
      }
    ) { descriptor throws(InputProblem) in try send(after, to: descriptor, path) }
  }

  private static func contains(_ bytes: [UInt8], _ path: String) -> Bool {
    guard let block = try? FileReading.read(path, limit: bytes.count) else { return false }
    defer { block.deallocate() }
    return block.elementsEqual(bytes)
  }

  /// Makes a folder if there is none; the one around it is there.
  package static func makeFolder(_ path: String) throws(InputProblem) {
    if mkdir(path, 0o777) == 0 { return }
    let code = errno
    var status = stat()
    guard code == EEXIST, stat(path, &status) == 0 else { throw .system(path, code) }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw InputProblem(path, reason: "is not a folder") }
  }

  // MARK: Where to

  /// The descriptor that a path means: `/dev/fd/3` by its name, standard output and error under any name they have.
  private static func descriptor(meantBy path: String) -> Int32? {
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
      target = next.hasPrefix("/") ? next : TemporaryFile.folder(of: target) + next
    }
    throw .system(path, ELOOP)
  }

  private static func link(at path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlink(path, &buffer, buffer.count)
    return length > 0 ? String(decoding: buffer[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self) : nil
  }

  // MARK: How

  /// Puts a whole file where the old one is, if nothing speaks against it in the last moment.
  private static func put(
    in target: String,
    like old: stat?,
    _ path: String,
    unless objection: () -> InputProblem? = { nil },
    _ write: (Int32) throws(InputProblem) -> Void
  ) throws(InputProblem) {
    do throws(InputProblem) {
      try Signals.held { () throws(InputProblem) in
        var file = try TemporaryFile.filled(beside: target, like: old, by: write)
        if let problem = objection() { throw problem }
        try file.replaceTarget()
      }
    } catch {
      throw InputProblem(path, reason: error.reason)
    }
  }

  private static func writeThrough(to target: String, _ path: String, _ write: (Int32) throws(InputProblem) -> Void)
    throws(InputProblem)
  {
    let descriptor = open(target, O_WRONLY | O_NOCTTY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(path) }
    defer { close(descriptor) }
    try write(descriptor)
  }

  /// Writes all bytes. Where the reader of a pipe has gone, there is nobody left to tell.
  static func send(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(InputProblem) {
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
}
