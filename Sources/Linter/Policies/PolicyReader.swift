import Diagnostics
import ManifestModel
import Rules
import YAMLTree

/// Reads the policies of a settings file. What is wrong with one is reported where it is written, and the policy is
/// left out.
struct PolicyReader {
  private let path: String
  private let lines: LineIndex
  private var seen: Set<String> = []

  private static let mostPolicies = 1_000
  private static let longestID = 64

  init(_ tree: YAMLTree) {
    path = tree.source.path
    lines = LineIndex(tree.source)
  }

  mutating func read(_ slot: WrittenField, with decoder: inout Decoder) -> [(policy: Policy, id: Place)] {
    let field = SettingsKey.policies.declaration
    let list = decoder.list(slot, field, isRequired: false)
    let items = decoder.items(of: list)
    if items.count > PolicyReader.mostPolicies {
      decoder.reportUnknownValue(
        at: list.place,
        "there are more than \(PolicyReader.mostPolicies) policies",
        label: "too many",
        help: "a list in `require` takes many values"
      )
    }
    return items.prefix(PolicyReader.mostPolicies).compactMap { item in
      decoder.itemMapping(item, PolicyKey.mapping).flatMap { readPolicy($0, with: &decoder) }
    }
  }

  private mutating func readPolicy(_ place: Place, with decoder: inout Decoder) -> (policy: Policy, id: Place)? {
    let before = decoder.findings.items.count
    let slots = decoder.slots(of: place, PolicyKey.self, owner: FindingPlace(place))
    let id = readID(slots[.id], with: &decoder)
    let target: Field<PolicyTarget> = decoder.enumeration(slots[.on], PolicyKey.on.field, isRequired: true)
    let severity: Field<Severity> = decoder.enumeration(slots[.severity], PolicyKey.severity.field, isRequired: false)
    guard let target = target.present else { return nil }
    let conditions = ConditionReader(target)
    let when = conditions.read(slots[.when], as: PolicyKey.when.field, with: &decoder)
    let require = conditions.read(slots[.require], as: PolicyKey.require.field, with: &decoder)
    let message = readText(slots[.message], as: PolicyKey.message.field, about: target, with: &decoder)
    let help = readText(slots[.help], as: PolicyKey.help.field, about: target, with: &decoder)
    PolicySense(target, when: when, require: require).report(at: place, with: &decoder)
    guard decoder.findings.items.count == before, let id, !require.isEmpty else { return nil }
    let origin = SettingsOrigin(path: path, line: lines.position(decoder.tree[place.node].span.start).line)
    let requirements = require.map(\.condition)
    let policy = Policy(
      id: id,
      target: target,
      message: message,
      help: help,
      conditions: when.map(\.condition),
      requirements: requirements,
      origin: origin,
      about: PolicyReader.about(
        id,
        severity: severity.present ?? .error,
        target: target,
        when: when.map(\.condition),
        require: requirements,
        help: help?.template,
        origin: origin
      )
    )
    return (policy, decoder.place(slots[.id]))
  }

  private static func about(
    _ id: String,
    severity: Severity,
    target: PolicyTarget,
    when: [PolicyCondition],
    require: [PolicyCondition],
    help: String?,
    origin: SettingsOrigin
  ) -> RuleAbout {
    let conditions = Display.list(when.map { PolicyWords.statement($0, be: "is", have: "has") }, "and")
    let requirements = Display.list(require.map { PolicyWords.statement($0) }, "and")
    let place = "\(Display.oneLine(origin.path)):\(origin.line)"
    return RuleAbout(
      Policy.prefix + id,
      .policies,
      severity,
      summary: "In `\(target.rawValue)`\(when.isEmpty ? "" : ", where \(conditions)"), \(requirements).",
      why: "It is a policy of this organization, in its settings.",
      remedy: help.map(sentence) ?? "Comply with the policy, or ask the maintainers of \(place) to change it.",
      basis: .settings(place)
    )
  }

  private static func sentence(_ text: String) -> String {
    let text = Display.oneLine(text)
    return text.prefix(1).uppercased() + text.dropFirst() + (text.utf8.last == UInt8(ascii: ".") ? "" : ".")
  }

  private mutating func readID(_ slot: WrittenField, with decoder: inout Decoder) -> String? {
    guard case .text(let text, let place) = decoder.scalar(slot, PolicyKey.id.field, isRequired: true) else {
      return nil
    }
    let id = text.string
    let isName = id.utf8.allSatisfy { $0.isSmallLetter || $0.isDigit || $0 == UInt8(ascii: "-") }
    guard isName, let first = id.utf8.first, first.isSmallLetter, id.utf8.last != UInt8(ascii: "-"),
      id.utf8.count <= PolicyReader.longestID
    else {
      let isPrefixed = id.hasPrefix(Policy.prefix)
      decoder.reportUnknownValue(
        at: place,
        "\(Display.quoted(id)) is not a valid policy ID",
        label: "not a valid ID",
        help: isPrefixed
          ? "leave `policy/` out: findings add it by themselves"
          : """
          use lower-case letters, digits and dashes, at most \(PolicyReader.longestID) characters, as in \
          `approved-ports`
          """
      )
      return nil
    }
    guard seen.insert(id).inserted else {
      decoder.reportUnknownValue(
        at: place,
        "there is already a policy `\(id)`",
        label: "the second one",
        help: "give each policy an ID of its own"
      )
      return nil
    }
    return id
  }

  // MARK: Texts

  private func readText(
    _ slot: WrittenField,
    as field: FieldDeclaration,
    about target: PolicyTarget,
    with decoder: inout Decoder
  ) -> PolicyText? {
    guard case .text(let text, let place) = decoder.scalar(slot, field, isRequired: false) else { return nil }
    let template = Display.oneLine(text.string)
    var parts: [PolicyText.Element] = []
    for piece in PolicyText.pieces(of: template) {
      switch piece {
      case .text(let text): parts.append(.text(text))
      case .name("value"): parts.append(.failing)
      case .name(let name):
        if let field = PolicyField(name, of: target, withContext: true) {
          parts.append(.value(field))
        } else {
          ConditionReader(target)
            .reportUnknown(name, at: FindingPlace(place), withContext: true, isInText: true, with: &decoder)
        }
      }
    }
    return PolicyText(template: template, parts: parts)
  }
}

extension PolicyText {
  enum Piece {
    case text(String)
    case name(String)
  }

  /// Braces around a name are a value; all others are themselves.
  static func pieces(of text: String) -> [Piece] {
    var pieces: [Piece] = []
    var current = ""
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      let name = rest.prefix { isNamePart($0) }
      if scalar == "{", !name.isEmpty, rest.dropFirst(name.count).first == "}" {
        if !current.isEmpty { pieces.append(.text(current)) }
        current = ""
        pieces.append(.name(String(name)))
        rest = rest.dropFirst(name.count + 1)
      } else {
        current.unicodeScalars.append(scalar)
      }
    }
    return current.isEmpty ? pieces : pieces + [.text(current)]
  }

  private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar == "-" || scalar == "." || (scalar.isASCII && scalar.properties.isAlphabetic)
      || ("0"..."9").contains(scalar)
  }
}

extension PolicyField {
  /// A value by its name; nil: the target has none of that name. `withContext`: values of what it is in count too.
  init?(_ name: String, of target: PolicyTarget, withContext: Bool) {
    self.name = name
    if let field = target.field(name) {
      let isOwn = target.ownValue?.key == name
      source = isOwn ? .own : .key
      type = field.type
      isRequired = field.need == .required || field.need == .requiredForUntellingID
      cloud = field.cloud
      if case .requiredOn(let required) = field.need { cloudThatRequires = required } else { cloudThatRequires = nil }
      derivation = target.derivation(of: name)
      standardValue = field.standardValue
    } else if withContext, let context = target.contexts.first(where: { $0.rawValue == name }) {
      source = .context(context)
      (type, isRequired, cloud, cloudThatRequires) = (context.field.type, true, nil, nil)
      (standardValue, derivation) = (nil, nil)
    } else if name.hasPrefix("x-"), name.utf8.count > 2, target.takesExtensions {
      source = .key
      (type, isRequired, cloud, cloudThatRequires) = (nil, false, nil, nil)
      (standardValue, derivation) = (nil, nil)
    } else {
      return nil
    }
  }
}

extension FieldDeclaration {
  /// The default as a value, where it is one and not a phrase.
  var standardValue: String? {
    guard let text = defaultValue else { return nil }
    switch type {
    case .boolean: return text
    case .enumeration(let values) where values.contains(text): return text
    default: return nil
    }
  }
}
