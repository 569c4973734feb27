import Foundation
import Testing

/// Compares what came out with the expected block of a case, or writes it there while `BLESS` is set.
enum Blessing {
  static let isOn = ProcessInfo.processInfo.environment["BLESS"] != nil
  /// Whether everything is tried; `make test` takes a sample.
  static let isThorough = ProcessInfo.processInfo.environment["THOROUGH"] != nil

  /// All, or every so many of them where a sample is taken.
  static func sample<Element>(_ all: [Element], each step: Int, from first: Int = 0) -> [Element] {
    isThorough ? all : stride(from: first, to: all.count, by: step).map { all[$0] }
  }
  /// A part of the names of the cases to rewrite; nil: all.
  private static let wanted = ProcessInfo.processInfo.environment["CASE"].flatMap { $0.isEmpty ? nil : $0 }

  /// Blocks to rewrite, by file; written when the file's cases are done.
  struct Change {
    let lines: Range<Int>
    let text: String
  }

  /// Whether a case is to be run: while one file is rewritten, the others take no time.
  static func includes(_ golden: GoldenCase) -> Bool { !isOn || wanted.map(golden.name.contains) ?? true }

  /// Nil if the block is as it should be; else the change that makes it so, after reporting it.
  static func compare(_ actual: String, with block: GoldenCase.Block?, in golden: GoldenCase) -> Change? {
    guard let block else {
      Issue.record("\(golden.name): there is no expected block; write an empty one and run `make bless`")
      return nil
    }
    if block.text == actual { return nil }
    if isOn, includes(golden) { return Change(lines: block.lines, text: actual) }
    Issue.record(
      """
      \(golden.name)
      --- expected
      \(block.text)--- actual
      \(actual)--- `make bless` rewrites the expected blocks; look at the difference before you commit it
      """
    )
    return nil
  }

  static func write(_ changes: [Change], to file: GoldenFile) throws {
    guard !changes.isEmpty else { return }
    try #require(ProcessInfo.processInfo.environment["CI"] == nil, "expected blocks are not rewritten in CI")
    var lines = file.lines
    for change in changes.sorted(by: { $0.lines.lowerBound > $1.lines.lowerBound }) {
      lines.replaceSubrange(
        change.lines,
        with: change.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
      )
    }
    try lines.joined(separator: "\n").write(to: file.url, atomically: true, encoding: .utf8)
  }
}
