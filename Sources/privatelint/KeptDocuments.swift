import Emitters
import ArgumentParser
import Diagnostics
import Files

/// `--check` of the commands that write documents with `-o`.
struct CheckFlag: ParsableArguments {
  @Flag(help: "Write nothing; say which files of -o are missing, stale or no longer wanted, with status 1.")
  var check = false

  func validate(with output: String?) throws {
    if check, output == nil { throw ValidationError("--check compares what -o names: say where the files are") }
  }
}

extension EmitFlags.Result {
  /// Writes one document, or checks the one that is kept.
  func keep(_ text: String, in file: String, _ flag: CheckFlag) throws {
    try flags.input.spareManifests(inputs, from: [file])
    guard flag.check else { return try KeptFile(file).write(text) }
    // What is blocked is not in the document: it could not be distinguished from a stale one.
    guard status == .success else { return }
    if try KeptFile(file).isStale(text) { throw ExitStatus.failure }
  }

  /// Writes a document for each project, or checks those that are kept, and names those that are no longer wanted.
  ///
  /// - Parameters:
  ///   - documents: project IDs and texts.
  ///   - suffix: what follows the project ID in the names of such documents.
  ///   - folder: where they are kept.
  ///   - flag: whether nothing is written.
  /// - Throws: the status to end with.
  func keep(_ documents: [(project: String, text: String)], as suffix: String, in folder: String, _ flag: CheckFlag)
    throws
  {
    let output = OutputFolder(folder)
    let named = documents.map { ("\($0.project).\(suffix)", $0.text) }
    let spared = OutputFolder.names(all.map(\.id).filter(blocked.contains).map { "\($0).\(suffix)" })
    let asked = Set(flags.project.map { OutputFolder.fileName("\($0).\(suffix)") })
    var isFresh = true
    if flag.check { isFresh = try output.check(named) } else { try output.write(named) }
    let wanted = Set(OutputFolder.names(named.map(\.0)) + spared)
    let leftovers = try output.files(ending: ".\(suffix)").filter {
      !wanted.contains($0) && (asked.isEmpty || asked.contains($0))
    }
    for name in leftovers {
      Terminal.problem("\(Display.oneLine(output.path(name))) is no longer wanted; remove it if nobody needs it")
    }
    if flag.check, !isFresh || !leftovers.isEmpty, status == .success { throw ExitStatus.failure }
  }
}

/// A file that a command writes and that is kept with the manifests.
struct KeptFile {
  let path: String

  init(_ path: String) { self.path = path }

  func write(_ text: String) throws {
    do throws(InputProblem) { try ResultFile.write(text, to: path) } catch {
      throw ExitStatus.impossible(because: error)
    }
  }

  /// Whether the file is missing or has other bytes, which is reported. Git may have checked it out with other line ends, which is no difference but in
  /// a script: a shell does not run one with carriage returns.
  func isStale(_ text: String) throws -> Bool {
    guard FileReading.exists(path) else {
      Terminal.problem("\(Display.oneLine(path)) is missing; run the same command without --check")
      return true
    }
    do throws(InputProblem) {
      let block = try FileReading.read(path, limit: 2 * text.utf8.count)
      defer { block.deallocate() }
      let mayDiffer = !text.hasPrefix("#!")
      if block.elementsEqual(text.utf8) || mayDiffer && KeptFile.withLineFeeds(block).elementsEqual(text.utf8) {
        return false
      }
    } catch { throw ExitStatus.impossible(because: error) }
    Terminal.problem("\(Display.oneLine(path)) is stale; run the same command without --check")
    return true
  }

  /// The bytes without each carriage return that comes before a line feed.
  private static func withLineFeeds(_ bytes: UnsafeMutableBufferPointer<UInt8>) -> [UInt8] {
    let (carriageReturn, lineFeed) = (UInt8(ascii: "\r"), UInt8(ascii: "\n"))
    return bytes.indices.compactMap { index in
      let isDropped = bytes[index] == carriageReturn && index + 1 < bytes.count && bytes[index + 1] == lineFeed
      return isDropped ? nil : bytes[index]
    }
  }
}

/// Documents written as files of a folder.
struct OutputFolder {
  private let folder: String

  init(_ folder: String) { self.folder = folder }

  func path(_ name: String) -> String { folder + (folder.ends(withMark: "/") ? "" : "/") + name }

  /// Writes each document under its name and says where; makes the folder where it is missing.
  func write(_ documents: [(name: String, text: String)]) throws {
    do throws(InputProblem) {
      try OutputFile.makeFolder(folder)
      for (name, text) in zip(OutputFolder.names(documents.map(\.name)), documents.map(\.text)) {
        // The name comes out of a manifest: where it is that of a link, the document must not go to wherever that leads.
        try OutputFile.refuseLink(path(name))
        try ResultFile.write(text, to: path(name))
        Terminal.writeError("wrote \(Display.oneLine(path(name)))")
      }
    } catch {
      throw ExitStatus.impossible(because: error)
    }
  }

  /// Whether each document is there as it would be written.
  func check(_ documents: [(name: String, text: String)]) throws -> Bool {
    var isFresh = true
    for (name, text) in zip(OutputFolder.names(documents.map(\.name)), documents.map(\.text)) {
      if try KeptFile(path(name)).isStale(text) { isFresh = false }
    }
    return isFresh
  }

  /// The files of the folder whose names end so; none where there is no folder.
  func files(ending suffix: String) throws -> [String] {
    guard FileReading.exists(folder) else { return [] }
    do throws(InputProblem) {
      return try FolderListing.names(in: folder).filter { $0.hasSuffix(suffix) }.sorted { $0.precedesByBytes($1) }
    } catch {
      throw ExitStatus.impossible(because: error)
    }
  }

  /// The file names of documents: inside the folder, and never one for two documents, also where letter case makes no difference.
  static func names(_ names: [String]) -> [String] {
    var taken: Set<String> = []
    return names.map { name in
      let name = fileName(name)
      var unused = name
      var number = 2
      while !taken.insert(unused.lowercased()).inserted {
        unused = "\(number)-\(name)"
        number += 1
      }
      return unused
    }
  }

  /// A name out of a manifest stays inside the folder.
  static func fileName(_ name: String) -> String {
    let safe = String(name.unicodeScalars.map { $0 == "/" || $0.value < 0x20 || $0 == "\\" ? "_" : Character($0) })
    return safe.hasPrefix(".") ? "_" + safe : safe
  }
}
