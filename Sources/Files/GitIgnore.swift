import Diagnostics

/// What git ignores, of files that it does not track: by the `.gitignore` of each folder, the deeper one first, then by
/// `.git/info/exclude`.
///
/// What a user's own configuration ignores is left aside: a check must not depend on whose machine it runs on.
package struct GitIgnore: Sendable {
  /// The root of the repository, absolute; without a repository the folder that is walked.
  package let root: String
  /// The folder that is walked, from the root, with a slash at its end unless it is empty.
  package private(set) var start = ""
  /// Outer folders first.
  private var files: [PatternFile] = []

  /// The lines of one file.
  private struct PatternFile: Sendable {
    /// As messages name it: from the root.
    let name: String
    /// The folder that its patterns are seen from, from the root, with a slash at its end unless it is empty.
    let folder: [UInt8]
    /// With the 1-based line of each.
    let patterns: [(line: Int, pattern: GitIgnorePattern)]
  }

  /// What the folders around a folder that is walked ignore. It does not begin with its own `.gitignore`.
  package init(around folder: String) throws(InputProblem) {
    let absolute = try AbsolutePath.of(folder)
    let repository = PathRoot.repository(around: absolute)
    root = repository ?? absolute
    if let repository { try add(GitFolder(of: repository).exclusions, named: ".git/info/exclude", in: "") }
    guard absolute != root else { return }
    let inner = String(decoding: absolute.utf8.dropFirst(root == "/" ? 1 : root.utf8.count + 1), as: UTF8.self)
    for name in inner.parts(between: "/") {
      try addFile(in: start)
      start += name
      // A folder that is named is not ignored, nor is everything in it.
      if reason(for: start, isFolder: true) != nil { files = [] }
      start += "/"
    }
  }

  /// Nothing is ignored yet.
  init(root: String) { self.root = root }

  /// Takes the `.gitignore` of a folder in, named from the root with a slash at its end. A link is none, as git has it.
  package mutating func addFile(in folder: String) throws(InputProblem) {
    let path = (root == "/" ? "/" : root + "/") + folder + GitIgnore.fileName
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
    try add(path, named: folder + GitIgnore.fileName, in: folder)
  }

  package static let fileName = ".gitignore"
  /// The largest file that is read, in bytes.
  private static let longestFile = 4 << 20

  private mutating func add(_ path: String?, named name: String, in folder: String) throws(InputProblem) {
    guard let path, FileReading.exists(path) else { return }
    let block = try FileReading.read(path, limit: GitIgnore.longestFile)
    try FileReading.refuse(block, path: path, beyond: GitIgnore.longestFile, advice: "check with `--no-gitignore`")
    defer { block.deallocate() }
    add(UnsafeBufferPointer(block), named: name, in: folder)
  }

  /// Takes the contents of the `.gitignore` of a folder in.
  mutating func add(_ contents: [UInt8], in folder: String) {
    contents.withUnsafeBufferPointer { add($0, named: folder + GitIgnore.fileName, in: folder) }
  }

  private mutating func add(_ contents: UnsafeBufferPointer<UInt8>, named name: String, in folder: String) {
    let text = contents.starts(with: [0xEF, 0xBB, 0xBF]) ? contents[3...] : contents[...]
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let patterns = lines.enumerated().compactMap { line in
      GitIgnorePattern(line.element).map { (line: line.offset + 1, pattern: $0) }
    }
    if !patterns.isEmpty { files.append(PatternFile(name: name, folder: Array(folder.utf8), patterns: patterns)) }
  }

  /// Why a path, from the root, is ignored; nil: it is not. The folders around it are not asked.
  package func reason(for path: String, isFolder: Bool) -> String? {
    let path = Array(path.utf8)
    for file in files.reversed() {
      let inner = path[file.folder.count...]
      guard let last = file.patterns.last(where: { $0.pattern.matches(inner, isFolder: isFolder) }) else { continue }
      return last.pattern.isNegated ? nil : "ignored by `\(last.pattern.text)` in \(file.name):\(last.line)"
    }
    return nil
  }
}

/// The folder in which git keeps what it knows of a work tree.
struct GitFolder {
  let path: String
  /// What the work trees of a repository share.
  private let common: String

  init(of root: String) {
    let link = root == "/" ? "/.git" : root + "/.git"
    // In a linked work tree and a submodule it is a file that names the folder.
    path = GitFolder.line(of: link, after: "gitdir: ").map { GitFolder.resolve($0, in: root) } ?? link
    common =
      GitFolder.line(of: path + "/commondir", after: "").map { [path] in GitFolder.resolve($0, in: path) } ?? path
  }

  var exclusions: String { common + "/info/exclude" }
  /// What is kept of submodules.
  var modules: String { common + "/modules" }

  private static func resolve(_ path: String, in folder: String) -> String {
    path.hasPrefix("/") ? path : folder + "/" + path
  }

  private static func line(of path: String, after start: String) -> String? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      let block = try? FileReading.read(path, limit: Int(PATH_MAX))
    else { return nil }
    defer { block.deallocate() }
    guard block.starts(with: start.utf8) else { return nil }
    return String(decoding: block.dropFirst(start.utf8.count).prefix { !$0.isLineBreak }, as: UTF8.self)
  }
}
