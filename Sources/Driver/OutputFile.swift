/// Stub until the real one lands.
package enum OutputFile {
  package static func makeFolder(_ path: String) throws(InputProblem) {
    if mkdir(path, 0o777) != 0, errno != EEXIST { throw .system(path) }
  }
  package static func write(_ bytes: [UInt8], to path: String) throws(InputProblem) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o666)
    guard descriptor >= 0 else { throw .system(path) }
    defer { close(descriptor) }
    _ = bytes.withUnsafeBytes { writeBytes(descriptor, $0) }
  }
}
