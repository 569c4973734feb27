import Diagnostics
import Emitters
import Foundation
import ManifestModel
import Testing
import YAMLTree
import Files
import Formatter
import Linter

/// What holds for every manifest that can be formatted: it says the same as before, and formatting it again changes
/// nothing.
@Suite struct FormattingTests {
  static let rounds =
    ProcessInfo.processInfo.environment["FORMAT_ROUNDS"].flatMap { Int($0) } ?? (Thoroughness.isFull ? 600 : 180)
  static let seed = ProcessInfo.processInfo.environment["FORMAT_SEED"].flatMap { UInt64($0) } ?? 20_261_124

  @Test func manifestsOfTheGoldenCases() throws {
    var count = 0
    let step = Thoroughness.isFull ? 1 : 8
    let manifests = try Manifests.ofGoldenCases()
    for index in stride(from: 0, to: manifests.count, by: step) where check(Array(manifests[index].utf8)) { count += 1 }
    #expect(count > 200 / step)
  }

  @Test func mutatedManifests() throws {
    let manifests = try Manifests.ofGoldenCases()
    var mutation = Mutation(seed: FormattingTests.seed)
    var count = 0
    for _ in 0..<FormattingTests.rounds where check(mutation.mutate(mutation.pick(manifests))) { count += 1 }
    #expect(count > FormattingTests.rounds / 10)
  }

  @Test func randomManifests() {
    var random = RandomManifest(seed: FormattingTests.seed)
    var mutation = Mutation(seed: FormattingTests.seed)
    var count = 0
    for round in 0..<FormattingTests.rounds / 3 {
      let text = random.manifest()
      if check(round % 2 == 0 ? Array(text.utf8) : mutation.mutate(text)) { count += 1 }
    }
    #expect(count > FormattingTests.rounds / 10)
  }

  /// Whatever YAML can contain, in mappings that are not manifests.
  @Test(arguments: [ScalarRoundTripTests.Form.utf8, .utf8Mark, .crlf]) func randomYAML(form: ScalarRoundTripTests.Form)
  {
    var count = 0
    for seed in 0..<UInt64(FormattingTests.rounds / 3) {
      var writer = ManifestWriter(seed: FormattingTests.seed &+ seed, form: form)
      writer.write()
      if check(form.encode(writer.bytes)) { count += 1 }
    }
    #expect(count > FormattingTests.rounds / 10)
  }

  /// An anchor or a tag at each node, and a comment in each gap, on a line of its own or after a token; of the pairs of
  /// comments a sample.
  @Test(arguments: Skeleton.all) func propertiesAndCommentsInEachPosition(skeleton: Skeleton) {
    let (nodes, gaps) = (skeleton.count(of: "P"), skeleton.count(of: "C"))
    var count = 0
    for node in 0..<nodes {
      for property in ["", "&x ", "!!map ", "&x !!seq ", "&x !!str "] {
        for first in 0..<gaps {
          for second in stride(from: first, to: gaps, by: Thoroughness.isFull ? 2 : 19) {
            for form in Skeleton.comments {
              let text = skeleton.text(property: property, at: node, comment: form, in: [first, second])
              if check(Array(text.utf8)) { count += 1 }
            }
          }
        }
      }
    }
    #expect(count > nodes * gaps)
  }

  @Test func fileThatIsNoYAML() {
    #expect(Formatting.format(tree(Array("a: [".utf8))) == nil)
    #expect(Formatting.format(tree(Array("a: 1\na: 2\n".utf8))) == nil)
    #expect(Formatting.format(tree(Array("a: !mine 1\n".utf8))) == nil)
  }

  /// Checks the properties; false if the text cannot be formatted.
  private func check(_ bytes: [UInt8]) -> Bool {
    let old = tree(bytes)
    guard let formatted = Formatting.format(old), !isRefusedForIgnores(bytes) else { return false }
    let new = tree(formatted)
    let context = Comment(
      rawValue:
        "--- from\n\(String(decoding: bytes, as: UTF8.self))\n--- to\n\(String(decoding: formatted, as: UTF8.self))"
    )
    #expect(new.problems.isEmpty, context)
    #expect(
      Formatting.format(new).map { String(decoding: $0, as: UTF8.self) } == String(decoding: formatted, as: UTF8.self),
      context
    )
    #expect(comments(old) == comments(new), context)
    #expect(anchors(old) == anchors(new), context)
    #expect(outline(old) == outline(new), context)
    let (before, after) = (lint(bytes), lint(formatted))
    #expect(
      EffectiveJSON.render(EffectiveBuilder.projects(of: before.workspace))
        == EffectiveJSON.render(EffectiveBuilder.projects(of: after.workspace)),
      context
    )
    let fixed = withoutQuotes(before)
    #expect(findings(before, without: fixed) == findings(after, without: fixed), context)
    return true
  }

  /// Whether the file is left alone because an ignore would cover other things.
  private func isRefusedForIgnores(_ bytes: [UInt8]) -> Bool {
    do throws(InputProblem) {
      _ = try FormattedInput.read(.contents(path: "privatelink.yaml", bytes), LintOptions(today: CivilDate(days: 0)))
      return false
    } catch {
      return error.message.contains("the ignore on line")
    }
  }

  private func tree(_ bytes: [UInt8]) -> YAMLTree { YAMLTree.read(Source(path: "privatelink.yaml", contents: bytes)) }

  private func lint(_ bytes: [UInt8]) -> LintOutcome {
    Lint.run(
      [.contents(path: "privatelink.yaml", bytes)],
      LintOptions(today: CivilDate("2026-11-24") ?? CivilDate(days: 0))
    )
  }

  /// Rules and addresses, but for the places in `fixed`. What the manifest itself lacks is reported at its first key,
  /// and what a comment holds at what is round it, whichever that is.
  private func findings(_ outcome: LintOutcome, without fixed: Set<String>) -> [String] {
    outcome.files.flatMap { checked in
      checked.diagnostics.compactMap { finding in
        let isInComment = checked.file.tree.comments.contains { $0.span.contains(finding.location.span) }
        let isRoot = finding.about.id == "missing-key" && !finding.address.contains("/")
        if !isRoot, fixed.contains(finding.address) { return nil }
        return "\(finding.about.id) \(isInComment || isRoot ? "" : finding.address)"
      }
    }.sorted()
  }

  /// Where quotes were missing: formatting adds them, and what they hid may come out.
  private func withoutQuotes(_ outcome: LintOutcome) -> Set<String> {
    Set(
      outcome.files.flatMap(\.diagnostics).filter { ["ambiguous-scalar", "unquoted-digits"].contains($0.about.id) }.map(
        \.address
      )
    )
  }

  private func comments(_ tree: YAMLTree) -> [String] {
    tree.comments.map { tree.source.text($0.span).trimmingCharacters(in: CharacterSet(charactersIn: " \t")) }.sorted()
  }

  private func anchors(_ tree: YAMLTree) -> [String] { tree.anchors.map { tree.source.text($0.span) }.sorted() }

  /// The documents with their mappings sorted by key, every text, anchor and alias in it.
  private func outline(_ tree: YAMLTree) -> [String] { tree.roots.map { outline(tree, $0) } }

  private func outline(_ tree: YAMLTree, _ id: NodeID) -> String {
    let anchor = tree.anchors.first { $0.node == id }.map { tree.source.text($0.span) } ?? ""
    let tag = tree[id].flags.contains(.tag) ? "!" : ""
    let children = Array(tree.children(of: id))
    switch tree[id].kind {
    case .alias: return tree.source.text(tree[id].span) + "=" + outline(tree, tree.resolve(id))
    case .scalar:
      let text = tree.text(id).string
      let isNothing = tree[id].style == .plain && ["", "~", "null", "Null", "NULL", "<<"].contains(text)
      return anchor + tag + (isNothing ? text : "\"" + text + "\"")
    case .sequence: return anchor + tag + "[" + children.map { outline(tree, $0) }.joined(separator: ",") + "]"
    case .mapping:
      let pairs = stride(from: 0, to: children.count, by: 2).map {
        outline(tree, children[$0]) + ":" + outline(tree, children[$0 + 1])
      }
      return anchor + tag + "{" + pairs.sorted().joined(separator: ",") + "}"
    }
  }
}

/// A text with places for properties (`<P>`) and comments (`<C>`).
struct Skeleton: CustomTestStringConvertible, Sendable {
  let template: String

  static let all: [Skeleton] = [
    "<C><P>{<C> version: 1,<C> x-a:<C> <P>[<C> <P>b<C>,<C> <P>{<C> c: <P>d<C> }<C> ]<C> }<C>\n",
    "<C><P>{<C> version: 1, x-a: <P>LONG<C>, x-b: <C> [],<C> x-c: { <C> }<C> }<C>\n",
    "<C><P><C>\nversion: 1<C>\nx-a:<C> <P><C>\n  <P>b: <P>c<C>\n<C>x-d: <P>[e<C>]<C>\n",
    "<C>--- <P><C>\nx-a: <P><C>\n  - <P>b<C>\n  - <P>LONG<C>\n<C>x-c: <P>{ d: [ <P>LONG<C>, e ]<C> }\n",
    "<C><P>[<C> <P>a,<C> [ b<C> ]<C> ]\n<C>--- <P><C>\n- <P>a: 1<C>\n  b: 2<C>\n-<C> <P>[LONG, c<C>]\n",
  ].map { Skeleton(template: $0.replacing("LONG", with: String(repeating: "long", count: 32))) }

  /// After a token, on a line of its own, and on one of its own after a blank line.
  static let comments = [" # after\n    ", "\n    # alone\n    ", "\n\n  # apart\n\n    "]

  var testDescription: String { String(template.prefix(24)) }

  func count(of place: String) -> Int { template.components(separatedBy: "<\(place)>").count - 1 }

  func text(property: String, at node: Int, comment: String, in gaps: [Int]) -> String {
    let withProperty = Skeleton.fill(template, "P") { $0 == node ? property : "" }
    return Skeleton.fill(withProperty, "C") { gaps.contains($0) ? comment : "" }
  }

  private static func fill(_ text: String, _ place: String, _ value: (Int) -> String) -> String {
    let parts = text.components(separatedBy: "<\(place)>")
    return parts.indices.map { ($0 > 0 ? value($0 - 1) : "") + parts[$0] }.joined()
  }
}

/// The manifests that tests start from.
enum Manifests {
  static func ofGoldenCases() throws -> [String] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(
      path: "GoldenTests/Cases"
    )
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".md") }.sorted()
    return try files.flatMap { fences(try String(contentsOf: folder.appending(path: $0), encoding: .utf8)) }
  }

  private static func fences(_ text: String) -> [String] {
    var fences: [String] = []
    var fence: (marks: String, lines: [String])?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if let open = fence {
        if line == open.marks {
          fences.append(open.lines.map { $0 + "\n" }.joined())
          fence = nil
        } else {
          fence?.lines.append(line)
        }
      } else if let marks = line.wholeMatch(of: /(`{3,})yaml.*/)?.1 {
        fence = (String(marks), [])
      }
    }
    return fences
  }
}
