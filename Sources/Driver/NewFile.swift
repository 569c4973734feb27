/// A file that did not exist before.
package enum NewFile {
  /// Writes a new file; what is there already, a link included, stays as it is, and that is a problem.
  package static func create(_ path: String, _ text: String) throws(InputProblem) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw errno == EEXIST ? InputProblem(path, "is there already; nothing was written") : .system(path)
    }
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { writeBytes(descriptor, $0) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else {
        let code = errno
        close(descriptor)
        unlink(path)
        throw .system(path, code)
      }
      bytes = bytes.dropFirst(written)
    }
    guard close(descriptor) == 0 else { throw .system(path) }
  }
}
