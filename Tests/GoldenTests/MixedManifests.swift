import Diagnostics
import Linter
import ManifestModel

/// The manifests of a rule case, as they are or with a value exchanged for one that another case has under the same
/// key.
struct MixedManifests: CustomStringConvertible {
  let description: String
  private var inputs: [(path: String, text: String)]
  private let golden: GoldenCase

  func lint(levels rules: Set<String> = [], _ level: RuleLevel = .off) -> Report {
    var options = CaseRun.options(of: golden)
    var settings = Settings()
    for rule in rules { settings.levels[rule] = level }
    for input in inputs { options.settings[ByteKey(input.path)] = settings }
    return Report(Lint.run(inputs.map { .contents(path: $0.path, Array($0.text.utf8)) }, options))
  }

  func text(of path: String) -> String { inputs.first { $0.path == path }?.text ?? "" }

  func with(_ text: String, for path: String) -> MixedManifests {
    var copy = self
    for index in copy.inputs.indices where copy.inputs[index].path == path { copy.inputs[index].text = text }
    return copy
  }

  /// Every case of a rule, and each with values of other cases. The same on every run.
  static func all(mixtures: Int = Blessing.isThorough ? 3 : 1) throws -> [MixedManifests] {
    let cases = try ["rules", "manifest"].flatMap { try GoldenFile.all(in: $0).flatMap(\.cases) }
    let plain = cases.map { golden in
      MixedManifests(
        description: golden.name,
        inputs: golden.inputs.map { ($0.file, $0.text) }.sorted { $0.0.precedesByBytes($1.0) },
        golden: golden
      )
    }
    let pool = Dictionary(grouping: plain.flatMap(\.inputs).flatMap { values(in: $0.text) }) { $0.key }
    var random = SeededGenerator(seed: 14)
    return plain.flatMap { manifest in
      [manifest]
        + (0..<mixtures).compactMap { number in manifest.mixed(pool, number, &random) }
    }
  }

  private func mixed(_ pool: [Substring: [Value]], _ number: Int, _ random: inout SeededGenerator) -> MixedManifests? {
    let values = inputs.indices.flatMap { index in MixedManifests.values(in: inputs[index].text).map { (index, $0) } }
    guard let (index, value) = values.randomElement(using: &random),
      let other = pool[value.key]?.randomElement(using: &random), other.text != value.text
    else { return nil }
    var copy = MixedManifests(
      description: "\(description), with \(value.key): \(other.text)",
      inputs: inputs,
      golden: golden
    )
    copy.inputs[index].text.replaceSubrange(value.range, with: other.text)
    return copy
  }

  /// A value that is written plainly or in quotes after its key.
  private struct Value {
    let key: Substring
    let text: Substring
    let range: Range<String.Index>
  }

  private static func values(in text: String) -> [Value] {
    text.matches(of: #/([a-z_]+): ("[^"\n]*"|[^\s,{}\[\]#"][^\s,{}\[\]#]*)/#).map { match in
      Value(key: match.1, text: match.2, range: match.2.startIndex..<match.2.endIndex)
    }
  }
}

/// A generator that gives the same numbers for the same seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
