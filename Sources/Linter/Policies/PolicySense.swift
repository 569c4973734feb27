import Diagnostics
import ManifestModel
import YAMLTree

/// Finds policies that can never fire, or that nothing can satisfy: each is a mistake that would be taken for a
/// safeguard.
struct PolicySense {
  private let target: PolicyTarget
  private let when: [ConditionReader.Placed]
  private let require: [ConditionReader.Placed]

  init(_ target: PolicyTarget, when: [ConditionReader.Placed], require: [ConditionReader.Placed]) {
    (self.target, self.when, self.require) = (target, when, require)
  }

  func report(at place: Place, with decoder: inout Decoder) {
    for placed in when { reportImpossible(placed, &decoder) }
    for placed in require {
      if let reason = reasonNeverToFire(placed.condition) {
        add(placed, "this requirement can never be violated: \(reason)", label: "requires nothing", with: &decoder)
      } else if let reason = reasonAlwaysToFire(placed.condition) {
        add(placed, "nothing can meet this requirement: \(reason)", label: "cannot be met", with: &decoder)
      }
    }
  }

  // MARK: Conditions

  /// Conditions that no target meets.
  private func reportImpossible(_ placed: ConditionReader.Placed, _ decoder: inout Decoder) {
    let field = placed.condition.field
    if case .absent = placed.condition.demand, field.isRequired, field.context != nil || field.source.isOwn {
      add(placed, "this policy never applies: `\(field.name)` is always set", label: "never true", with: &decoder)
    }
    if matchesNothing(placed.condition) {
      add(
        placed,
        "this policy never applies: no value of `\(field.name)` matches",
        label: "never true",
        with: &decoder
      )
    }
    if let cloud = condition("cloud")?.onlyText, let own = field.cloud, own.rawValue != cloud,
      asksForPresence(placed.condition)
    {
      add(
        placed,
        "this policy never applies: `\(field.name)` is for \(own.name) only",
        label: "never true",
        with: &decoder
      )
    }
    if field.name == PolicyContext.environmentType.rawValue,
      let id = condition(PolicyContext.environment.rawValue)?.onlyText
        ?? (target == .environments ? condition("id")?.onlyText : nil), let type = PolicySense.type(of: id),
      case .choice(let choice) = placed.condition.demand, !choice.contains(type.rawValue)
    {
      add(
        placed,
        "this policy never applies: environment `\(Display.oneLine(id))` is \(type.rawValue)",
        label: "never true",
        with: &decoder
      )
    }
  }

  private static func type(of id: String) -> EnvironmentType? {
    var id = id
    return id.withUTF8 { EnvironmentID.type(of: Text($0)) }
  }

  private func condition(_ name: String) -> PolicyCondition? {
    when.first { $0.condition.field.name == name }?.condition
  }

  /// Whether a pattern is asked for that none of the few values of a key matches.
  private func matchesNothing(_ condition: PolicyCondition) -> Bool {
    guard case .choice(let choice) = condition.demand, !choice.allowsAbsent else { return false }
    switch condition.field.scalarType {
    case .enumeration(let values)?: return !values.contains { choice.contains($0) }
    case .boolean?: return !choice.contains("true") && !choice.contains("false")
    default: return false
    }
  }

  private func asksForPresence(_ condition: PolicyCondition) -> Bool {
    switch condition.demand {
    case .present: true
    case .absent: false
    case .choice(let choice): !choice.allowsAbsent
    case .bounds(let bounds, let allowsAbsent): !allowsAbsent && !(condition.field.isCounted && bounds.contains(0))
    }
  }

  // MARK: Requirements

  private func reasonNeverToFire(_ condition: PolicyCondition) -> String? {
    let field = condition.field
    if isImplied(condition) { return "every target that meets `when` also meets it" }
    switch condition.demand {
    case .present:
      return field.isRequired || isRequiredHere(field) ? "the language already requires `\(field.name)`" : nil
    case .absent:
      guard let cloud = self.condition("cloud")?.onlyText, let own = field.cloud, own.rawValue != cloud else {
        return nil
      }
      return "`\(field.name)` is for \(own.name) only"
    case .choice(let choice):
      guard let type = field.scalarType, allows(choice, everythingOf: type) else { return nil }
      let mayBeMissing =
        !field.isRequired && field.standardValue == nil && field.derivation == nil && !choice.allowsAbsent
      return mayBeMissing && !field.isCounted ? nil : "it allows every value that `\(field.name)` can have"
    case .bounds(let bounds, _):
      if field.isCounted, (bounds.least ?? 0) <= 0, bounds.most == nil { return "every count is at least 0" }
      guard case .integer(let range)? = field.type, bounds.contains(range.lowerBound), bounds.contains(range.upperBound)
      else { return nil }
      return "it allows every value that `\(field.name)` can have"
    }
  }

  private func isRequiredHere(_ field: PolicyField) -> Bool {
    guard let cloud = condition("cloud")?.onlyText else { return false }
    return field.cloudThatRequires?.rawValue == cloud
  }

  private func allows(_ choice: PolicyCondition.Choice, everythingOf type: ValueType) -> Bool {
    switch type {
    case .enumeration(let values): values.allSatisfy { choice.contains($0) }
    case .boolean: choice.contains("true") && choice.contains("false")
    case .integer(let range): PolicySense.covers(choice.ranges, range)
    default: false
    }
  }

  private static func covers(_ ranges: [ClosedRange<Int>], _ whole: ClosedRange<Int>) -> Bool {
    var next = whole.lowerBound
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where range.lowerBound <= next {
      next = max(next, range.upperBound + 1)
    }
    return next > whole.upperBound
  }

  /// Whether `when` asks for the same value, and for nothing that the requirement does not allow.
  private func isImplied(_ condition: PolicyCondition) -> Bool {
    guard let given = self.condition(condition.field.name) else { return false }
    switch (given.demand, condition.demand) {
    case (.present, .present), (.absent, .absent): return true
    case (.choice(let given), .present): return !given.allowsAbsent
    case (.absent, .choice(let wanted)): return wanted.allowsAbsent
    case (.choice(let given), .choice(let wanted)):
      return given.patterns.isEmpty && (!given.allowsAbsent || wanted.allowsAbsent)
        && given.texts.allSatisfy { wanted.contains(String(decoding: $0, as: UTF8.self)) }
        && given.ranges.allSatisfy { PolicySense.covers(wanted.ranges, $0) }
    default: return false
    }
  }

  private func reasonAlwaysToFire(_ condition: PolicyCondition) -> String? {
    let field = condition.field
    if case .absent = condition.demand, field.isRequired, field.derivation == nil {
      return "the language requires `\(field.name)`"
    }
    if matchesNothing(condition) { return "no value of `\(field.name)` matches" }
    if let given = self.condition(field.name) {
      switch (given.demand, condition.demand) {
      case (.absent, .present), (.present, .absent): return "`when` requires the opposite"
      default: break
      }
    }
    guard let cloud = self.condition("cloud")?.onlyText, let own = field.cloud, own.rawValue != cloud,
      asksForPresence(condition)
    else { return nil }
    return "`\(field.name)` is for \(own.name) only"
  }

  private func add(_ placed: ConditionReader.Placed, _ message: String, label: String, with decoder: inout Decoder) {
    decoder.reportUnknownValue(
      at: placed.value,
      message,
      label: label,
      help: "correct the value, or remove the policy"
    )
  }
}

extension PolicyCondition {
  /// The one text that is asked for; nil: another kind of condition, or several.
  fileprivate var onlyText: String? {
    guard case .choice(let choice) = demand, choice.texts.count == 1, choice.patterns.isEmpty, choice.ranges.isEmpty,
      !choice.allowsAbsent
    else { return nil }
    return String(decoding: choice.texts[0], as: UTF8.self)
  }
}

extension PolicyField.Source {
  fileprivate var isOwn: Bool { if case .own = self { true } else { false } }
}
