import Diagnostics
import ManifestModel

/// An environment or a project that an answer names.
package enum ReplyPlace: Hashable, Sendable {
  /// Its type; the ID too, if it says more than the type (`staging2`).
  case environment(EnvironmentType, id: String?)
  case project(String)

  var isEnvironment: Bool { if case .environment = self { true } else { false } }

  /// "staging", "project yw1unoukjcawe".
  package var name: String {
    switch self {
    case .environment(let type, let id): id ?? type.rawValue
    case .project(let id): "project \(id)"
    }
  }
}

/// What an answer says of where a name belongs: the places of its sentence, else those of the nearest sentence that
/// names any, earlier ones first.
struct ReplyPlaces {
  /// The places of a sentence; those that are denied (`not production`) apart.
  struct Said {
    var named: [ReplyPlace] = []
    var denied: [ReplyPlace] = []
    /// Of those that are named, several of a kind that are no list (`production and staging`): `staging is live,
    /// production follows`. Which of them a name belongs to, the sentence does not say.
    var mixed: [ReplyPlace] = []
  }

  private let said: [Said]

  init(_ text: ReplySentences) {
    // Without a name nothing belongs anywhere.
    guard text.mentions.contains(where: { $0.kind != .ticket }) else {
      said = text.sentences.map { _ in Said() }
      return
    }
    said = text.sentences.map { ReplyPlaces.said(in: $0, of: text) }
  }

  /// For the sentences in order, whether each has places of a kind, those are of use; else those of the nearest.
  func around(_ isKind: (ReplyPlace) -> Bool) -> [Said] {
    func nearest(_ sentences: some Sequence<Said>) -> [Said?] {
      var last: Said?
      return sentences.map { sentence in
        let own = Said(
          named: sentence.named.filter(isKind),
          denied: sentence.denied.filter(isKind),
          mixed: sentence.mixed.filter(isKind)
        )
        if !own.named.isEmpty { last = own }
        // Alone, what is denied names nothing.
        if own.named.isEmpty, !own.denied.isEmpty {
          last = Said(named: (last?.named ?? []).filter { !own.denied.contains($0) }, denied: own.denied)
        }
        return last
      }
    }
    let before = nearest(said)
    let after = Array(nearest(said.reversed()).reversed())
    return zip(before, after).map { $0 ?? $1 ?? Said() }
  }

  // MARK: Words

  /// The environment that a word names: `production`, `staging2`, `stg`; nil for `production-ready` and any other word.
  static func environment(_ word: ReplyWord) -> ReplyPlace? {
    environments(word).first
  }

  private static func environments(_ word: ReplyWord) -> [ReplyPlace] {
    guard !word.isInAddress, word.plain.utf8.count <= 60 else { return [] }
    return word.plain.split(separator: "/").compactMap { environment(String($0)) }
  }

  private static func environment(_ name: String) -> ReplyPlace? {
    if let place = ReplyPlaces.words[name] { return place }
    // "pre-production", "nonprod": neither of the two.
    if let end = ["production", "prod"].first(where: { name.hasSuffix($0) && name != $0 }),
      ["pre", "pre-", "non", "non-"].contains(String(name.dropLast(end.utf8.count)))
    {
      return .environment(.staging, id: name)
    }
    if name.hasSuffix("_stg") || name.hasSuffix("_staging") { return .environment(.staging, id: nil) }
    let parts = name.split(separator: "-", maxSplits: 1)
    if parts.count == 2, let place = ReplyPlaces.words[String(parts[0])] {
      if bareEnds.contains(String(parts[1])) { return place }
      if adjectiveEnds.contains(String(parts[1])) { return nil }
    }
    var text = name
    let type = text.withUTF8 { EnvironmentID.type(of: Text($0)) }
    return type == .staging ? .environment(.staging, id: name) : nil
  }

  private static let words: [String: ReplyPlace] = {
    var words: [String: ReplyPlace] = [:]
    for name in [
      "production", "prod", "prd", "produktion", "produktiv", "produktivumgebung", "produktionsumgebung", "producción",
      "produzione", "productie", "produção",
    ] {
      words[name] = .environment(.production, id: nil)
    }
    words["uat"] = .environment(.integration, id: "uat")
    for name in ["staging", "stg", "stagingumgebung"] { words[name] = .environment(.staging, id: nil) }
    return words
  }()

  private static let otherLabels = Set(wordsOf: "qa dev development integration test sandbox")
  private static let environmentNouns = Set(wordsOf: "environment env instance cluster - – — →")
  private static let bareEnds = Set(wordsOf: "umgebung environment env cluster system instance only")
  private static let adjectiveEnds: Set<String> = ["ready", "grade", "like", "level", "quality"]

  private static func places(_ index: Int, of text: ReplySentences) -> [ReplyPlace] {
    let word = text.words[index]
    // "QA: …" and "stage -> …" label an environment; "our QA team" and "at this stage" do not name one.
    if word.plain == "stage" || otherLabels.contains(word.plain),
      word.endsLabel || index + 1 < text.words.count && environmentNouns.contains(text.words[index + 1].plain)
    {
      return [word.plain == "stage" ? .environment(.staging, id: nil) : .environment(.integration, id: word.plain)]
    }
    var places = environments(word)
    if let project = ReplyNames.project(word) { places.append(.project(project)) }
    return places
  }

  // MARK: Denials

  private static func said(in sentence: Range<Int>, of text: ReplySentences) -> Said {
    var said = Said()
    // Where places are named, by whether they are environments.
    var indices: [Bool: [Int]] = [:]
    for index in sentence where text.mention(at: index) == nil {
      let places = places(index, of: text)
      guard !places.isEmpty else { continue }
      if isDenied(index, in: sentence, of: text) {
        said.denied += places
      } else {
        said.named += places
        for kind in Set(places.map(\.isEnvironment)) { indices[kind, default: []].append(index) }
      }
    }
    for (isEnvironment, indices) in indices where !isList(indices, of: text) {
      said.mixed += said.named.filter { $0.isEnvironment == isEnvironment }
    }
    return said
  }

  private static func isList(_ indices: [Int], of text: ReplySentences) -> Bool {
    zip(indices, indices.dropFirst()).allSatisfy { first, second in
      (first + 1..<second).allSatisfy { text.mention(at: $0) == nil && joiners.contains(text.words[$0].plain) }
    }
  }

  /// What may be between the items of a list of places.
  private static let joiners = Set(
    wordsOf: "and & or und et y e plus both the for environment environments project projects cluster"
  ).union([""])

  private static func isDenied(_ index: Int, in sentence: Range<Int>, of text: ReplySentences) -> Bool {
    var place = index - 1
    var steps = 0
    while place >= sentence.lowerBound, steps < 8, text.words[place].separation != .stop,
      text.mention(at: place) == nil
    {
      if isNegation(place, of: text) { return true }
      guard beforePlace.contains(text.words[place].plain) else { break }
      (place, steps) = (place - 1, steps + 1)
    }
    place = index
    for _ in 0..<6 {
      guard place + 1 < sentence.upperBound, text.words[place].separation != .stop, text.mention(at: place + 1) == nil
      else { return false }
      place += 1
      // "production (not staging)" denies the other one.
      if isNegation(place, of: text) { return ReplyPlaces.place(after: place, in: sentence, of: text) == nil }
      guard afterPlace.contains(text.words[place].plain) else { return false }
    }
    return false
  }

  /// The place that follows a negation.
  static func place(after index: Int, in sentence: Range<Int>, of text: ReplySentences) -> Int? {
    var index = index
    for _ in 0..<8 {
      guard index + 1 < sentence.upperBound, text.words[index].separation != .stop, text.mention(at: index + 1) == nil
      else { return nil }
      index += 1
      if !places(index, of: text).isEmpty { return index }
      guard beforePlace.contains(text.words[index].plain) else { return nil }
    }
    return nil
  }

  /// The place that a negation is said of: `production is not ready`.
  static func place(before index: Int, in sentence: Range<Int>, of text: ReplySentences) -> Int? {
    var index = index - 1
    for _ in 0..<6 {
      guard index >= sentence.lowerBound, text.words[index].separation != .stop, text.mention(at: index) == nil else {
        return nil
      }
      if !places(index, of: text).isEmpty { return index }
      guard afterPlace.contains(text.words[index].plain) else { return nil }
      index -= 1
    }
    return nil
  }

  private static func isNegation(_ index: Int, of text: ReplySentences) -> Bool {
    let word = text.words[index].plain
    if ReplyWords.isNegation(word, after: index > 0 ? text.words[index - 1].plain : "") {
      // "not only production"
      return index + 1 >= text.words.count || !ReplyWords.degrees.contains(text.words[index + 1].plain)
    }
    return word == "without" || word == "except" || word == "excluding"
      || word == "instead" && index + 1 < text.words.count && text.words[index + 1].plain == "of"
  }

  private static let beforePlace = Set(
    wordsOf: """
      for in on of the your our to yet enable enabled use been be project environment cluster für die das der pour
      la le al en privatelink it this with available configured set up done connected connect
      """
  )

  private static let afterPlace = Set(
    wordsOf: """
      is are was has have had will does did can could isn hasn wasn won environment cluster project instance itself
      been still currently ist wurde est
      """
  )
}
