import Diagnostics

/// Reads a revision with git itself: one `ls-tree`, one `cat-file --batch`.
///
/// Nothing of the repository runs: no hooks, no aliases, no pager, no filters, no file system monitor, no fetching of
/// what a partial clone lacks. Names out of the repository and the revision are never taken for options.
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
    guard answer.isSuccess else {
      throw InputProblem(Git.name(revision), "is no path that exists, and \(Git.reason(answer))")
    }
    root = String(decoding: answer.output, as: UTF8.self).trimmingLineBreak
  }

  /// A revision as messages name it.
  private static func name(_ revision: String) -> String { revision.isEmpty ? "nothing" : revision }

  private static func reason(_ answer: Answer) -> String {
    if answer.isMissing { return "git is not installed" }
    // Of anything else, such as a repository that belongs to somebody else, git's own words say what to do.
    return answer.error.contains("not a git repository")
      ? "there is no git repository here" : "git says: \(Shown.oneLine(answer.firstErrorLine))"
  }

  /// What a revision contains: regular files, links and submodules.
  package func entries(of revision: String) throws(InputProblem) -> [Entry] {
    let tree = try Git.run(
      ["rev-parse", "--verify", "--quiet", "--end-of-options", "\(revision)^{tree}"],
      in: folder,
      input: []
    )
    guard tree.isSuccess else {
      throw InputProblem(Git.name(revision), "is neither a path nor a revision of this repository")
    }
    let id = String(decoding: tree.output, as: UTF8.self).trimmingLineBreak
    // `^main` is an exclusion, which git gives back as one.
    guard id.utf8.allSatisfy({ $0 &- 48 < 10 || $0 &- 97 < 6 }) else {
      throw InputProblem(revision, "is neither a path nor a revision of this repository")
    }
    let listing = try Git.run(["ls-tree", "-r", "-z", "--full-tree", id], in: folder, input: [])
    guard listing.isSuccess else {
      throw InputProblem(revision, "git could not list its files: \(Shown.oneLine(listing.firstErrorLine))")
    }
    return Git.entries(listing.output)
  }

  /// The contents of files and links, in their order.
  package func contents(of entries: [Entry], _ revision: String) throws(InputProblem) -> [[UInt8]] {
    guard !entries.isEmpty else { return [] }
    let request = entries.map { $0.id + "\n" }.joined()
    // All is asked for at once: git need not give each answer as soon as it has it.
    let batch = try Git.run(["cat-file", "--batch", "--buffer"], in: folder, input: Array(request.utf8))
    guard batch.isSuccess else {
      throw InputProblem(revision, "git could not read its files: \(Shown.oneLine(batch.firstErrorLine))")
    }
    return try Git.split(batch.output, entries, revision)
  }

  // MARK: Reading git's answers

  package struct Entry: Sendable, Equatable {
    package enum Kind: Sendable {
      case file, link
      /// Its ID is that of a commit of another repository.
      case submodule
    }

    /// From the root of the repository.
    package let path: String
    package let id: String
    package let kind: Kind
  }

  /// `MODE TYPE ID\tPATH`, each ended by NUL.
  package static func entries(_ listing: [UInt8]) -> [Entry] {
    listing.split(separator: 0).compactMap { record in
      guard let tab = record.firstIndex(of: UInt8(ascii: "\t")) else { return nil }
      let fields = record[..<tab].split(separator: UInt8(ascii: " "))
      guard fields.count == 3, let kind = kind(mode: fields[0], type: fields[1]) else { return nil }
      return Entry(
        path: String(decoding: record[(tab + 1)...], as: UTF8.self),
        id: String(decoding: fields[2], as: UTF8.self),
        kind: kind
      )
    }
  }

  private static func kind(mode: ArraySlice<UInt8>, type: ArraySlice<UInt8>) -> Entry.Kind? {
    if type.elementsEqual("commit".utf8) { return .submodule }
    guard type.elementsEqual("blob".utf8) else { return nil }
    return mode.starts(with: "100".utf8) ? .file : mode.starts(with: "120".utf8) ? .link : nil
  }

  /// `ID blob SIZE\n`, the contents, `\n`, for each entry in order.
  package static func split(_ batch: [UInt8], _ entries: [Entry], _ revision: String) throws(InputProblem) -> [[UInt8]]
  {
    var files: [[UInt8]] = []
    var offset = 0
    for entry in entries {
      guard let lineEnd = batch[offset...].firstIndex(of: UInt8(ascii: "\n")) else {
        throw InputProblem(revision, "git's answer breaks off before \(Shown.oneLine(entry.path))")
      }
      let fields = batch[offset..<lineEnd].split(separator: UInt8(ascii: " "))
      guard fields.count == 3, fields[1].elementsEqual("blob".utf8),
        let size = Int(String(decoding: fields[2], as: UTF8.self)), size >= 0,
        lineEnd + 1 + size <= batch.count
      else {
        throw InputProblem(
          revision,
          "git has no contents of \(Shown.oneLine(entry.path)); a partial clone has to fetch them first"
        )
      }
      files.append(Array(batch[lineEnd + 1..<lineEnd + 1 + size]))
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

    var firstErrorLine: String {
      error.split(whereSeparator: \.isNewline).first.map { Shown.oneLine(String($0)) } ?? "no reason given"
    }
  }

  /// In a hook git sets variables that would make a submodule's files those of the outer repository. No protocol is
  /// allowed, whatever the repository's configuration says of each: older versions of git do not know
  /// `GIT_NO_LAZY_FETCH`.
  private static let environment: [String: String?] = [
    "GIT_DIR": nil, "GIT_WORK_TREE": nil, "GIT_INDEX_FILE": nil, "GIT_PREFIX": nil, "GIT_COMMON_DIR": nil,
    "GIT_NAMESPACE": nil,
    "GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C",
  ]

  private static func run(_ arguments: [String], in folder: String, input: [UInt8]) throws(InputProblem) -> Answer {
    let safe = [
      "--no-pager", "--no-optional-locks", "--no-replace-objects", "-c", "core.fsmonitor=false", "-c",
      "core.hooksPath=/dev/null", "-c",
      "core.untrackedCache=false",
    ]
    let git = ChildProcess(program: "git", arguments: ["-C", folder] + safe + arguments, environment: environment)
    do throws(ChildProcess.Failure) {
      let outcome = try git.run(input: input, limit: outputLimit)
      return Answer(
        isSuccess: outcome.status == 0,
        output: outcome.output,
        error: String(decoding: outcome.errors, as: UTF8.self)
      )
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
