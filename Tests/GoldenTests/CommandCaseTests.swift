import Foundation
import Testing

/// Every case of `Cases/cli`, `Cases/emit` and `Cases/cloud`: the files of a section, the command lines run among them,
/// and all that they print.
@Suite struct CommandCaseTests {
  @Test(arguments: ["cli", "emit", "cloud"]) func session(subject: String) throws {
    for file in try GoldenFile.all(in: subject) { try run(file.cases, of: file) }
  }

  /// What the page on policies shows is what the tool prints.
  @Test func thePageOnPolicies() throws {
    let root = GoldenFile.folder.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let page = try GoldenFile(root.appending(path: "docs/policies.md"))
    let shown = page.cases.filter { $0.expected("console") != nil }
    #expect(shown.count >= 8)
    try run(shown, of: page)
  }

  private func run(_ cases: [GoldenCase], of file: GoldenFile) throws {
    var changes: [Blessing.Change] = []
    for golden in cases where Blessing.includes(golden) {
      let block = golden.expected("console")
      let actual = try CommandSession.run(block?.text ?? "", among: golden.inputs)
      if let change = Blessing.compare(actual, with: block, in: golden) { changes.append(change) }
      // All that is said of the findings of an audit, where a case asks for it.
      guard let block = golden.expected("findings") else { continue }
      let details = CaseRun.detailedFindings(CaseRun.auditReport(golden), isNamed: true)
      if let change = Blessing.compare(details, with: block, in: golden) { changes.append(change) }
    }
    try Blessing.write(changes, to: file)
  }
}

/// Runs the `$` lines of a console block with the binary of `ToolRun`, in a folder of their own.
///
/// What a line prints follows it: standard output, then standard error after `stderr| `, then `[status 1]` where the
/// status is not 0. The shell is there for pipes and for files that a fence cannot contain; the folder, the clock's
/// zone and the environment are the same everywhere.
private struct CommandSession {
  private let folder: URL

  static func run(_ text: String, among inputs: [GoldenCase.Block]) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "privatelint-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let session = CommandSession(folder: folder)
    let work = folder.appending(path: "work")
    try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
    for input in inputs { try session.write(input, below: work) }
    return try text.split(separator: "\n").filter { $0.hasPrefix("$ ") }.map {
      "\($0)\n" + (try session.run(String($0.dropFirst(2))))
    }
    .joined()
  }

  private func write(_ input: GoldenCase.Block, below work: URL) throws {
    let url = work.appending(path: input.file)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(input.text.utf8).write(to: url)
  }

  private func run(_ line: String) throws -> String {
    // Files, not pipes: a pipe that nobody empties stops a command that prints much.
    let (out, err) = (folder.appending(path: "out"), folder.appending(path: "err"))
    for url in [out, err] { try Data().write(to: url) }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = folder.appending(path: "work")
    process.environment = ToolRun.environment.merging(["TERM": "xterm-256color"]) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: err)
    try process.run()
    process.waitUntilExit()
    let status =
      process.terminationReason == .exit ? "status \(process.terminationStatus)" : "signal \(process.terminationStatus)"
    let printed = try CommandSession.lines(of: Data(contentsOf: out), prefix: "")
    let complained = try CommandSession.lines(of: Data(contentsOf: err), prefix: "stderr| ")
    return printed + complained + (status == "status 0" ? "" : "[\(status)]\n")
  }

  /// What a command printed, with every character that a terminal acts on made visible: a case shows what came out raw.
  private static func lines(of data: Data, prefix: String) -> String {
    guard !data.isEmpty else { return "" }
    var lines = String(decoding: data, as: UTF8.self).unicodeScalars.split(
      separator: "\n",
      omittingEmptySubsequences: false
    )
    let isWhole = lines.last?.isEmpty ?? true
    if isWhole { lines.removeLast() }
    let shown = lines.map { line in prefix + line.map(visible).joined() }
    return shown.joined(separator: "\n") + (isWhole ? "\n" : "\\c\n")
  }

  private static func visible(_ scalar: Unicode.Scalar) -> String {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator:
      "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    default: String(scalar)
    }
  }
}
