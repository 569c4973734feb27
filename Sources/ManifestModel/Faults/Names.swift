import Diagnostics
import YAMLTree

/// `malformed-project-id`: not the shape of a project ID.
package enum MalformedProjectID {
  package static let about = RuleAbout(
    "malformed-project-id",
    .values,
    .warning,
    .malformed,
    summary: "A project ID that is not 13 lower-case letters and digits.",
    why: "Adobe finds the project by this ID; a host name or cluster name in its place costs a question back.",
    remedy: "Take the ID that `magento-cloud project:info id` prints.",
    basis: .service("Prerequisites"),
    example: .init(.aws, bad: [("yw1unoukjcawe:", "yw1unoukjcawe_stg:")])
  )
}

extension Decoder {
  /// Reports what is wrong with a name that is a key: a project ID, an environment ID, the name of an endpoint service. False where it is none yet.
  @discardableResult
  mutating func examineName(_ entry: Entry, _ format: ValueType.Format) -> Bool {
    let place = Place(node: tree.resolve(entry.key), use: entry.use)
    let text = tree.text(place.node)
    if isSecret(place) { return false }
    if text.isBlank || tree.isNothing(place) {
      let fix =
        "write the \(format == .projectID ? "project ID" : format == .environmentID ? "environment ID" : "name") as the key"
      findings.add(EmptyValue.about, at: Spot(place), "this key has no name", label: "no name", help: fix)
      return false
    }
    let current = reportInvisibleCharacters(text, place, isFreeText: false) ?? text
    reportAmbiguousName(current, place)
    // In a project ID a run of `x` is no placeholder: those are random letters.
    let placeholders =
      Placeholder.whole(current).map { _ in [Part(0..<current.count)] }
      ?? Placeholder.inside(current, countingX: format != .projectID)
    if !placeholders.isEmpty {
      reportPlaceholders(placeholders, of: current, at: place, nil, help: format.origin)
      return false
    }
    if format == .projectID { examineProjectID(current, place) }
    return true
  }

  private mutating func examineProjectID(_ text: Text, _ place: Place) {
    if !ProjectID.isOne(text) {
      reportMalformedProjectID(text.string, place)
    } else if text.isDigits, tree[place.node].style == .plain {
      reportUnquotedDigits(text, place, "project ID")
    }
  }

  mutating func reportUnquotedDigits(_ text: Text, _ place: Place, _ what: String) {
    findings.add(
      UnquotedDigits.about,
      at: Spot(place),
      "the \(what) \(Shown.quoted(text.string)) is a number to other YAML readers",
      label: "not quoted",
      help: "put it in double quotes",
      fix: Fix(.safe, "quote it", [Edit(tree[place.node].span, "\"\(text.string)\"")])
    )
  }

  private mutating func reportMalformedProjectID(_ text: String, _ place: Place) {
    let inner = ProjectID.inside(text)
    let told =
      if text.contains("://") {
        "a URL, not a project ID"
      } else if text.contains(".") {
        "a host name, not a project ID"
      } else if text.contains("_stg") {
        "the name of a staging cluster, not a project ID"
      } else if ProjectID.isOne(lowercase: text) {
        "a project ID in other letter case"
      } else {
        "\(Shown.count(text.count, "character")), and a project ID has 13 lower-case letters and digits"
      }
    let lower = ProjectID.isOne(lowercase: text) ? text.lowercased() : inner
    findings.add(
      MalformedProjectID.about,
      at: Spot(place),
      "\(Shown.quoted(text)) is \(told)",
      label: lower.map { "perhaps `\($0)`" } ?? "not a project ID",
      help: "`magento-cloud project:info id` prints the project ID",
      fix: lower.map { Fix(.suggested, "write `\($0)`", [Edit(tree[place.node].span, $0)]) }
    )
  }
}

extension ValueType.Format {
  /// Where a name that is a key is found.
  fileprivate var origin: String {
    switch self {
    case .projectID: "`magento-cloud project:info` prints the project ID"
    case .environmentID: "`magento-cloud environment:list` prints the environment IDs"
    default: "write a name of your choice"
    }
  }
}

extension ProjectID {
  static func isOne(lowercase text: String) -> Bool {
    text.utf8.count == 13 && text.utf8.allSatisfy { EndpointDNS.isLowerAlphanumeric(Text.fold($0)) }
  }
}
