import Diagnostics
import Files

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
        // The name comes out of a manifest: where it is that of a link, the document must not go to wherever that
        // leads.
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

  /// The file names of documents: inside the folder, and never one for two documents, also where letter case makes no
  /// difference.
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
