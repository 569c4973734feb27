import Foundation
import Testing

/// A call says what its arguments are: where there are three or more, at most two have no label, a closure at the end
/// not counted.
@Suite struct LabelTests {
  private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
    .appending(path: "Sources")

  /// Declarations that are read as the rows of a table, each in the order in which `explain` or the reference shows it.
  private static let rows = [
    "Diagnostics/RuleAbout.swift: init", "ManifestModel/Language/FieldDeclaration.swift: init",
  ]

  @Test func longCallsHaveLabels() throws {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: LabelTests.sources.path).filter {
      $0.hasSuffix(".swift")
    }
    var seen = 0
    var unlabelled: [String] = []
    var rowsSeen: Set<String> = []
    for path in paths.sorted() {
      let text = try String(contentsOf: LabelTests.sources.appending(path: path), encoding: .utf8)
      for (name, parameters) in Signature.all(in: text) {
        seen += 1
        guard parameters.count >= 3, Signature.unlabelled(parameters).count > 2 else { continue }
        if LabelTests.rows.contains("\(path): \(name)") {
          rowsSeen.insert("\(path): \(name)")
        } else {
          unlabelled.append("\(path): \(name)(\(parameters.joined(separator: ", ")))")
        }
      }
    }
    #expect(seen > 1_000, "declarations are not recognized")
    #expect(rowsSeen == Set(LabelTests.rows), "no longer an exception")
    #expect(unlabelled.isEmpty, "more than two without a label:\n\(unlabelled.joined(separator: "\n"))")
  }

  @Test func signaturesAreRead() {
    let text = #"""
      func plain(_ one: Int, _ two: [String: Int], at three: (Int, Int) -> Void = { _, _ in }) {}
      package init?<Key: Hashable>(_ map: Dictionary<Key, Int>, _ mark: String = "), (") {
      static func == (left: Self, right: Self) -> Bool
      """#
    let found = Signature.all(in: text)
    #expect(found.map(\.name) == ["plain", "init", "=="])
    #expect(found.map(\.parameters.count) == [3, 2, 2])
    #expect(found[1].parameters[1] == #"_ mark: String = "), (""#)
    #expect(found.map { Signature.unlabelled($0.parameters).count } == [2, 2, 0])
    #expect(Signature.unlabelled(["_ one: Int", "_ two: (Int) -> Int", "_ body: (Int) -> Void"]).count == 2)
    #expect(Signature.unlabelled(["_ one: Int", "_: Key.Type", "_ then: @autoclosure () -> Int"]).count == 2)
  }
}

/// The declarations of functions and initialisers in Swift source, as far as their parameters tell.
private enum Signature {
  static func all(in text: String) -> [(name: String, parameters: [String])] {
    let declaration = /\b(?:func\s+(?<name>[^\s(<]+|<[^\s(]*)|(?<initialiser>init)[?!]?)\s*(?:<[^(]*>)?\s*\(/
    return text.matches(of: declaration).compactMap { match in
      let line = text[..<match.range.lowerBound].split(separator: "\n", omittingEmptySubsequences: false).last ?? ""
      let before = line.trimmingCharacters(in: .whitespaces)
      // A call of an initialiser, or prose.
      if match.name == nil, before.hasSuffix(".") || before.contains("=") || before.hasPrefix("//") { return nil }
      return (String(match.name ?? "init"), parameters(of: text[match.range.upperBound...]))
    }
  }

  /// Those that a call gives without a label. A type (`_: Key.Type`) says what it is, and a closure at the end is
  /// outside the brackets.
  static func unlabelled(_ parameters: [String]) -> [String] {
    let last = parameters.last.map { $0.contains("->") && !$0.contains("@autoclosure") } ?? false
    return (last ? parameters.dropLast() : parameters).filter { $0.hasPrefix("_ ") }
  }

  /// What is between the opening bracket, which has been read, and its end, at the commas of the outermost level.
  private static func parameters(of text: Substring) -> [String] {
    var parameters: [String] = []
    var current = ""
    var depth = 0
    var isText = false
    var last: Character = " "
    for character in text {
      if character == "\"", last != "\\" { isText.toggle() }
      if !isText {
        if "([{<".contains(character) { depth += 1 }
        if ")]}".contains(character) || character == ">" && last != "-" { depth -= 1 }
        if depth < 0 { break }
      }
      if character == ",", depth == 0, !isText {
        parameters.append(current)
        current = ""
      } else {
        current.append(character)
      }
      last = character
    }
    return (parameters + [current]).map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
      .filter { !$0.isEmpty }
  }
}
