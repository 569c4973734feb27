/// Standard input that comes bit by bit, as a client of the language server sends it.
package enum StandardInput {
  package enum Readiness { case ready, nothing }

  /// Waits until there is something to read, or the input has ended, or the time is over.
  package static func wait(milliseconds: Int32) -> Readiness {
    var poller = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&poller, 1, milliseconds) > 0 ? .ready : .nothing
  }

  /// Whether more has come that was not read yet.
  package static var hasMore: Bool {
    var poller = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&poller, 1, 0) > 0 && poller.revents & Int16(POLLIN) != 0
  }

  /// Reads what is there; 0: the input has ended, or cannot be read.
  package static func read(_ buffer: inout [UInt8]) -> Int {
    while true {
      let count = buffer.withUnsafeMutableBytes { readBytes(from: STDIN_FILENO, into: $0.baseAddress, count: $0.count) }
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      return max(0, count)
    }
  }
}

/// Whether a process is there, somebody else's too.
package func isProcessAlive(_ process: Int32) -> Bool { kill(process, 0) == 0 || errno == EPERM }
