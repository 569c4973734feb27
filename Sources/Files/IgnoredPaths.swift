import Diagnostics

/// What git ignores of paths that are named from the root of a repository, whether anything is there or not.
package struct IgnoredPaths {
  /// The contents of the `.gitignore` of a folder, which is named from the root with a slash at its end; nil: it has
  /// none.
  package typealias Reader = (_ folder: String) throws(InputProblem) -> [UInt8]?

  private let read: Reader?
  /// What applies in a folder, by its path with a slash at its end; nil: the folder itself is ignored.
  private var folders: [String: Result] = [:]

  private enum Result {
    case applies(GitIgnore)
    case ignored(reason: String)
  }

  /// What a walk of a folder leaves out.
  package init(walking folder: String) throws(InputProblem) {
    var ignore = try GitIgnore(around: folder)
    try ignore.addFile(in: ignore.start)
    read = nil
    folders[ignore.start] = .applies(ignore)
    start = ignore.start
  }

  /// What a snapshot ignored by its own `.gitignore` files.
  package init(reading read: @escaping Reader) throws(InputProblem) {
    var ignore = GitIgnore(root: "")
    if let contents = try read("") { ignore.add(contents, in: "") }
    self.read = read
    folders[""] = .applies(ignore)
    start = ""
  }

  /// The folder that is walked.
  private let start: String

  /// Why a file is ignored; nil: it is not, or it is not in the folder that is walked.
  package mutating func reason(for file: String) throws(InputProblem) -> String? {
    guard file.utf8.starts(with: start.utf8) else { return nil }
    var names = String(decoding: file.utf8.dropFirst(start.utf8.count), as: UTF8.self).parts(between: "/")
    guard let name = names.popLast() else { return nil }
    var folder = start
    for inner in names {
      try enter(inner, of: folder)
      folder += inner + "/"
      if case .ignored(let reason)? = folders[folder] { return reason }
    }
    guard case .applies(let ignore)? = folders[folder] else { return nil }
    return ignore.reason(for: folder + name, isFolder: false)
  }

  private mutating func enter(_ name: String, of folder: String) throws(InputProblem) {
    let inner = folder + name + "/"
    guard folders[inner] == nil, case .applies(var ignore)? = folders[folder] else { return }
    if let reason = ignore.reason(for: folder + name, isFolder: true) {
      folders[inner] = .ignored(reason: reason)
      return
    }
    if let read {
      if let contents = try read(inner) { ignore.add(contents, in: inner) }
    } else {
      try ignore.addFile(in: inner)
    }
    folders[inner] = .applies(ignore)
  }
}
