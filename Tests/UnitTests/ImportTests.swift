import Foundation
import Testing

/// The rooms of docs/architecture.md: each target imports only what lies below it.
@Suite struct ImportTests {
  private static let allowed: [String: Set<String>] = [
    "Diagnostics": [],
    "YAMLTree": ["CLibYAML", "Diagnostics"],
    "Editing": ["YAMLTree", "Diagnostics"],
    "ManifestModel": ["Editing", "YAMLTree", "Diagnostics", "Synchronization", "Glibc", "Musl", "Darwin"],
    "CloudState": ["ManifestModel", "YAMLTree", "Diagnostics"],
    "Rules": ["CloudState", "ManifestModel", "Editing", "YAMLTree", "Diagnostics"],
    "Emitters": ["ManifestModel", "Diagnostics"],
    "Files": ["Diagnostics", "CLinux", "Glibc", "Musl", "Darwin"],
    "Formatter": ["ManifestModel", "YAMLTree", "Diagnostics"],
    "Linter": [
      "Files", "Formatter", "Rules", "Emitters", "CloudState", "ManifestModel", "Editing", "YAMLTree", "Diagnostics",
    ],
    "Reference": [
      "Linter", "Formatter", "Rules", "Emitters", "CloudState", "ManifestModel", "YAMLTree", "Diagnostics",
    ],
    "LanguageServer": [
      "Reference", "Linter", "Formatter", "Files", "Rules", "Emitters", "ManifestModel", "YAMLTree", "Diagnostics",
    ],
    "privatelint": [
      "LanguageServer", "Reference", "Linter", "Formatter", "Files", "Rules", "Emitters", "CloudState", "ManifestModel",
      "Editing",
      "YAMLTree", "Diagnostics", "ArgumentParser",
    ],
  ]

  private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
    .appending(path: "Sources")

  @Test(arguments: allowed.keys.sorted()) func importsPointDown(target: String) throws {
    let folder = ImportTests.sources.appending(path: target)
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
    #expect(!files.isEmpty)
    for file in files {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      for line in text.split(separator: "\n") {
        let words = line.split(separator: " ")
        guard let index = words.firstIndex(of: "import"), index < 3, !line.hasPrefix("//"), index + 1 < words.count,
          words.count <= index + 2
        else { continue }
        let module = String(words[index + 1])
        #expect(ImportTests.allowed[target]?.contains(module) == true, "\(target)/\(file) imports \(module)")
      }
    }
  }

  /// The map of docs/architecture.md names every room and every folder in it, and nothing that is gone.
  @Test func everyFolderIsOnTheMap() throws {
    let page = ImportTests.sources.deletingLastPathComponent().appending(path: "docs/architecture.md")
    let rooms =
      try String(contentsOf: page, encoding: .utf8).split(separator: "\n## ")
      .first { $0.hasPrefix("Rooms") } ?? ""
    let onTheMap = rooms.split(separator: "\n").filter { $0.hasPrefix("| `") }.flatMap { row in
      row.split(separator: "|")[0].split(separator: "`").filter { $0.first?.isLetter ?? false }.map(String.init)
    }
    let paths = try FileManager.default.subpathsOfDirectory(atPath: ImportTests.sources.path)
    let folders = paths.filter { path in
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(
        atPath: ImportTests.sources.appending(path: path).path,
        isDirectory: &isFolder
      )
      return exists && isFolder.boolValue
    }
    #expect(Set(folders).subtracting(onTheMap) == [], "not on the map")
    #expect(Set(onTheMap).subtracting(folders) == [], "on the map and gone")
    #expect(onTheMap.count == Set(onTheMap).count, "twice on the map")
  }

  /// Files that declare no type: classes of characters, functions of the system, and what the runtime looks for by
  /// name.
  private static let nameless: Set<String> = ["ASCII.swift", "SystemCalls.swift", "Backtracing.swift"]

  /// A file is found by the type that it declares or extends: `Type.swift`, `Type+What.swift`.
  @Test func everyFileHasTheNameOfAType() throws {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: ImportTests.sources.path)
    for path in paths where path.hasSuffix(".swift") {
      let file = String(path.split(separator: "/").last ?? "")
      guard !ImportTests.nameless.contains(file) else { continue }
      let name = file.dropLast(".swift".count).prefix { $0 != "+" }
      let text = try String(contentsOf: ImportTests.sources.appending(path: path), encoding: .utf8)
      let words = ["struct", "enum", "class", "protocol", "extension"].map { "\($0) \(name)" }
      let isNamed = text.split(separator: "\n").contains { line in
        words.contains { word in
          line.range(of: word).map { !(line[$0.upperBound...].first.map { $0.isLetter || $0.isNumber } ?? false) }
            ?? false
        }
      }
      #expect(isNamed, "\(path) declares no \(name)")
    }
  }

  /// Of the system the model has the parser of addresses alone: files and the clock stop at `Files`.
  @Test func onlyAddressesAreReadByTheSystem() throws {
    let folder = ImportTests.sources.appending(path: "ManifestModel")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
    let users = try files.filter {
      try String(contentsOf: folder.appending(path: $0), encoding: .utf8).contains("import Glibc")
    }
    #expect(users == ["Formats/IPAddress.swift"])
  }

  /// libyaml's types stop at `YAMLTree`.
  @Test func onlyTheTreeKnowsLibYAML() throws {
    for (target, modules) in ImportTests.allowed where target != "YAMLTree" { #expect(!modules.contains("CLibYAML")) }
  }
}
