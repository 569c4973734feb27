import Diagnostics
import ManifestModel

/// `company-mismatch`: two spellings of one company.
enum CompanyMismatch: WorkspaceRule {
  static let about = RuleAbout(
    "company-mismatch",
    .consistency,
    .warning,
    summary:
      "Two manifests give company names that differ only in letter case, spaces, punctuation, or one or two letters.",
    why: "The ticket's subject names the company; two spellings look like two customers.",
    remedy: "Spell the company the same way everywhere.",
    basis: .service("Enablement workflow"),
    example: .init(
      .aws,
      bad: Examples.secondManifest(company: "Northwind Outfiters", project: "hjv6kacivg6ku"),
      good: Examples.secondManifest(project: "hjv6kacivg6ku")
    )
  )

  static func check(_ workspace: Workspace, to findings: inout WorkspaceFindings) {
    // The usual workspace names one company: nothing to compare.
    let texts = workspace.files.flatMap { file in file.manifests.map { file.text($0.company.place) } }
    guard texts.contains(where: { $0 != texts.first }) else { return }
    let companies = workspace.files.enumerated().flatMap { index, file in
      file.manifests.compactMap { manifest in
        file.string(manifest.company).map { (name: $0, file: index, manifest: manifest) }
      }
    }
    var names = SimilarNames()
    for company in companies {
      let origin = SimilarNames.Origin(file: company.file, manifest: company.manifest)
      guard let earlier = names.insert(company.name, origin) else { continue }
      let (file, other) = (workspace.files[company.file], workspace.files[earlier.origin.file])
      if ProjectMismatch.disagree(earlier.origin.manifest, in: other, from: company.manifest, in: file) { continue }
      findings.add(
        about,
        in: company.file,
        at: FindingPlace(company.manifest.company.place),
        "the company is \(Display.quoted(company.name)) here but \(Display.quoted(earlier.name)) elsewhere",
        label: "a different spelling",
        related: [
          (
            earlier.origin.file, FindingPlace(earlier.origin.manifest.company.place),
            "\(Display.quoted(earlier.name)) here"
          )
        ],
        help: "in every manifest, use the company name that Adobe has on record"
      )
    }
  }
}

/// Finds names that are nearly the same without comparing every pair.
///
/// A name is cut into more pieces than the letters that may differ can touch, so that one piece at least remains
/// unchanged in a similar name, at most a few letters away from its place. Names are filed by their pieces.
private struct SimilarNames {
  struct Origin {
    let file: Int
    let manifest: Manifest
  }

  private var entries: [(name: SimilarName, origin: Origin)] = []
  private var spellings: [String: Int] = [:]
  /// The earlier name that each variant belongs to.
  private var similar: [Int: Int] = [:]
  private var pieces: [Piece: [Int]] = [:]

  private struct Piece: Hashable {
    /// The length of the whole name, and where the piece begins in it.
    let length: Int
    let start: Int
    let letters: ArraySlice<UInt8>
  }

  /// An earlier name that is nearly, but not quite the same.
  mutating func insert(_ name: String, _ origin: Origin) -> (name: String, origin: Origin)? {
    if let index = spellings[name] { return similar[index].map(entry) }
    let new = SimilarName(name)
    let match = candidates(new.letters).first { entries[$0].name.isLike(new) }
    let index = entries.count
    spellings[name] = index
    entries.append((new, origin))
    // A variant is compared with the first of its kind, not with other variants.
    if let match {
      similar[index] = match
    } else {
      for range in SimilarName.cuts(new.letters.count) {
        let piece = Piece(length: new.letters.count, start: range.lowerBound, letters: new.letters[range])
        pieces[piece, default: []].append(index)
      }
    }
    return match.map(entry)
  }

  private func entry(_ index: Int) -> (name: String, origin: Origin) {
    (entries[index].name.text, entries[index].origin)
  }

  /// The names that share a piece, in order.
  private func candidates(_ letters: [UInt8]) -> [Int] {
    let most = SimilarName.mostTolerance
    var found: Set<Int> = []
    for length in max(1, letters.count - most)...letters.count + most {
      for range in SimilarName.cuts(length) {
        for start in max(0, range.lowerBound - most)...range.lowerBound + most
        where start + range.count <= letters.count {
          let key = Piece(length: length, start: range.lowerBound, letters: letters[start..<start + range.count])
          found.formUnion((pieces[key] ?? []).prefix(SimilarNames.mostInPiece))
        }
      }
    }
    return found.sorted()
  }

  /// Names that share a piece are looked at up to this many: a common word is not a hint.
  private static let mostInPiece = 16
}

/// A name with what is compared of it, read once.
private struct SimilarName {
  let text: String
  /// Letters and digits in lower case.
  let letters: [UInt8]
  private let words: [String]
  /// Numbers, and words of one letter: "Brand A" and "Brand B" are two brands, and not one misspelt.
  private let marks: [Character]

  init(_ text: String) {
    self.text = text
    let written = text.lowercased()
    let scalars = written.unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    letters = Array(scalars.map(String.init).joined().utf8)
    words = written.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    marks = words.flatMap { word in word.count == 1 ? Array(word) : word.filter(\.isNumber) }
  }

  /// Whether one is the other spelt otherwise.
  func isLike(_ other: SimilarName) -> Bool {
    if letters == other.letters { return true }
    let most = min(SimilarName.tolerance(letters.count), SimilarName.tolerance(other.letters.count))
    return NearestName.distance(from: letters, to: other.letters, atMost: most) != nil && marks == other.marks
      && SimilarName.isMisspelling(words, of: other.words)
  }

  static let mostTolerance = 2

  /// How many letters may differ: none in short names, where one letter makes another company.
  private static func tolerance(_ count: Int) -> Int { count > 60 ? 0 : min(mostTolerance, count / 6) }

  /// Two neighbours that change places may touch two pieces, so there is one piece more than twice the tolerance.
  static func cuts(_ count: Int) -> [Range<Int>] {
    let number = 2 * tolerance(count) + 1
    return (0..<number).map { count * $0 / number..<count * ($0 + 1) / number }
  }

  /// Whether the words that differ are one word misspelt: long ones with a letter or two between them. `Contoso US` and
  /// `Contoso UK`, `Zara Home` and `Zara Rome` are two companies each. Names that part their words elsewhere are
  /// compared as a whole.
  private static func isMisspelling(_ left: [String], of right: [String]) -> Bool {
    guard left.count == right.count else { return true }
    return zip(left, right).allSatisfy { first, second in
      if first == second { return true }
      if wordsOfTheirOwn.contains(first), wordsOfTheirOwn.contains(second) { return false }
      // `Retail` and `Detail`: a typo is seldom in the first letter.
      if first.count == second.count, first.dropFirst() == second.dropFirst(), first.utf8.allSatisfy({ $0 < 0x80 }),
        second.utf8.allSatisfy({ $0 < 0x80 })
      {
        return false
      }
      // Letters that changed places, and letters with another accent, are typos in short words too.
      let hasSameLetters = first.sorted() == second.sorted()
      let hasAccent = !(first + second).utf8.allSatisfy { $0 < 0x80 }
      let tolerance = min(mostTolerance, min(first.utf8.count, second.utf8.count) / 6)
      let most = hasSameLetters || hasAccent ? mostTolerance : tolerance
      return NearestName.distance(from: Array(first.utf8), to: Array(second.utf8), atMost: most) != nil
    }
  }

  /// Long words of which one is not the other misspelt.
  private static let wordsOfTheirOwn: Set<String> = [
    "ireland", "iceland", "gambia", "zambia", "austria", "australia", "nigeria", "algeria", "slovakia", "slovenia",
    "northern", "southern", "western", "eastern",
  ]
}
