import Foundation
import Testing

/// What the README shows is what the tool prints, run from the root of the repository.
@Suite struct ReadmeTests {
  @Test func console() throws {
    let root = GoldenFile.folder.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let url = root.appending(path: "README.md")
    let text = try String(contentsOf: url, encoding: .utf8)
    var result = ""
    var count = 0
    var rest = Substring(text)
    while let start = rest.range(of: "```console\n$ "), let end = rest[start.upperBound...].range(of: "\n```\n") {
      let block = rest[start.upperBound..<end.lowerBound]
      let line = block.prefix { $0 != "\n" }
      let run = try ToolRun(String(line), in: root)
      result += rest[..<start.upperBound] + "\(line)\n" + run.output + "```\n"
      rest = rest[end.upperBound...]
      count += 1
    }
    result += rest
    if Blessing.isOn { try result.write(to: url, atomically: true, encoding: .utf8) }
    #expect(count >= 2)
    #expect(Blessing.isOn || result == text, "README.md shows what the tool no longer prints; `make bless` rewrites it")
  }
}
