import Diagnostics

/// Reads a revision with git itself: one `ls-tree`, one `cat-file --batch`.
///
/// Nothing of the repository runs: no hooks, no aliases, no pager, no filters, no file system monitor, no fetching of what a partial clone lacks.
/// Names out of the repository and the revision are never taken for options.
package struct Git: Sendable {
  /// The folder git is run in.
  private let folder: String
  /// The root of the work tree.
  package let root: String

  /// Files of a tree are read up to this many bytes together.
  private static let outputLimit = 1 << 30

  /// The repository around a folder, for a revision that is to be read from it; throws where there is none.
  package init(around folder: String, for revision: String) throws(InputProblem) {
    self.folder = folder
    let answer = try Git.run(["rev-parse", "--show-toplevel"], in: folder, input: [])
    guard answer.isSuccess else { throw InputProblem(Git.name(revision), "is no path that exists, and \(Git.reason(answer))") }
    root = String(decoding: answer.output, as: UTF8.self).trimmingLineBreak
  }

  /// A file of a revision: its path from the root of the repository, and its contents.
  package struct File: Sendable {
    package let path: String
    package let contents: [UInt8]
  }

  /// A revision as messages name it.
  private static func name(_ revision: String) -> String { revision.isEmpty ? "nothing" : revision }

  private static func reason(_ answer: Answer) -> String {
    if answer.isMissing { return "git is not installed" }
    // Of anything else, such as a repository that belongs to somebody else, git's own words say what to do.
    return answer.error.contains("not a git repository")
      ? "there is no git repository here" : "git says: \(Shown.oneLine(answer.firstErrorLine))"
  }

  /// The regular files of a revision whose path is wanted, those of submodules included as far as they are checked out.
  package func files(at revision: String, where isWanted: (String) -> Bool) throws(InputProblem) -> [File] {
    let tree = try Git.run(["rev-parse", "--verify", "--quiet", "--end-of-options", "\(revision)^{tree}"], in: folder, input: [])
    guard tree.isSuccess else { throw InputProblem(Git.name(revision), "is neither a path nor a revision of this repository") }
    let id = String(decoding: tree.output, as: UTF8.self).trimmingLineBreak
    let listing = try Git.run(["ls-tree", "-r", "-z", "--full-tree", id], in: folder, input: [])
    guard listing.isSuccess else { throw InputProblem(revision, "git could not list its files: \(Shown.oneLine(listing.firstErrorLine))") }
    let all = Git.entries(listing.output)
    var files: [File] = []
    for module in all where module.isSubmodule && access("\(root)/\(module.path)/.git", F_OK) == 0 {
      let inner = try Git(around: "\(root)/\(module.path)", for: module.id).files(at: module.id) { isWanted("\(module.path)/\($0)") }
      files += inner.map { File(path: "\(module.path)/\($0.path)", contents: $0.contents) }
    }
    return try files + contents(of: all.filter { !$0.isSubmodule && isWanted($0.path) }, revision)
  }

  private func contents(of entries: [Entry], _ revision: String) throws(InputProblem) -> [File] {
    guard !entries.isEmpty else { return [] }
    let request = entries.map { $0.id + "\n" }.joined()
    let batch = try Git.run(["cat-file", "--batch"], in: folder, input: Array(request.utf8))
    guard batch.isSuccess else { throw InputProblem(revision, "git could not read its files: \(Shown.oneLine(batch.firstErrorLine))") }
    return try Git.split(batch.output, entries, revision)
  }

  // MARK: Reading git's answers

  package struct Entry: Sendable, Equatable {
    package let path: String
    package let id: String
    /// Then the ID is that of a commit of another repository.
    package let isSubmodule: Bool
  }

  /// `MODE TYPE ID\tPATH`, each ended by NUL: regular files and submodules. Links are left out, their targets are files of their own.
  package static func entries(_ listing: [UInt8]) -> [Entry] {
    listing.split(separator: 0).compactMap { record in
      guard let tab = record.firstIndex(of: UInt8(ascii: "\t")) else { return nil }
      let fields = record[..<tab].split(separator: UInt8(ascii: " "))
      guard fields.count == 3 else { return nil }
      let isFile = fields[0].starts(with: "100".utf8) && fields[1].elementsEqual("blob".utf8)
      let isSubmodule = fields[1].elementsEqual("commit".utf8)
      guard isFile || isSubmodule else { return nil }
      return Entry(
        path: String(decoding: record[(tab + 1)...], as: UTF8.self), id: String(decoding: fields[2], as: UTF8.self),
        isSubmodule: isSubmodule)
    }
  }

  /// `ID blob SIZE\n`, the contents, `\n`, for each entry in order.
  package static func split(_ batch: [UInt8], _ entries: [Entry], _ revision: String) throws(InputProblem) -> [File] {
    var files: [File] = []
    var offset = 0
    for entry in entries {
      guard let lineEnd = batch[offset...].firstIndex(of: UInt8(ascii: "\n")) else {
        throw InputProblem(revision, "git's answer breaks off before \(Shown.oneLine(entry.path))")
      }
      let fields = batch[offset..<lineEnd].split(separator: UInt8(ascii: " "))
      guard fields.count == 3, fields[1].elementsEqual("blob".utf8), let size = Int(String(decoding: fields[2], as: UTF8.self)), size >= 0,
        lineEnd + 1 + size <= batch.count
      else { throw InputProblem(revision, "git has no contents of \(Shown.oneLine(entry.path)); a partial clone has to fetch them first") }
      files.append(File(path: entry.path, contents: Array(batch[lineEnd + 1..<lineEnd + 1 + size])))
      offset = min(batch.count, lineEnd + 1 + size + 1)
    }
    return files
  }

  // MARK: Running git

  private struct Answer {
    var isSuccess = false
    var isMissing = false
    var output: [UInt8] = []
    var error = ""

    var firstErrorLine: String { error.split(whereSeparator: \.isNewline).first.map { Shown.oneLine(String($0)) } ?? "no reason given" }
  }

  /// In a hook git sets variables that would make a submodule's files those of the outer repository. No protocol is allowed, whatever the repository's
  /// configuration says of each: older versions of git do not know `GIT_NO_LAZY_FETCH`.
  private static let environment: [String: String?] = [
    "GIT_DIR": nil, "GIT_WORK_TREE": nil, "GIT_INDEX_FILE": nil, "GIT_PREFIX": nil, "GIT_COMMON_DIR": nil, "GIT_NAMESPACE": nil,
    "GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C",
  ]

  private static func run(_ arguments: [String], in folder: String, input: [UInt8]) throws(InputProblem) -> Answer {
    let safe = [
      "--no-pager", "--no-optional-locks", "--no-replace-objects", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c",
      "core.untrackedCache=false",
    ]
    let git = ChildProcess(program: "git", arguments: ["-C", folder] + safe + arguments, environment: environment)
    do throws(ChildProcess.Failure) {
      let outcome = try git.run(input: input, limit: outputLimit)
      return Answer(isSuccess: outcome.status == 0, output: outcome.output, error: String(decoding: outcome.errors, as: UTF8.self))
    } catch {
      switch error {
      case .missing: return Answer(isMissing: true)
      case .system(let code): throw InputProblem("git", "could not be run: \(systemMessage(code))")
      case .tooLong: throw InputProblem("git", "gives more than a gibibyte at once")
      }
    }
  }
}

extension String {
  fileprivate var trimmingLineBreak: String { hasSuffix("\n") ? String(dropLast()) : self }
}
