import Foundation
import Testing

/// Every folder of `samples/`: what the commands print for its manifests is what is under `expected/`.
@Suite struct SampleTests {
  private static let samples = GoldenFile.folder.deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
    .appending(path: "samples")

  /// The files under `expected/`, and the command that writes each.
  private static let commands = [
    "lint.txt": "lint --today 2026-11-24", "ticket.txt": "ticket", "ticket.md": "ticket --format markdown",
    "ticket.json": "ticket --format json",
    "runbook.txt": "runbook", "verify.sh": "verify", "effective.json": "compile",
  ]

  static let folders =
    (try? FileManager.default.contentsOfDirectory(atPath: samples.path).filter { !$0.contains(".") }.sorted()) ?? []

  @Test(arguments: folders) func expected(folder: String) throws {
    let place = SampleTests.samples.appending(path: folder)
    let isFaulty = folder == "faulty"
    for (name, command) in SampleTests.commands.sorted(by: { $0.key < $1.key }) where !isFaulty || name == "lint.txt" {
      let run = try ToolRun("privatelint \(command)", in: place)
      #expect(
        run.status == (isFaulty ? 1 : 0),
        "\(folder): privatelint \(command) ends with status \(run.status)\n\(run.errors)"
      )
      let file = place.appending(path: "expected/\(name)")
      if ToolRun.isBlessing {
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(run.output.utf8).write(to: file)
      }
      let expected = try String(contentsOf: file, encoding: .utf8)
      #expect(
        run.output == expected,
        """
        samples/\(folder)/expected/\(name) differs; `make bless` rewrites it, look at the difference before you \
        commit it
        """
      )
    }
  }

  @Test func thereAreSamples() { #expect(SampleTests.folders.count >= 5) }
}
