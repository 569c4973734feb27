import Diagnostics
import ManifestModel

/// `company-mismatch`: two spellings of one company.
enum CompanyMismatch: WorkspaceRule {
  static let about = RuleAbout(
    "company-mismatch", .consistency, .warning,
    summary: "Two manifests name companies that are nearly the same: letter case, blanks, punctuation, one or two letters.",
    why: "The company stands in the subject of the ticket; two spellings look like two customers.",
    remedy: "Spell the company the same way everywhere.",
    basis: .service("Enablement workflow"))

  static func check(_ workspace: Workspace, _ findings: inout WorkspaceFindings) {
    let companies = workspace.files.enumerated().flatMap { index, file in
      file.manifests.compactMap { manifest in file.string(manifest.company).map { (name: $0, file: index, place: manifest.company.place) } }
    }
    // The usual workspace names one company: nothing to compare.
    guard Set(companies.map(\.name)).count > 1 else { return }
    var names = SimilarNames()
    for company in companies {
      guard let earlier = names.insert(company.name, (company.file, company.place)) else { continue }
      findings.add(
        about, in: company.file, at: Spot(company.place),
        "the company is \(Shown.quoted(company.name)) here and \(Shown.quoted(earlier.name)) elsewhere", label: "another spelling",
        related: [(earlier.origin.file, Spot(earlier.origin.place), "\(Shown.quoted(earlier.name)) here")],
        help: "spell it as Adobe knows your company, in all manifests")
    }
  }
}

/// Finds names that are nearly the same in linear time: each is filed under itself and under what is left when one or two of its letters are taken out.
private struct SimilarNames {
  typealias Origin = (file: Int, place: Place)
  private var spellings: [String: Int] = [:]
  private var entries: [(name: String, letters: [UInt8], origin: Origin)] = []
  private var shortened: [[UInt8]: [Int]] = [:]

  /// An earlier name that is nearly, but not quite the same.
  mutating func insert(_ name: String, _ origin: Origin) -> (name: String, origin: Origin)? {
    if let index = spellings[name] { return similar[index].map { (entries[$0].name, entries[$0].origin) } }
    let letters = SimilarNames.letters(name)
    let forms = SimilarNames.shortenings(of: letters, by: SimilarNames.tolerance(letters))
    let candidates = Set(forms.flatMap { shortened[$0] ?? [] }).sorted()
    let match = candidates.first { isSimilar(entries[$0].letters, letters) }
    let index = entries.count
    spellings[name] = index
    entries.append((name, letters, origin))
    // A name of its own is the first of its kind; a variant is compared with that one, not with other variants.
    if let match { similar[index] = match } else { for form in forms { shortened[form, default: []].append(index) } }
    return match.map { (entries[$0].name, entries[$0].origin) }
  }

  /// The earlier name that each variant belongs to.
  private var similar: [Int: Int] = [:]

  private func isSimilar(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    let tolerance = min(SimilarNames.tolerance(left), SimilarNames.tolerance(right))
    let digits: ([UInt8]) -> [UInt8] = { $0.filter { $0 &- 48 < 10 } }
    return digits(left) == digits(right) && NearestName.distance(left, right, atMost: tolerance) != nil
  }

  /// How many letters may differ: none in short names, where one letter makes another company.
  private static func tolerance(_ letters: [UInt8]) -> Int { letters.count > 60 ? 0 : min(2, letters.count / 6) }

  /// Letters and digits in lower case.
  private static func letters(_ name: String) -> [UInt8] {
    Array(
      name.lowercased().unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }.map(String.init).joined()
        .utf8)
  }

  private static func shortenings(of letters: [UInt8], by most: Int) -> Set<[UInt8]> {
    var all: Set<[UInt8]> = [letters]
    var latest = all
    for _ in 0..<most {
      latest = Set(latest.flatMap { form in form.indices.map { index in Array(form[..<index] + form[(index + 1)...]) } })
      all.formUnion(latest)
    }
    return all
  }
}
