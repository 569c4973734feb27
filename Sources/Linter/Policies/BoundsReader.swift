import Diagnostics
import ManifestModel
import YAMLTree

/// Reads `{ at_least: …, at_most: … }`: what is asked of numbers, days and counts.
struct BoundsReader {
  private let field: PolicyField

  init(_ field: PolicyField) { self.field = field }

  /// Nil: these are not bounds, which is reported.
  func read(_ place: Place, with decoder: inout Decoder) -> PolicyCondition.Bounds? {
    if reportForeignName(in: place, with: &decoder) { return nil }
    let before = decoder.findings.items.count
    let slots = decoder.slots(of: place, BoundsKey.self, owner: FindingPlace(place))
    guard decoder.findings.items.count == before else { return nil }
    guard field.type == nil || field.isCounted || field.scalarType?.isMeasured == true else {
      decoder.reportUnknownValue(
        at: place,
        "`\(field.name)` is not a number, a date or a list",
        label: "cannot be compared",
        help: "write values, a pattern, `present` or `absent`"
      )
      return nil
    }
    let least = readBound(slots[.least], as: BoundsKey.least.field, with: &decoder)
    let most = readBound(slots[.most], as: BoundsKey.most.field, with: &decoder)
    guard decoder.findings.items.count == before else { return nil }
    return bounds(from: least, to: most, at: place, with: &decoder)
  }

  /// Reports an operator of another language; true if there is one.
  private func reportForeignName(in place: Place, with decoder: inout Decoder) -> Bool {
    for entry in decoder.entries(of: place) {
      let name = decoder.tree.text(decoder.tree.resolve(entry.key)).string
      guard let foreign = ForeignCondition(key: name) else { continue }
      decoder.reportUnknownValue(
        at: entry.keyPlace,
        "a condition has no \(Display.quoted(name))",
        label: "not a known word",
        help: foreign.help
      )
      return true
    }
    return false
  }

  // MARK: One bound

  private typealias Bound = (value: Int, scale: PolicyCondition.Bounds.Scale)

  private func readBound(_ slot: WrittenField, as declaration: FieldDeclaration, with decoder: inout Decoder) -> Bound?
  {
    guard case .text(let text, let place) = decoder.scalar(slot, declaration, isRequired: true) else { return nil }
    let wantsDate = field.type.map { $0.isDate }
    if wantsDate != false, let day = CivilDate(text) { return (day.days, .date) }
    if wantsDate != true, let number = PolicyNumber.value(text), number >= 0 || field.type == nil {
      return (number, .number)
    }
    let wanted =
      wantsDate == true
      ? "a valid date" : wantsDate == false ? "a number" : "a number or a valid date"
    decoder.reportUnknownValue(
      at: place,
      "\(Display.quoted(text.string)) is not \(wanted)",
      label: wantsDate == true ? "not a valid date" : "not a bound",
      help: "write \(wanted)\(wantsDate == false ? "" : ", for example `2027-01-31`")"
    )
    return nil
  }

  // MARK: Both

  private func bounds(from least: Bound?, to most: Bound?, at place: Place, with decoder: inout Decoder)
    -> PolicyCondition.Bounds?
  {
    if least == nil, most == nil {
      decoder.reportUnknownValue(
        at: place,
        "`\(field.name)` has no condition",
        label: "needs a bound",
        help: "write `at_least`, `at_most` or both"
      )
      return nil
    }
    let scales = Set([least, most].compactMap { $0?.scale })
    guard let scale = scales.first, scales.count == 1 else {
      decoder.reportUnknownValue(
        at: place,
        "one of the bounds is a date, but the other is a number",
        label: "mixed",
        help: "write both as dates or both as numbers"
      )
      return nil
    }
    if let least, let most, least.value > most.value {
      decoder.reportUnknownValue(
        at: place,
        "`at_least` is greater than `at_most`",
        label: "nothing is between them",
        help: "write the smaller one as `at_least`"
      )
      return nil
    }
    return PolicyCondition.Bounds(scale: scale, least: least?.value, most: most?.value)
  }
}

extension ValueType {
  fileprivate var isDate: Bool { if case .date = self { true } else { false } }

  fileprivate var isMeasured: Bool {
    switch self {
    case .integer, .date: true
    default: false
    }
  }
}
