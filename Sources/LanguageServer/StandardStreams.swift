import Files

/// Runs the server over standard input and output until the client or its process is gone.
package enum StandardStreams {
  /// How often the client's process is looked for while nothing comes, in milliseconds.
  private static let patience: Int32 = 1000
  /// Bytes that one read takes.
  private static let chunk = 1 << 16

  /// Serves; gives the exit status.
  package static func serve(_ server: Server) -> Int32 {
    var buffer = MessageBuffer()
    var chunk = [UInt8](repeating: 0, count: chunk)
    while true {
      switch StandardInput.wait(milliseconds: patience) {
      case .nothing:
        if let process = server.clientProcess, !isProcessAlive(process) { return 1 }
      case .ready:
        let count = StandardInput.read(&chunk)
        // The end of input, without `exit` before it.
        if count <= 0 { return server.statusAtEnd }
        buffer.append(chunk[..<count])
        guard take(&buffer, server) else { return server.exitStatus ?? 1 }
      }
    }
  }

  /// Acts on all messages that are there, and publishes what is new if nothing more waits to be read; false: the server
  /// is to end.
  private static func take(_ buffer: inout MessageBuffer, _ server: Server) -> Bool {
    var pieces: [MessageBuffer.Piece] = []
    while let piece = buffer.next() {
      if case .content(let content) = piece { server.look(aheadAt: content) }
      pieces.append(piece)
    }
    for piece in pieces {
      switch piece {
      case .content(let content): server.take(content)
      case .fault(let words): server.refuse(words)
      }
      if server.exitStatus != nil { break }
    }
    if server.exitStatus == nil, !StandardInput.hasMore { server.settle() }
    guard writeAll(server.takeOutgoing()) else { return false }
    return server.exitStatus == nil
  }

  /// False if the client does not read any more.
  private static func writeAll(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { bytes in
      var offset = 0
      while offset < bytes.count {
        let written = writeBytes(STDOUT_FILENO, UnsafeRawBufferPointer(rebasing: bytes[offset...]))
        if written < 0 {
          if errno == EINTR { continue }
          guard errno == EAGAIN else { return false }
          waitUntilWritable(STDOUT_FILENO)
          continue
        }
        offset += written
      }
      return true
    }
  }
}
