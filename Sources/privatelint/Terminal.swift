import ArgumentParser
import Diagnostics
import Files
import ManifestModel

/// Standard output and error, and the end of the process. What is written has its credentials covered, whatever wrote
/// it.
enum Terminal {
  /// A closed pipe or a full file ends the process by status rather than by signal.
  static func prepare() { Signals.ignoreFailedWrites() }

  /// Writes a result. Where the reader has gone, there is nobody left to tell.
  static func write(_ text: String) { write(text, to: STDOUT_FILENO) }

  /// Writes a result as it is made.
  static func write(_ make: (inout OutputBuffer) -> Void) {
    var output = OutputBuffer { chunk in chunk.withUnsafeBytes { write($0, to: STDOUT_FILENO) } }
    make(&output)
    output.finish()
  }

  /// Writes a text of the tool itself, the same on every run: what looks like a credential in it is an example.
  static func write(own text: String) { send(Array(text.utf8), to: STDOUT_FILENO) }

  /// Writes a manifest as it was asked for, byte for byte.
  static func write(manifest bytes: [UInt8]) { send(bytes, to: STDOUT_FILENO) }

  static func writeError(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

  /// Text that ends its own lines.
  static func writeErrorText(_ text: String) { write(text, to: STDERR_FILENO) }

  static func problem(_ text: String) { writeError("privatelint: \(text)") }

  static func write(problems: [InputProblem]) {
    for problem in problems { Terminal.problem(problem.message) }
  }

  private static func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { write(UnsafeRawBufferPointer($0), to: descriptor) }
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) {
    bytes.withMemoryRebound(to: UInt8.self) { text in
      if let covered = OutputMask.cover(text) { send(covered, to: descriptor) } else { send(bytes, to: descriptor) }
    }
  }

  private static func send(_ bytes: [UInt8], to descriptor: Int32) {
    bytes.withUnsafeBytes { send($0, to: descriptor) }
  }

  private static func send(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) {
    var offset = 0
    while offset < bytes.count {
      let written = Files.writeBytes(descriptor, UnsafeRawBufferPointer(rebasing: bytes[offset...]))
      if written < 0 {
        if errno == EINTR { continue }
        if errno == EAGAIN {
          waitUntilWritable(descriptor)
          continue
        }
        // The reader has gone: what is left of the job is its status.
        if errno == EPIPE { return }
        if descriptor == STDOUT_FILENO { writeError("privatelint: standard output: \(systemWords(errno))") }
        finish(.impossible)
      }
      offset += written
    }
  }

  /// Ends the process as the error asks: help and version on standard output, usage errors with status 2.
  static func exit(with error: any Error) -> Never {
    if let status = error as? ExitStatus { finish(status) }
    let status = ExitStatus(of: error)
    // An argument may contain anything, and the parser repeats it.
    let text = CompletionScript.withDefaultCommand(HelpText.inOrderOfNeed(PrivateLint.fullMessage(for: error)))
    let message = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      Display.oneLine(String($0))
    }.joined(separator: "\n")
    if status == .success { write(message + "\n") } else { writeError(message) }
    finish(status)
  }

  /// Ends the process. Commands call it themselves once everything is written: to return, and give back all memory
  /// before the process ends anyway, takes a twentieth of a large run.
  static func finish(_ status: ExitStatus) -> Never { Files.endProcess(status.rawValue) }
}
