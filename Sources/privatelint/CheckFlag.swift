import ArgumentParser
import Diagnostics
import Emitters
import Files

/// `--check` of the commands that write documents with `-o`.
struct CheckFlag: ParsableArguments {
  @Flag(
    help:
      "Write nothing; exit with status 1 if any file that -o would write is missing, out of date or no longer needed."
  )
  var check = false

  func validate(with output: String?) throws {
    if check, output == nil { throw ValidationError("--check requires -o, which names the documents to compare with") }
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
      Terminal.problem("\(Display.oneLine(output.path(name))) is no longer needed; remove it if nobody else uses it")
    }
    if flag.check, !isFresh || !leftovers.isEmpty, status == .success { throw ExitStatus.failure }
  }
}
