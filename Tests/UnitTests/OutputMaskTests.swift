import Foundation
import Testing

@testable import Diagnostics
@testable import ManifestModel

/// What is written passes one place, where credentials are covered.
struct OutputMaskTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  /// Where bytes leave the tool: the one place of standard output, and the one of files. Manifests that are rewritten
  /// for their owner and what is generated from declarations are left as they are.
  private static let exits: [String: Set<String>] = [
    "writeBytes(": ["Terminal.swift"], "OutputFile.write(": ["ResultFile.swift", "GenerateCommand.swift"],
    "NewFile.create(": ["ResultFile.swift"],
    "write(own:": ["ExplainCommand.swift", "RulesCommand.swift", "SchemaCommand.swift"],
    "write(manifest:": ["FmtCommand.swift"],
  ]

  @Test func everyTextLeavesThroughOnePlace() throws {
    let folder = OutputMaskTests.root.appendingPathComponent("Sources/privatelint")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    #expect(files.count > 10)
    for file in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for line in text.split(separator: "\n") {
        // Standard input that is handed on fixed, or as it was.
        if line.contains("\"/dev/fd/1\"") || line.contains("static func") { continue }
        for (call, allowed) in OutputMaskTests.exits where line.contains(call) {
          #expect(allowed.contains(file.lastPathComponent), "\(file.lastPathComponent): \(line)")
        }
        #expect(!line.contains("print(") && !line.contains("fputs("), "\(file.lastPathComponent): \(line)")
      }
    }
  }

  private func covered(_ text: String) -> String { String(decoding: OutputMask.cover(Array(text.utf8)), as: UTF8.self) }

  /// Put together here, so that no file of the project has a credential in it.
  private let token = "ghp" + "_" + String(repeating: "aB3dE6", count: 6)

  @Test func formsAreCoveredInEveryNotation() {
    let escaped = token.replacing("_", with: "\\_")
    for (text, expected) in [
      ("x \(token) y\n", "x ******** y\n"), ("{\"a\": \"x\\n\(token)\"}", "{\"a\": \"x\\n********\"}"),
      ("- \(escaped) -", "- ******** -"), ("\u{1B}[31m\(token)\u{1B}[0m", "\u{1B}[31m********\u{1B}[0m"),
      ("\\u202e\(token)", "\\u202e********"), ("a \\ b", "a \\ b"), ("nothing", "nothing"), ("", ""), ("\\", "\\"),
    ] {
      #expect(covered(text) == expected)
    }
  }

  @Test func linesStayLines() {
    let key = "-----BEGIN " + "PRIVATE KEY-----\nAAAA\nBBBB\n-----END " + "PRIVATE KEY-----"
    #expect(covered("a\n\(key)\nb").split(separator: "\n", omittingEmptySubsequences: false).count == 6)
  }

  @Test func valuesThatWereReadAreCovered() {
    let value = "q7Zr-Wk" + "41xPv90"
    #expect(covered("is \(value) here") == "is \(value) here")
    value.utf8.withContiguousStorageIfAvailable { SeenSecrets.remember([Text($0)]) }
    #expect(covered("is \(value) here") == "is ******** here")
    #expect(covered("is q7Zr-Wk41… here") == "is ********… here")
    #expect(covered("is q7Zr-Wk41 here") == "is q7Zr-Wk41 here")
    #expect(covered("is q7Zr-W\\k41xPv90 here") == "is ******** here")
  }

  /// An unfinished private key reaches into the keys and values below it, which are words like any other.
  @Test func wordsOfAManifestInsideAPrivateKeyAreShown() {
    let key =
      "-----BEGIN " + "PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0\n  account: \"210987654321\"\nx-end: A -----END"
    key.utf8.withContiguousStorageIfAvailable { SeenSecrets.remember([Text($0)]) }
    #expect(covered("account: \"210987654321\"") == "account: \"210987654321\"")
    #expect(covered("is MIIEvQIBADANBgkqhkiG9w0 here") == "is ******** here")
  }
}
