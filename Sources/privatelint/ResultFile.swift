import Diagnostics
import Files
import ManifestModel

/// Files that a command writes for others to read: reports, tickets, baselines. As in `Terminal`, credentials are
/// covered whatever wrote the text.
enum ResultFile {
  static func write(_ text: String, to path: String) throws(InputProblem) {
    try write(to: path) { $0.append(text) }
  }

  /// Writes a result as it is made.
  static func write(to path: String, _ make: (inout OutputBuffer) -> Void) throws(InputProblem) {
    try OutputFile.write(to: path, through: OutputMask.cover, make)
  }

  /// Writes a file that is not there yet.
  static func create(_ path: String, containing text: String) throws(InputProblem) {
    try NewFile.create(path, containing: String(decoding: OutputMask.cover(Array(text.utf8)), as: UTF8.self))
  }
}
