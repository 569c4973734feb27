import Diagnostics
import Testing
import YAMLTree

/// Every case of `Cases/yaml`: the tree of an input, each node with its exact range.
@Suite struct TreeCaseTests {
  @Test func trees() throws {
    for file in try GoldenFile.all(in: "yaml") {
      var changes: [Blessing.Change] = []
      for golden in file.cases where Blessing.includes(golden) {
        let input = try #require(golden.inputs.first, "\(golden.name): there is no `yaml` block")
        let form = try TreeInput(golden)
        if let change = Blessing.compare(
          TreeDump(form.read(input.text)).text,
          with: golden.expected("tree"),
          in: golden
        ) {
          changes.append(change)
        }
      }
      try Blessing.write(changes, to: file)
    }
  }

  @Test func everyCaseHasATreeOfItsOwn() throws {
    let names = try GoldenFile.all(in: "yaml").flatMap(\.cases).map(\.name)
    #expect(Set(names).count == names.count)
  }
}

/// How the block of a case becomes the bytes of a file, and the limits it is read with: the words after `Options:`.
///
/// - `--encoding utf-8-bom | utf-16le-bom | utf-16be-bom`
/// - `--crlf`, `--cr`: what every line ends with; `--no-final-break`: the last line ends with nothing
/// - `--escapes`: in the block `\xNN` is a byte (in UTF-16 a code unit), `\uNNNN` a character (in UTF-16 a code unit),
///   for what Markdown
///   cannot hold or editors would remove
/// - `--odd-byte`: one byte more at the end
/// - `--max-depth N`, `--max-nodes N`, `--max-alias-nodes N`, `--max-scalar-bytes N`, `--max-bytes N`, `--max-documents
///   N`
struct TreeInput {
  enum Encoding: String {
    case utf8 = "utf-8", utf8Mark = "utf-8-bom", utf16Little = "utf-16le-bom", utf16Big = "utf-16be-bom"
  }

  private var encoding = Encoding.utf8
  private var lineBreak = "\n"
  private var hasFinalBreak = true
  private var hasEscapes = false
  private var hasOddByte = false
  private var limits = ReadingBounds()

  init(_ golden: GoldenCase) throws {
    var words = golden.options[...]
    func value() throws -> String {
      let word = words.popFirst()
      return try #require(word, "\(golden.name): a value is missing")
    }
    func number() throws -> Int {
      let word = try value()
      return try #require(Int(word), "\(golden.name): `\(word)` is no number")
    }
    while let word = words.popFirst() {
      switch word {
      case "--encoding":
        let word = try value()
        encoding = try #require(
          Encoding(rawValue: word),
          "\(golden.name): the runner does not know the encoding \(word)"
        )
      case "--crlf": lineBreak = "\r\n"
      case "--cr": lineBreak = "\r"
      case "--no-final-break": hasFinalBreak = false
      case "--escapes": hasEscapes = true
      case "--odd-byte": hasOddByte = true
      case "--max-depth": limits.depth = try number()
      case "--max-nodes": limits.nodes = try number()
      case "--max-alias-nodes": limits.aliasNodes = try number()
      case "--max-scalar-bytes": limits.scalarBytes = try number()
      case "--max-bytes": limits.bytes = try number()
      case "--max-documents": limits.documents = try number()
      default: preconditionFailure("\(golden.name): the runner does not know \(word)")
      }
    }
  }

  func read(_ text: String) -> YAMLTree {
    let contents = bytes(text)
    let block = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: contents.count)
    _ = block.initialize(from: contents)
    let (source, problem) = Transcoding.source(path: "case.yaml", contents: block)
    return YAMLTree.read(source, limits: limits, problem: problem)
  }

  private func bytes(_ text: String) -> [UInt8] {
    var text = text.replacing("\n", with: lineBreak)
    if !hasFinalBreak, text.hasSuffix(lineBreak) { text.unicodeScalars.removeLast(lineBreak.unicodeScalars.count) }
    let odd: [UInt8] = hasOddByte ? [0x41] : []
    switch encoding {
    case .utf8: return units(text) { Array($0.utf8) } + odd
    case .utf8Mark: return [0xEF, 0xBB, 0xBF] + units(text) { Array($0.utf8) } + odd
    case .utf16Little:
      return [0xFF, 0xFE] + units(text) { Array($0.utf16) }.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } + odd
    case .utf16Big:
      return [0xFE, 0xFF] + units(text) { Array($0.utf16) }.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] } + odd
    }
  }

  /// The code units of a text, escapes replaced.
  private func units<Unit: FixedWidthInteger>(_ text: String, encode: (String) -> [Unit]) -> [Unit] {
    guard hasEscapes else { return encode(text) }
    var result: [Unit] = []
    var rest = text[...]
    while let backslash = rest.firstIndex(of: "\\") {
      result += encode(String(rest[..<backslash]))
      rest = rest[backslash...].dropFirst()
      let length = rest.first == "x" ? 2 : rest.first == "u" ? 4 : 0
      if length > 0, let value = UInt16(rest.dropFirst().prefix(length), radix: 16) {
        result +=
          length == 2 || Unit.bitWidth == 16
          ? [Unit(truncatingIfNeeded: value)] : encode(Unicode.Scalar(value).map(String.init) ?? "")
        rest = rest.dropFirst(1 + length)
      } else {
        result += encode("\\")
      }
    }
    return result + encode(String(rest))
  }
}
