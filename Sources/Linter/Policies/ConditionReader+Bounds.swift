import Diagnostics
import ManifestModel
import YAMLTree

// `{ at_least: …, at_most: … }`: what is asked of numbers, days and counts.

extension ConditionReader {
  func readBounds(_ decoder: inout Decoder, _ place: Place, _ field: PolicyField) -> PolicyCondition.Bounds? {
    for entry in decoder.entries(of: place) {
      let name = decoder.tree.text(decoder.tree.resolve(entry.key)).string
      guard let foreign = ForeignCondition(key: name) else { continue }
      fault(
        &decoder,
        entry.keyPlace,
        "a condition has no \(Display.quoted(name))",
        label: "not in the language",
        help: foreign.help
      )
      return nil
    }
    let before = decoder.findings.items.count
    let slots = decoder.slots(of: place, BoundsKey.self, owner: FindingPlace(place))
    guard decoder.findings.items.count == before else { return nil }
    guard field.type == nil || field.isCounted || field.scalarType?.isMeasured == true else {
      fault(
        &decoder,
        place,
        "`\(field.name)` is neither a number, a date nor a list",
        label: "cannot be compared",
        help: "write values, a pattern, `present` or `absent`"
      )
      return nil
    }
    let least = readBound(&decoder, slots[.least], BoundsKey.least.field, field)
    let most = readBound(&decoder, slots[.most], BoundsKey.most.field, field)
    guard decoder.findings.items.count == before else { return nil }
    if least == nil, most == nil {
      fault(
        &decoder,
        place,
        "`\(field.name)` asks for nothing",
        label: "needs a bound",
        help: "write `at_least`, `at_most` or both"
      )
      return nil
    }
    let scales = Set([least, most].compactMap { $0?.scale })
    guard let scale = scales.first, scales.count == 1 else {
      fault(
        &decoder,
        place,
        "one of the bounds is a date, but the other is a number",
        label: "mixed",
        help: "write both as dates or both as numbers"
      )
      return nil
    }
    if let least, let most, least.value > most.value {
      fault(
        &decoder,
        place,
        "`at_least` is greater than `at_most`",
        label: "nothing is between them",
        help: "write the smaller one as `at_least`"
      )
      return nil
    }
    return PolicyCondition.Bounds(scale: scale, least: least?.value, most: most?.value)
  }

  private func readBound(
    _ decoder: inout Decoder,
    _ slot: WrittenField,
    _ declaration: FieldDeclaration,
    _ field: PolicyField
  ) -> (value: Int, scale: PolicyCondition.Bounds.Scale)? {
    guard case .text(let text, let place) = decoder.scalar(slot, declaration, isRequired: true) else { return nil }
    let wantsDate = field.type.map { $0.isDate }
    if wantsDate != false, let day = CivilDate(text) { return (day.days, .date) }
    if wantsDate != true, let number = PolicyNumber.value(text), number >= 0 || field.type == nil {
      return (number, .number)
    }
    let wanted =
      wantsDate == true
      ? "a day as `2027-01-31`" : wantsDate == false ? "a number" : "a number or a day as `2027-01-31`"
    fault(
      &decoder,
      place,
      "\(Display.quoted(text.string)) is not \(wanted)",
      label: "not a bound",
      help: "write \(wanted)"
    )
    return nil
  }
}

extension ValueType {
  /// A text of any form.
  var isText: Bool {
    switch self {
    case .text, .word: true
    default: false
    }
  }

  var isDate: Bool { if case .date = self { true } else { false } }

  fileprivate var isMeasured: Bool {
    switch self {
    case .integer, .date: true
    default: false
    }
  }
}
