import Foundation

/// One section of a case file: inputs, options and what is expected of them.
struct GoldenCase: Sendable {
  /// `rules/https-to-commerce.md: fires: port 443 toward Commerce`.
  let name: String
  let heading: String
  /// What is after `Options:`, split at spaces.
  let options: [String]
  let inputs: [Block]
  let expected: [Block]

  struct Block: Sendable {
    /// `yaml`, `findings`, `text` …
    let language: String
    /// The file name after the language; `privatelink.yaml` if there is none.
    let file: String
    /// Everything after the language.
    let argument: String
    let text: String
    /// The lines of the case file that contain the text, from 0.
    let lines: Range<Int>
  }

  func expected(_ language: String) -> Block? { expected.first { $0.language == language } }
}

/// A case file: a title, a sentence of why, sections with fenced blocks.
struct GoldenFile: Sendable {
  let url: URL
  let title: String
  let cases: [GoldenCase]
  let lines: [String]

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases")
  static let sources = folder.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sources")

  /// All case files below a folder of `Cases`, in order of path.
  static func all(in subfolder: String) throws -> [GoldenFile] {
    let base = folder.appending(path: subfolder)
    let names = try FileManager.default.subpathsOfDirectory(atPath: base.path).filter { $0.hasSuffix(".md") }.sorted()
    return try names.map { try GoldenFile(base.appending(path: $0)) }
  }

  init(_ url: URL) throws {
    self.url = url
    lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init
    )
    var reader = Reader(lines: lines, name: url.path.replacingOccurrences(of: GoldenFile.folder.path + "/", with: ""))
    reader.read()
    title = reader.title
    cases = reader.cases
  }

  private struct Reader {
    let lines: [String]
    let name: String
    var title = ""
    var cases: [GoldenCase] = []
    private var heading: String?
    private var options: [String] = []
    private var inputs: [GoldenCase.Block] = []
    private var expected: [GoldenCase.Block] = []

    init(lines: [String], name: String) {
      self.lines = lines
      self.name = name
    }

    mutating func read() {
      var index = 0
      while index < lines.count {
        let line = lines[index]
        if line.hasPrefix("````") || line.hasPrefix("```") {
          index = readBlock(at: index)
        } else if line.hasPrefix("## ") {
          finish()
          heading = String(line.dropFirst(3))
        } else if line.hasPrefix("# ") {
          title = String(line.dropFirst(2))
        } else if line.hasPrefix("Options: ") {
          options = line.dropFirst(9).split(separator: " ").map(String.init)
        }
        index += 1
      }
      finish()
    }

    /// Reads a fenced block; gives the index of its last line.
    private mutating func readBlock(at start: Int) -> Int {
      let fence = lines[start].prefix { $0 == "`" }
      let info = lines[start].dropFirst(fence.count).split(separator: " ").map(String.init)
      var end = start + 1
      while end < lines.count, lines[end] != fence { end += 1 }
      let text = lines[start + 1..<end].map { $0 + "\n" }.joined()
      let block = GoldenCase.Block(
        language: info.first ?? "",
        file: info.count > 1 ? info[1] : "privatelink.yaml",
        argument: info.dropFirst().joined(separator: " "),
        text: text,
        lines: start + 1..<end
      )
      if ["yaml", "log"].contains(block.language) { inputs.append(block) } else { expected.append(block) }
      return end
    }

    private mutating func finish() {
      defer {
        heading = nil
        options = []
        inputs = []
        expected = []
      }
      guard let heading else { return }
      cases.append(
        GoldenCase(name: "\(name): \(heading)", heading: heading, options: options, inputs: inputs, expected: expected)
      )
    }
  }
}
