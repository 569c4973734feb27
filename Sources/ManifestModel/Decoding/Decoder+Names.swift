import YAMLTree

// Names that are keys: project IDs, environment IDs, the names of endpoint services.

extension Decoder {
  /// Reports what is wrong with a name; false if it is none yet.
  @discardableResult
  mutating func examineName(_ entry: Entry, _ format: ValueType.Format) -> Bool {
    let place = Place(node: tree.resolve(entry.key), use: entry.use)
    let text = tree.text(place.node)
    if isSecret(place) { return false }
    if text.isBlank || tree.isNull(place) {
      EmptyValue.report(nameAt: place, format, to: &findings)
      return false
    }
    let current = repairInvisibleCharacters(text, place, isFreeText: false) ?? text
    AmbiguousScalar.reportName(current, at: place, to: &findings)
    // In a project ID a run of `x` is not a placeholder: those are random letters.
    let placeholders =
      Placeholders.whole(current).map { _ in [TextRange(0..<current.count)] }
      ?? Placeholders.inside(current, countingX: format != .projectID)
    if !placeholders.isEmpty {
      PlaceholderLeft.report(placeholders, of: current, at: place, as: nil, on: nil, help: format.origin, to: &findings)
      return false
    }
    if format == .projectID { examineProjectID(current, place) }
    return true
  }

  private mutating func examineProjectID(_ text: Text, _ place: Place) {
    if !ProjectID.isOne(text) {
      MalformedProjectID.report(text.string, at: place, to: &findings)
    } else if text.isDigits, tree[place.node].style == .plain {
      UnquotedDigits.report(text, at: place, "project ID", to: &findings)
    }
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
