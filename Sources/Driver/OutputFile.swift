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

  /// Replaces a file that still holds what was read.
  package static func replace(_ before: [UInt8], by after: [UInt8], at path: String) throws(InputProblem) {
    let block = try FileReading.read(path, limit: 1 << 30)
    defer { block.deallocate() }
    guard block.elementsEqual(before) else { throw InputProblem(path, "has changed since it was read; nothing was written to it") }
    try write(after, to: path)
  }
}
