import Diagnostics
import ManifestModel
import YAMLTree

/// Reports that a target is not as a policy asks: where, and in which words.
struct PolicyFinding {
  let policy: Policy
  let condition: PolicyCondition
  let instance: PolicyCheck.Instance
  let judgement: PolicyJudgement
  let check: PolicyCheck

  func report(to findings: inout Findings) {
    switch judgement {
    case .holds, .unreadable: return
    case .missing:
      add(at: instance.owner, value: nil, label: "no `\(condition.field.name)`", isAbsent: true, to: &findings)
    case .fails, .written:
      let (spot, value, isWritten) = failing(&findings)
      let label = isWritten ? notAllowed : "not written: \(Display.quoted(value ?? "nothing")) counts"
      add(at: spot, value: value, label: label, to: &findings)
    case .count(let count):
      let (spot, _, _) = failing(&findings)
      add(at: spot, value: String(count), label: Display.count(count, "item"), to: &findings)
    case .failingItems(let items): reportItems(items, to: &findings)
    }
  }

  private var notAllowed: String { "policy `\(policy.id)` does not allow it" }

  private func reportItems(_ items: [NodeID], to findings: inout Findings) {
    guard let list = place(of: condition.field.name, &findings)?.value else { return }
    for item in items {
      let place = findings.follow(item, use: list.use)
      let text = check.file.tree[place.node].kind == .scalar ? check.file.string(place) : nil
      add(at: FindingPlace(place), value: text, label: notAllowed, to: &findings)
    }
  }

  // MARK: Places

  /// Where the value that fails is written, and its text: a scalar itself, a collection at its key; what another value
  /// stands for at the target's key.
  private func failing(_ findings: inout Findings) -> (FindingPlace, value: String?, isWritten: Bool) {
    let tree = check.file.tree
    if case .key = condition.field.source {
      guard let (key, place) = place(of: condition.field.name, &findings) else {
        return (instance.owner, check.standard(condition.field, instance), false)
      }
      return tree[place.node].kind == .scalar
        ? (FindingPlace(place), check.file.string(place), true) : (FindingPlace(key), nil, true)
    }
    return (FindingPlace(instance.name), check.file.string(instance.name), true)
  }

  /// The key and the value that are written, or supplied: then the value stands for its key as well. Nil: neither.
  private func place(of name: String, _ findings: inout Findings) -> (key: Place, value: Place)? {
    if let slot = findings.entry(name, of: instance.place), !check.file.tree.isNull(check.file.tree.resolve(slot.value))
    {
      return (slot.keyPlace, findings.follow(slot.value, use: slot.use))
    }
    return check.supplied(name, instance).map { ($0, $0) }
  }

  /// The mapping within which it is decided that the policy applies: an anchored text that is used there is reported at
  /// the alias.
  private var context: Place? {
    let around = instance.surroundings
    let file = check.file
    switch policy.decidedIn {
    case .environment?: return file.environments[around.environment].place
    case .project?: return file.projects[around.project].place
    case .manifest?: return Place(node: file.manifests[file.projects[around.project].manifest].root, use: 0)
    case .endpointService?, nil: return policy.ownConditions.isEmpty ? nil : instance.place
    }
  }

  // MARK: Words

  private func add(
    at spot: FindingPlace,
    value: String?,
    label: String,
    isAbsent: Bool = false,
    to findings: inout Findings
  ) {
    findings.add(
      policy.about.reporting(absence: isAbsent),
      at: spot,
      in: context,
      policy.message.map { text($0, value) } ?? sentence(value),
      label: label,
      help: policy.help.map { text($0, value) } ?? PolicyWords.help(for: condition)
    )
  }

  private func sentence(_ value: String?) -> String {
    let name = "`\(condition.field.name)`"
    let wanted = PolicyWords.isPresence(condition) ? "it to be set" : PolicyWords.demand(of: condition)
    switch judgement {
    case .missing: return "\(name) is missing: policy `\(policy.id)` requires \(wanted)"
    case .written: return "\(name) is present: policy `\(policy.id)` requires it to be absent"
    case .count(let count):
      return "\(name) has \(Display.count(count, "item")): policy `\(policy.id)` requires \(wanted)"
    default:
      let value = value.map { "is \(Display.quoted($0))" } ?? "is not a single value"
      return "\(name) \(value): policy `\(policy.id)` requires \(wanted)"
    }
  }

  /// The text of the policy with the values of the target in it.
  private func text(_ text: PolicyText, _ failing: String?) -> String {
    text.parts.map { part in
      switch part {
      case .text(let text): text
      case .failing: Display.oneLine(failing ?? "nothing", limit: 80)
      case .value(let field): Display.oneLine(value(of: field) ?? "nothing", limit: 80)
      }
    }.joined()
  }

  private func value(of field: PolicyField) -> String? {
    switch field.source {
    case .own: return instance.name.isWritten ? check.file.string(instance.name) : nil
    case .context(let context): return check.text(of: context, instance.surroundings)
    case .key:
      let names = KeyNames([field.name])
      var values: [NodeID] = [0]
      check.file.tree.gather(names.texts, of: instance.place.node, into: &values)
      if values[0] == 0 || check.file.tree.isNull(values[0]) {
        values[0] = check.supplied(field.name, instance)?.node ?? values[0]
      }
      guard values[0] != 0, !check.file.tree.isNull(values[0]) else { return check.standard(field, instance) }
      if check.file.tree[values[0]].kind == .scalar { return check.file.text(node: values[0]).string }
      return "\(check.file.tree.children(of: values[0]).reduce(0) { count, _ in count + 1 }) items"
    }
  }
}

/// What a policy asks for, in words.
enum PolicyWords {
  static func isPresence(_ condition: PolicyCondition) -> Bool {
    if case .present = condition.demand { true } else { false }
  }

  /// The condition as a sentence about its key: "`port` must be 80 or 2222", "`contacts` must have at least 1 item".
  static func statement(_ condition: PolicyCondition, be: String = "must be", have: String = "must have") -> String {
    var verb = be
    if case .bounds = condition.demand, condition.field.isCounted { verb = have }
    return "`\(condition.field.name)` \(verb) \(demand(of: condition))"
  }

  /// "80, 2222 or a number from 8000 to 8099"
  static func demand(of condition: PolicyCondition) -> String {
    switch condition.demand {
    case .present: "set"
    case .absent: "absent"
    case .choice(let choice): Display.list(words(of: choice))
    case .bounds(let bounds, let allowsAbsent):
      self.bounds(bounds, isCounted: condition.field.isCounted) + (allowsAbsent ? " or none" : "")
    }
  }

  static func help(for condition: PolicyCondition) -> String {
    switch condition.demand {
    case .present: "write `\(condition.field.name)`"
    case .absent: "remove `\(condition.field.name)`"
    case .choice, .bounds: statement(condition)
    }
  }

  /// The most values that a sentence names.
  private static let mostNamed = 12

  private static func words(of choice: PolicyCondition.Choice) -> [String] {
    var words = choice.ranges.map {
      $0.count == 1 ? "`\($0.lowerBound)`" : "`\($0.lowerBound)` to `\($0.upperBound)`"
    }
    words += choice.texts.map { Display.quoted(String(decoding: $0, as: UTF8.self)) }
    words += choice.patterns.map { "a value that matches \(Display.quoted($0.text))" }
    if words.count > mostNamed { words = words.prefix(mostNamed) + ["one of \(words.count - mostNamed) more"] }
    if choice.allowsAbsent { words.append("none") }
    return words
  }

  private static func bounds(_ bounds: PolicyCondition.Bounds, isCounted: Bool) -> String {
    func text(_ value: Int) -> String {
      bounds.scale == .date ? CivilDate(days: value).text : isCounted ? Display.count(value, "item") : String(value)
    }
    switch (bounds.least, bounds.most) {
    case (let least?, let most?): return "\(text(least)) to \(text(most))"
    case (let least?, nil): return bounds.scale == .date ? "\(text(least)) or later" : "at least \(text(least))"
    case (nil, let most?): return bounds.scale == .date ? "\(text(most)) or earlier" : "at most \(text(most))"
    case (nil, nil): return "anything"
    }
  }
}
