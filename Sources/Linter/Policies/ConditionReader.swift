import Diagnostics
import ManifestModel
import Rules
import YAMLTree

/// Reads what a policy asks of values, and checks it as if it were the manifest's own: a value that no manifest can
/// have is a fault.
///
/// One value or a list of them is read by `ChoiceReader`, `{ at_least: …, at_most: … }` by `BoundsReader`.
struct ConditionReader {
  /// A condition, and where it is written.
  struct Placed {
    let condition: PolicyCondition
    let key: Place
    let value: Place
  }

  private let target: PolicyTarget
  /// Values, patterns and ranges of one condition.
  private static let mostValues = 1_000

  init(_ target: PolicyTarget) { self.target = target }

  /// The conditions under `when` or `require`.
  func read(_ slot: WrittenField, as declaration: FieldDeclaration, with decoder: inout Decoder) -> [Placed] {
    guard let place = decoder.mapping(slot, declaration, isRequired: declaration.need == .required) else { return [] }
    let withContext = declaration.key == PolicyKey.when.field.key
    var read: [Placed] = []
    for entry in decoder.entries(of: place, withExtensions: true) {
      let name = decoder.tree.text(decoder.tree.resolve(entry.key)).string
      guard let field = PolicyField(name, of: target, withContext: withContext) else {
        reportUnknown(name, at: FindingPlace(entry.keyPlace), withContext: withContext, isInText: false, with: &decoder)
        continue
      }
      let value = decoder.place(entry)
      if let demand = readDemand(value, of: field, with: &decoder) {
        read.append(Placed(condition: PolicyCondition(field: field, demand: demand), key: entry.keyPlace, value: value))
      }
    }
    return read
  }

  /// Reports a name that is no key of the target. `withContext`: keys of its context count too. `isInText`: it is in a
  /// message.
  func reportUnknown(
    _ name: String,
    at spot: FindingPlace,
    withContext: Bool,
    isInText: Bool,
    with decoder: inout Decoder
  ) {
    let own = target.fields.map(\.key)
    let contexts = target.contexts.map(\.rawValue)
    let known = own + (withContext ? contexts : []) + (isInText ? ["value"] : [])
    let nearest = NearestName.of(name, among: known)
    let isContext = !withContext && contexts.contains(name)
    let names = Display.list(known.map { "`\($0)`" }, "and")
    var help = "\(isInText ? "placeholders for" : "keys of") `\(target.rawValue)`: \(names)"
    if target.takesExtensions, ForeignCondition(key: name) == nil { help += "; custom keys must begin with `x-`" }
    if let foreign = ForeignCondition(key: name) { help = foreign.help }
    if isContext { help = "`\(name)` belongs to the context of the target: use it in `when`" }
    decoder.findings.add(
      UnknownKey.about,
      at: spot,
      isInText
        ? "`{\(Display.oneLine(name, limit: 80))}` is not a placeholder for `\(target.rawValue)`"
        : "\(Display.quoted(name)) is not a key of `\(target.rawValue)`",
      label: nearest.map { "did you mean `\($0)`?" } ?? (isInText ? "no such placeholder" : "no such key"),
      help: help
    )
  }

  // MARK: Demands

  private func readDemand(_ value: Place, of field: PolicyField, with decoder: inout Decoder)
    -> PolicyCondition.Demand?
  {
    let tree = decoder.tree
    switch tree[value.node].kind {
    case .mapping: return BoundsReader(field).read(value, with: &decoder).map { .bounds($0, allowsAbsent: false) }
    case .sequence: return readList(value, of: field, with: &decoder)
    case .scalar:
      if tree.isNull(value.node) || tree.text(value.node).isBlank {
        decoder.reportUnknownValue(
          at: value,
          "`\(field.name)` has no condition",
          label: "needs a value",
          help: "write what the value must be, `present` or `absent`"
        )
        return nil
      }
      if tree.isKeyword("present", at: value) { return .present }
      if tree.isKeyword("absent", at: value) { return .absent }
      var values = ChoiceReader(field)
      return values.read(value, with: &decoder) ? .choice(values.choice) : nil
    case .alias: return nil
    }
  }

  private func readList(_ list: Place, of field: PolicyField, with decoder: inout Decoder) -> PolicyCondition.Demand? {
    var values = ChoiceReader(field)
    var bounds: PolicyCondition.Bounds?
    var isFine = true
    for (index, item) in decoder.tree.children(of: list.node).enumerated() {
      if index == ConditionReader.mostValues {
        decoder.reportUnknownValue(
          at: list,
          "`\(field.name)` has more than \(ConditionReader.mostValues) values",
          label: "too many",
          help: "write a pattern or a range"
        )
        return nil
      }
      let place = decoder.findings.follow(item, use: list.use)
      switch decoder.tree[place.node].kind {
      case .mapping:
        bounds = BoundsReader(field).read(place, with: &decoder)
        if bounds == nil { isFine = false }
      case .scalar where decoder.tree.isKeyword("absent", at: place): values.choice.allowsAbsent = true
      case .scalar: if !values.read(place, with: &decoder) { isFine = false }
      case .sequence, .alias:
        decoder.reportUnknownValue(
          at: place,
          "a list is among the values of `\(field.name)`",
          label: "a list in a list",
          help: "write the values one by one"
        )
        isFine = false
      }
    }
    return isFine ? demand(of: list, for: field, values.choice, bounds, with: &decoder) : nil
  }

  /// What a list asks for: values or bounds, and not both.
  private func demand(
    of list: Place,
    for field: PolicyField,
    _ choice: PolicyCondition.Choice,
    _ bounds: PolicyCondition.Bounds?,
    with decoder: inout Decoder
  ) -> PolicyCondition.Demand? {
    let hasValues = !choice.texts.isEmpty || !choice.ranges.isEmpty || !choice.patterns.isEmpty
    switch (bounds, hasValues) {
    case (let bounds?, false): return .bounds(bounds, allowsAbsent: choice.allowsAbsent)
    case (nil, true): return .choice(choice)
    case (nil, false) where choice.allowsAbsent: return .absent
    case (_?, true):
      decoder.reportUnknownValue(
        at: list,
        "`\(field.name)` mixes values with `at_least` or `at_most`",
        label: "both",
        help: "write two policies"
      )
    case (nil, false):
      decoder.reportUnknownValue(
        at: list,
        "`\(field.name)` allows no value at all",
        label: "an empty list",
        help: "write the values, or `absent`"
      )
    }
    return nil
  }
}

extension YAMLTree {
  /// Whether a word of the language of conditions is written, without quotes.
  func isKeyword(_ word: StaticString, at place: Place) -> Bool {
    self[place.node].style == .plain && text(place.node) == word
  }
}

extension Decoder {
  /// Reports a value of a policy that is not one the key can have.
  mutating func reportUnknownValue(at place: Place, _ message: String, label: String, help: String) {
    findings.add(UnknownValue.about, at: FindingPlace(place), message, label: label, help: help)
  }
}
