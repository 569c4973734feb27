import Diagnostics
import Dispatch
import Subprocess
import SystemPackage

/// Reads a revision with git itself: one `ls-tree`, one `cat-file --batch`.
///
/// Nothing of the repository runs: no hooks, no aliases, no pager, no filters, no fetching of what a partial clone lacks. Names out of the
/// repository and the revision are never taken for options.
package struct Git: Sendable {
  /// The folder git is run in.
  private let folder: String
  /// The root of the work tree.
  package let root: String

  /// Files of a tree are read up to this many bytes together.
  private static let outputLimit = 1 << 30

  /// The repository around a folder; throws where there is none.
  package init(around folder: String) throws(InputProblem) {
    self.folder = folder
    let answer = try Git.run(["rev-parse", "--show-toplevel"], in: folder, input: [])
    guard answer.isSuccess else {
      throw InputProblem(
        folder,
        answer.isMissing
          ? "git is not installed, and --from names no existing path" : "not in a git repository, and --from names no existing path")
    }
    root = String(decoding: answer.output, as: UTF8.self).trimmingLineBreak
  }

  /// A file of a revision: its path from the root of the repository, and its contents.
  package struct File: Sendable {
    package let path: String
    package let contents: [UInt8]
  }

  /// The regular files of a revision whose path is wanted.
  package func files(at revision: String, where isWanted: (String) -> Bool) throws(InputProblem) -> [File] {
    let tree = try Git.run(["rev-parse", "--verify", "--quiet", "--end-of-options", "\(revision)^{tree}"], in: folder, input: [])
    guard tree.isSuccess else { throw InputProblem(revision, "is neither a path nor a revision of this repository") }
    let id = String(decoding: tree.output, as: UTF8.self).trimmingLineBreak
    let listing = try Git.run(["ls-tree", "-r", "-z", "--full-tree", id], in: folder, input: [])
    guard listing.isSuccess else { throw InputProblem(revision, "git could not list its files: \(listing.firstErrorLine)") }
    let entries = Git.entries(listing.output).filter { isWanted($0.path) }
    guard !entries.isEmpty else { return [] }
    let request = entries.map { $0.id + "\n" }.joined()
    let batch = try Git.run(["cat-file", "--batch"], in: folder, input: Array(request.utf8))
    guard batch.isSuccess else { throw InputProblem(revision, "git could not read its files: \(batch.firstErrorLine)") }
    return try Git.split(batch.output, entries, revision)
  }

  // MARK: Reading git's answers

  package struct Entry: Sendable, Equatable {
    package let path: String
    package let id: String
  }

  /// `MODE blob ID\tPATH`, each ended by NUL; links and submodules are no files.
  package static func entries(_ listing: [UInt8]) -> [Entry] {
    listing.split(separator: 0).compactMap { record in
      guard let tab = record.firstIndex(of: UInt8(ascii: "\t")) else { return nil }
      let fields = record[..<tab].split(separator: UInt8(ascii: " "))
      guard fields.count == 3, fields[0].starts(with: "100".utf8), fields[1].elementsEqual("blob".utf8) else { return nil }
      return Entry(path: String(decoding: record[(tab + 1)...], as: UTF8.self), id: String(decoding: fields[2], as: UTF8.self))
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

  private static func run(_ arguments: [String], in folder: String, input: [UInt8]) throws(InputProblem) -> Answer {
    let safe = [
      "--no-pager", "--no-optional-locks", "--no-replace-objects", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c",
      "protocol.allow=never",
    ]
    let outcome = Blocking.wait { () async -> Result<Answer, InputProblem> in
      do {
        let result = try await Subprocess.run(
          .name("git"), arguments: Arguments(safe + arguments),
          environment: .inherit.updating(["GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"]),
          workingDirectory: FilePath(folder),
          input: .array(input), output: .bytes(limit: outputLimit), error: .string(limit: 1 << 16))
        return .success(Answer(isSuccess: result.terminationStatus.isSuccess, output: result.standardOutput, error: result.standardError))
      } catch let error as SubprocessError where error.code == .executableNotFound {
        return .success(Answer(isMissing: true))
      } catch {
        return .failure(InputProblem("git", "could not be run: \(error)"))
      }
    }
    return try outcome.get()
  }
}

/// Waits in a synchronous command for what is asynchronous.
enum Blocking {
  static func wait<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) -> Value {
    let box = Box<Value>()
    let done = DispatchSemaphore(value: 0)
    Task.detached {
      box.value = await body()
      done.signal()
    }
    done.wait()
    guard let value = box.value else { preconditionFailure("the task has signalled without a value") }
    return value
  }

  private final class Box<Value>: @unchecked Sendable { var value: Value? }
}

extension String {
  fileprivate var trimmingLineBreak: String { hasSuffix("\n") ? String(dropLast()) : self }
}
