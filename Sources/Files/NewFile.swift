/// A file that did not exist before.
package enum NewFile {
  /// Writes a new file, whole or not at all. What is there already, a link included, stays as it is, and that is a
  /// problem.
  package static func create(_ path: String, containing text: String) throws(InputProblem) {
    try Signals.held { () throws(InputProblem) in
      if isTaken(path) { throw taken(path) }
      var file = try TemporaryFile.filled(beside: path, like: nil) { descriptor throws(InputProblem) in
        try OutputFile.send(Array(text.utf8), to: descriptor, path)
      }
      guard try file.takeFreePlace() else { throw taken(path) }
    }
  }

  /// Whether something is there already, a link included.
  package static func isTaken(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  private static func taken(_ path: String) -> InputProblem {
    InputProblem(path, reason: "already exists; nothing was written")
  }
}
