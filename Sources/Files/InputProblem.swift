import Diagnostics

/// Why a path could not be read or walked. It ends the run with status 2, after everything else has been done.
package struct InputProblem: Error, Sendable {
  package let path: String
  package let reason: String

  /// A sentence: about the path, where the reason begins with a verb.
  package var message: String {
    let path = Display.oneLine(path)
    guard InputProblem.verbs.contains(String(reason.prefix { $0 != " " })) else { return "\(path): \(reason)" }
    return InputProblem.phrases.contains(where: path.hasPrefix) ? "\(path) \(reason)" : "`\(path)` \(reason)"
  }

  /// What is written in place of a path.
  private static let phrases = ["standard input", "an empty ", "the index"]
  private static let verbs: Set = ["already", "cannot", "contains", "could", "has", "is", "names", "produces", "was"]

  package init(_ path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  /// Nothing is there, as far as the system can tell.
  package static func missing(_ path: String) -> InputProblem {
    .system(path, access(path, F_OK) == 0 ? ENOENT : errno)
  }

  /// Standard input of which the end was not read, so that it cannot be handed on.
  package static func tooLarge(_ path: String, _ limit: Int) -> InputProblem {
    InputProblem(
      path,
      reason: "is larger than \(limit) bytes, and nothing was written; `--max-bytes` raises this bound for one run"
    )
  }

  /// With the system's words for the last error.
  package static func system(_ path: String, _ code: Int32 = errno) -> InputProblem {
    var status = stat()
    let isLink = lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    if code == ENOENT, isLink { return InputProblem(path, reason: "is a link to something that does not exist") }
    // Bytes that are not UTF-8 appear as U+FFFD in an argument.
    if code == ENOENT, path.contains("\u{FFFD}") {
      return InputProblem(path, reason: "no such file or folder, or its name is not UTF-8")
    }
    return InputProblem(path, reason: systemMessage(code))
  }
}
