import Diagnostics

/// Reads files whole.
package enum FileReading {
  /// Whether something is there under a path.
  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether two paths lead to one regular file.
  package static func isOneFile(_ path: String, as other: String) -> Bool {
    var (status, otherStatus) = (stat(), stat())
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, stat(other, &otherStatus) == 0 else {
      return false
    }
    return status.st_dev == otherStatus.st_dev && status.st_ino == otherStatus.st_ino
  }

  /// The bytes of a regular file. More than `limit` bytes are not read: the size alone comes back, as a file that is
  /// too large.
  package static func read(_ path: String, limit: Int) throws(InputProblem) -> UnsafeMutableBufferPointer<UInt8> {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .system(path) }
    if status.st_mode & S_IFMT == S_IFDIR { throw InputProblem(path, reason: "is a folder") }
    // The pipe of a shell's `<(command)` has a writer, so that reading it comes to an end.
    if status.st_mode & S_IFMT == S_IFIFO, path.hasPrefix("/dev/fd/") || path.hasPrefix("/proc/self/fd/") {
      _ = fcntl(descriptor, F_SETFL, 0)
      return try readAll(descriptor, path, expected: 1 << 16, limit: limit)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw InputProblem(
        path,
        reason: "is not a regular file; copy its content to one, or use `-` for standard input"
      )
    }
    return try readAll(
      descriptor,
      path,
      expected: min(Int(status.st_size), limit),
      isWholeAtOnce: status.st_size > 0,
      limit: limit
    )
  }

  /// Standard input, to its end.
  package static func readStandardInput(limit: Int) throws(InputProblem) -> UnsafeMutableBufferPointer<UInt8> {
    try readAll(STDIN_FILENO, "standard input", expected: 1 << 16, limit: limit)
  }

  /// Refuses what was read where it passes the limit, for the rest of it is missing.
  package static func refuse(
    _ block: UnsafeMutableBufferPointer<UInt8>,
    path: String,
    beyond limit: Int,
    advice: String
  ) throws(InputProblem) {
    guard block.count > limit else { return }
    block.deallocate()
    throw InputProblem(path, reason: "is larger than \(limit >> 20) MiB, and was not read; \(advice)")
  }

  /// Reads to the end, at most one byte over the limit, which is enough to tell that it was passed.
  ///
  /// `isWholeAtOnce`: a read that gives as much as is expected, where there was room for more, has come to the end.
  private static func readAll(
    _ descriptor: Int32,
    _ path: String,
    expected: Int,
    isWholeAtOnce: Bool = false,
    limit: Int
  )
    throws(InputProblem) -> UnsafeMutableBufferPointer<UInt8>
  {
    var capacity = expected + 1
    var block = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 1)
    var count = 0
    while count <= limit {
      if count == capacity {
        let larger = UnsafeMutableRawPointer.allocate(byteCount: min(capacity * 2, limit + 1), alignment: 1)
        larger.copyMemory(from: block, byteCount: count)
        block.deallocate()
        block = larger
        capacity = min(capacity * 2, limit + 1)
      }
      let length = readBytes(from: descriptor, into: block + count, count: capacity - count)
      if length == 0 { break }
      if length < 0 {
        if errno == EINTR { continue }
        let code = errno
        block.deallocate()
        throw .system(path, code)
      }
      count += length
      if isWholeAtOnce, length == expected, count < capacity { break }
    }
    return UnsafeMutableBufferPointer(start: block.bindMemory(to: UInt8.self, capacity: count), count: count)
  }
}
