/// A file that did not exist before.
package enum NewFile {
  /// Writes a new file, whole or not at all. What is there already, a link included, stays as it is, and that is a problem.
  package static func create(_ path: String, _ text: String) throws(InputProblem) {
    // Ctrl-C waits until the temporary file is gone.
    var signals = sigset_t()
    var before = sigset_t()
    sigfillset(&signals)
    pthread_sigmask(SIG_BLOCK, &signals, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }

    if isTaken(path) { throw taken(path) }
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
    let temporary = "\(folder).privatelint-new-\(getpid())"
    do throws(InputProblem) {
      try OutputFile.write(Array(text.utf8), to: temporary)
    } catch {
      throw InputProblem(path, error.reason)
    }
    defer { unlink(temporary) }
    if link(temporary, path) == 0 { return }
    if errno == EEXIST { throw taken(path) }
    // Where there are no hard links, a look before has to do.
    guard errno == EPERM || errno == EOPNOTSUPP, !isTaken(path), rename(temporary, path) == 0 else { throw .system(path) }
  }

  private static func isTaken(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  private static func taken(_ path: String) -> InputProblem { InputProblem(path, "is there already; nothing was written") }
}
