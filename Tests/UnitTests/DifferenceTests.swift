import Testing
import Linter

/// Differences of long texts with many edits: laid beside each other by the lines that both have once.
@Suite struct DifferenceTests {
  /// Lines of which many repeat, some moved, dropped or added: the difference turns the one text into the other.
  @Test(arguments: 0..<200)
  func appliedToTheOldTextItGivesTheNewOne(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed) &+ 1)
    let old = (0..<Int.random(in: 0...40, using: &random)).map { _ in "line \(Int.random(in: 0...30, using: &random))" }
    var new = old.filter { _ in Int.random(in: 0...9, using: &random) > 0 }
    for _ in 0..<Int.random(in: 0...5, using: &random) {
      new.insert("line \(Int.random(in: 0...60, using: &random))", at: Int.random(in: 0...new.count, using: &random))
    }
    if new.count > 3, Bool.random(using: &random) { new.insert(new.removeFirst(), at: new.count - 1) }
    let difference = UnifiedDiff.text(path: "p", before: bytes(old), after: bytes(new))
    #expect(applied(difference, to: old) == new)
  }

  private func bytes(_ lines: [String]) -> [UInt8] { Array(lines.map { $0 + "\n" }.joined().utf8) }

  /// What `patch` makes of it; empty if a line of context or a removed one is not where the difference says.
  private func applied(_ difference: String, to old: [String]) -> [String] {
    var result: [String] = []
    var next = 0
    for line in difference.split(separator: "\n").dropFirst(2) {
      if line.hasPrefix("@@") {
        let parts = line.split(separator: " ")[1].dropFirst().split(separator: ",").compactMap { Int($0) }
        let start = parts[1] == 0 ? parts[0] : parts[0] - 1
        result += old[next..<start]
        next = start
        continue
      }
      let text = String(line.dropFirst())
      if line.first != "+" {
        guard next < old.count, old[next] == text else { return [] }
        next += 1
      }
      if line.first != "-" { result.append(text) }
    }
    return result + old[next...]
  }
}
