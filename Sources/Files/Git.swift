import Diagnostics

/// Reads a repository with git itself: a listing of a revision or of the index, then all contents in one `cat-file
/// --batch`.
///
/// Nothing of the repository runs: no hooks, no aliases, no pager, no filters, no file system monitor, no fetching of
/// what a partial clone lacks. Names out of the repository and the revision are never taken for options.
package struct Git: Sendable {
  /// The folder git is run in.
  private let folder: String
  /// The options of git before its command.
  private var place: [String] = []
  /// The root of the work tree.
  package let root: String

  /// Files of a tree are read up to this many bytes together.
  private static let outputLimit = 1 << 30

  /// The repository around a folder, for a revision that is to be read from it; throws if there is none.
  package init(around folder: String, for revision: String) throws(InputProblem) {
    self.folder = folder
    let answer = try Git.run(["rev-parse", "--show-toplevel"], in: folder, input: [])
    guard answer.isSuccess else {
      throw InputProblem(
        Git.name(revision),
        reason: "\(Git.denial(ofRevision: revision)): \(try Git.reason(answer, folder))"
      )
    }
    root = String(decoding: answer.output, as: UTF8.self).trimmingLineBreak
  }

  /// The repository around a path; nil: it is in none, or there is no git.
  package static func ifAny(around path: String) -> Git? {
    // No git is started where there is no repository.
    guard let folder = try? AbsolutePath.folder(around: path), PathRoot.repository(around: folder) != nil else {
      return nil
    }
    return try? Git(around: folder, for: path)
  }

  /// A repository by the folder in which git keeps it, whatever has become of its work tree.
  private init(keptIn folder: String, root: String) {
    self.folder = folder
    self.root = root
    place = ["--git-dir=.", "--work-tree=."]
  }

  /// What git keeps of a submodule that is not checked out, by the path it had from the root and the ID of the tree
  /// that names it; nil: nothing.
  package func module(at path: String, ofTree tree: String) throws(InputProblem) -> Git? {
    let folder = GitFolder(of: root).modules
    guard FileReading.exists(folder) else { return nil }
    for name in [path] + [try moduleName(of: path, ofTree: tree)].compactMap({ $0 }) {
      let kept = "\(folder)/\(name)"
      // A name that is made to lead elsewhere is none.
      if name.parts(between: "/").contains(where: { $0 == ".." || $0 == "." || $0.isEmpty }) { continue }
      if FileReading.exists("\(kept)/HEAD") { return Git(keptIn: kept, root: "\(root)/\(path)") }
    }
    return nil
  }

  /// The name that `.gitmodules` of a tree gives to a submodule.
  private func moduleName(of path: String, ofTree tree: String) throws(InputProblem) -> String? {
    let answer = try run([
      "config", "--null", "--blob", "\(tree):.gitmodules", "--get-regexp", "^submodule\\..*\\.path$",
    ])
    for record in answer.output.split(separator: 0) where answer.isSuccess {
      let lines = record.split(separator: UInt8(ascii: "\n"), maxSplits: 1)
      guard lines.count == 2, lines[1].elementsEqual(path.utf8) else { continue }
      return String(decoding: lines[0].dropFirst("submodule.".utf8.count).dropLast(".path".utf8.count), as: UTF8.self)
    }
    return nil
  }

  /// What to say of a name that is no revision; where it is no path either, both may have been meant.
  package static func denial(ofRevision text: String) -> String {
    FileReading.exists(text) ? "is not a revision" : "is not a file, folder or revision"
  }

  /// A revision as messages name it.
  private static func name(_ revision: String) -> String { revision.isEmpty ? "an empty revision" : revision }

  private static func reason(_ answer: Answer, _ folder: String) throws(InputProblem) -> String {
    if answer.isMissing { return "git is not installed" }
    if answer.error.contains("not a git repository") { return "this is not a git repository" }
    if answer.error.contains("must be run in a work tree") {
      return
        """
        this repository has no files to compare with (it is bare, or this is its .git folder): use a clone or `git \
        worktree add`
        """
    }
    let words = "git reports: \(Display.oneLine(answer.firstErrorLine))"
    return answer.error.contains("dubious ownership")
      ? "\(words); if you trust that repository, run `git config --global --add safe.directory` with its folder" : words
  }

  // MARK: Revisions

  /// The tree, or the commit, that a revision stands for; nil: it is not a revision of this repository.
  package func id(of revision: String, as kind: Kind) throws(InputProblem) -> String? {
    let answer = try run(["rev-parse", "--verify", "--quiet", "--end-of-options", "\(revision)^{\(kind.rawValue)}"])
    let id = String(decoding: answer.output, as: UTF8.self).trimmingLineBreak
    // `^main` is an exclusion, which git gives back as one.
    return answer.isSuccess && Git.isID(id) ? id : nil
  }

  package enum Kind: String, Sendable { case tree, commit }

  private static func isID(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy(\.isSmallHexDigit)
  }

  /// The whole name of a branch or tag, such as `refs/heads/main`; nil if the revision is not the name of one.
  package func fullName(of revision: String) throws(InputProblem) -> String? {
    let answer = try run(["rev-parse", "--symbolic-full-name", "--verify", "--quiet", "--end-of-options", revision])
    let name = String(decoding: answer.output, as: UTF8.self).trimmingLineBreak
    return answer.isSuccess && name.hasPrefix("refs/") ? name : nil
  }

  /// The best common ancestor of a commit and HEAD; nil if they have none, as far as this repository knows.
  package func mergeBase(with commit: String) throws(InputProblem) -> String? {
    let answer = try run(["merge-base", commit, "HEAD"])
    let id = String(decoding: answer.output, as: UTF8.self).trimmingLineBreak
    return answer.isSuccess && Git.isID(id) ? id : nil
  }

  /// Whether HEAD contains a commit; nil if there is no HEAD yet.
  package func isAncestorOfHead(_ commit: String) throws(InputProblem) -> Bool? {
    let answer = try run(["merge-base", "--is-ancestor", commit, "HEAD"])
    return answer.isSuccess ? true : answer.status == 1 ? false : nil
  }

  /// Whether commits before some are missing here.
  package func isShallow() throws(InputProblem) -> Bool {
    let answer = try run(["rev-parse", "--is-shallow-repository"])
    return answer.isSuccess && String(decoding: answer.output, as: UTF8.self).trimmingLineBreak == "true"
  }

  // MARK: Listings

  /// What a tree contains: regular files, links and submodules.
  package func entries(ofTree id: String, _ revision: String) throws(InputProblem) -> [Entry] {
    let listing = try run(["ls-tree", "-r", "-z", "--full-tree", id])
    guard listing.isSuccess else {
      throw InputProblem(revision, reason: "git could not list its files: \(Display.oneLine(listing.firstErrorLine))")
    }
    return Git.entries(listing.output)
  }

  /// What the index contains, without merge conflicts, and which paths it keeps off the disk or does not look at there
  /// (`skip-worktree`, as a sparse checkout sets it, and `assume-unchanged`).
  package func index() throws(InputProblem) -> (entries: [Entry], hidden: Set<String>) {
    let listing = try Git.run(["ls-files", "-v", "-s", "-z"], in: root, input: [])
    guard listing.isSuccess else {
      throw InputProblem(root, reason: "git could not list the index: \(Display.oneLine(listing.firstErrorLine))")
    }
    return Git.index(listing.output)
  }

  /// Whether there is an index. Without one nothing was ever checked out here, as after `git clone --no-checkout`.
  package func hasIndex() throws(InputProblem) -> Bool {
    let answer = try Git.run(["rev-parse", "--git-path", "index"], in: root, input: [])
    let path = String(decoding: answer.output, as: UTF8.self).trimmingLineBreak
    guard answer.isSuccess, !path.isEmpty else { return true }
    return FileReading.exists(path.hasPrefix("/") ? path : "\(root)/\(path)")
  }

  /// The contents of files and links, in their order; nil: a partial clone does not have them.
  package func contents(of entries: [Entry], _ revision: String) throws(InputProblem) -> [[UInt8]?] {
    guard !entries.isEmpty else { return [] }
    let request = entries.map { $0.id + "\n" }.joined()
    // All is asked for at once: git need not give each answer as soon as it has it.
    let batch = try run(["cat-file", "--batch", "--buffer"], input: Array(request.utf8))
    guard batch.isSuccess else {
      throw InputProblem(
        revision,
        reason: batch.error.contains("promisor remote")
          ? """
          this partial clone lacks some of its files, and privatelint does not fetch: have git fetch them first, \
          for example with `git archive HEAD > /dev/null`
          """
          : "git could not read its files: \(Display.oneLine(batch.firstErrorLine))"
      )
    }
    return try Git.split(batch.output, for: entries, at: revision)
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

  /// `TAG MODE ID STAGE\tPATH`, each ended by NUL; the tag is `S` where the path is not in the work tree, lower-case
  /// where git does not look at it.
  package static func index(_ listing: [UInt8]) -> (entries: [Entry], hidden: Set<String>) {
    var entries: [Entry] = []
    var hidden: Set<String> = []
    for record in listing.split(separator: 0) {
      guard let tab = record.firstIndex(of: UInt8(ascii: "\t")) else { continue }
      let fields = record[..<tab].split(separator: UInt8(ascii: " "))
      guard fields.count == 4, fields[3].elementsEqual("0".utf8), let tag = fields[0].first,
        let kind = kind(mode: fields[1])
      else { continue }
      let path = String(decoding: record[(tab + 1)...], as: UTF8.self)
      entries.append(Entry(path: path, id: String(decoding: fields[2], as: UTF8.self), kind: kind))
      if tag == UInt8(ascii: "S") || tag >= UInt8(ascii: "a") { hidden.insert(path) }
    }
    return (entries, hidden)
  }

  private static func kind(mode: ArraySlice<UInt8>) -> Entry.Kind? {
    mode.elementsEqual("160000".utf8)
      ? .submodule : mode.starts(with: "100".utf8) ? .file : mode.starts(with: "120".utf8) ? .link : nil
  }

  private static func kind(mode: ArraySlice<UInt8>, type: ArraySlice<UInt8>) -> Entry.Kind? {
    type.elementsEqual("commit".utf8) || type.elementsEqual("blob".utf8) ? kind(mode: mode) : nil
  }

  /// `ID blob SIZE\n`, the contents, `\n`, for each entry in order; `ID missing\n` for what is not there.
  package static func split(_ batch: [UInt8], for entries: [Entry], at revision: String) throws(InputProblem)
    -> [[UInt8]?]
  {
    var files: [[UInt8]?] = []
    var offset = 0
    for entry in entries {
      guard let lineEnd = batch[offset...].firstIndex(of: UInt8(ascii: "\n")) else {
        throw InputProblem(revision, reason: "git's output ends before \(Display.oneLine(entry.path))")
      }
      let fields = batch[offset..<lineEnd].split(separator: UInt8(ascii: " "))
      offset = lineEnd + 1
      if fields.count == 2, fields[1].elementsEqual("missing".utf8) {
        files.append(nil)
        continue
      }
      guard fields.count == 3, fields[1].elementsEqual("blob".utf8),
        let size = Int(String(decoding: fields[2], as: UTF8.self)), size >= 0, size <= batch.count - offset
      else {
        throw InputProblem(
          revision,
          reason: "git's output for \(Display.oneLine(entry.path)) is not what was requested"
        )
      }
      files.append(Array(batch[offset..<offset + size]))
      offset = min(batch.count, offset + size + 1)
    }
    return files
  }

  // MARK: Running git

  private struct Answer {
    /// nil: ended by a signal, or never begun.
    var status: Int32?
    var isMissing = false
    var output: [UInt8] = []
    var error = ""

    var isSuccess: Bool { status == 0 }

    var firstErrorLine: String {
      error.split(whereSeparator: \.isNewline).first.map { Display.oneLine(String($0)) } ?? "no reason given"
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

  private func run(_ arguments: [String], input: [UInt8] = []) throws(InputProblem) -> Answer {
    try Git.run(place + arguments, in: folder, input: input)
  }

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
        status: outcome.status,
        output: outcome.output,
        error: String(decoding: outcome.errors, as: UTF8.self)
      )
    } catch {
      switch error {
      case .missing: return Answer(isMissing: true)
      case .system(let code): throw InputProblem("git", reason: "could not be run: \(systemMessage(code))")
      case .tooLong: throw InputProblem("git", reason: "produces more than a gibibyte at once")
      }
    }
  }
}

extension String {
  fileprivate var trimmingLineBreak: String { hasSuffix("\n") ? String(dropLast()) : self }
}
