import Diagnostics
import ManifestModel
import Rules
import YAMLTree

/// Reads what a policy asks of values, and checks it as if it were the manifest's own: a value that no manifest can have is a fault.
struct ConditionReader {
  /// A condition, and where it is written.
  struct Placed {
    let condition: PolicyCondition
    let key: Place
    let value: Place
  }

  private let thing: PolicyThing
  /// Values, patterns and ranges of one condition.
  private static let mostValues = 1_000

  init(_ thing: PolicyThing) { self.thing = thing }

  /// The conditions under `when` or `require`. `isRequired`: by the declaration.
  mutating func read(_ decoder: inout Decoder, _ slot: WrittenField, _ declaration: FieldDeclaration) -> [Placed] {
    guard let place = decoder.mapping(slot, declaration, isRequired: declaration.need == .required) else { return [] }
    let areAround = declaration.key == PolicyKey.when.field.key
    var read: [Placed] = []
    for entry in decoder.entries(of: place, withExtensions: true) {
      let name = decoder.tree.text(decoder.tree.resolve(entry.key)).string
      guard let field = PolicyField(name, of: thing, areAround: areAround) else {
        reportUnknown(name, at: FindingPlace(entry.keyPlace), areAround: areAround, isInText: false, &decoder)
        continue
      }
      let value = decoder.place(entry)
      if let demand = readDemand(&decoder, entry, value, field) {
        read.append(Placed(condition: PolicyCondition(field: field, demand: demand), key: entry.keyPlace, value: value))
      }
    }
    return read
  }

  // MARK: Names

  func reportUnknown(_ name: String, at spot: FindingPlace, areAround: Bool, isInText: Bool, _ decoder: inout Decoder) {
    let own = thing.fields.map(\.key)
    let around = thing.around.map(\.rawValue)
    let known = own + (areAround ? around : []) + (isInText ? ["value"] : [])
    let nearest = NearestName.of(name, among: known)
    let isAround = !areAround && around.contains(name)
    var help = "`\(thing.rawValue)` have \(Display.list(known.map { "`\($0)`" }, "and"))"
    if thing.takesExtensions, ForeignCondition(key: name) == nil { help += "; keys of your own begin with `x-`" }
    if let foreign = ForeignCondition(key: name) { help = foreign.help }
    if isAround { help = "`\(name)` belongs to what contains the thing: ask for it in `when`" }
    decoder.findings.add(
      UnknownKey.about,
      at: spot,
      isInText
        ? "`{\(Display.oneLine(name, limit: 80))}` is not a value of `\(thing.rawValue)`"
        : "\(Display.quoted(name)) is not a value of `\(thing.rawValue)`",
      label: nearest.map { "did you mean `\($0)`?" } ?? "not one of their values",
      help: help
    )
  }

  // MARK: Demands

  private func readDemand(_ decoder: inout Decoder, _ entry: Entry, _ value: Place, _ field: PolicyField)
    -> PolicyCondition.Demand?
  {
    let tree = decoder.tree
    switch tree[value.node].kind {
    case .mapping: return readBounds(&decoder, value, field).map { .bounds($0, allowsAbsent: false) }
    case .sequence: return readList(&decoder, value, field)
    case .scalar:
      if tree.isNull(value.node) || tree.text(value.node).isBlank {
        fault(
          &decoder,
          value,
          "`\(field.name)` asks for nothing",
          label: "needs a value",
          help: "write what the value must be, `present` or `absent`"
        )
        return nil
      }
      if isKeyword("present", value, tree) { return .present }
      if isKeyword("absent", value, tree) { return .absent }
      var choice = PolicyCondition.Choice()
      choice.foldsCase = foldsCase(field)
      return readValue(&decoder, value, field, into: &choice) ? .choice(choice) : nil
    case .alias: return nil
    }
  }

  private func isKeyword(_ word: StaticString, _ place: Place, _ tree: YAMLTree) -> Bool {
    tree[place.node].style == .plain && tree.text(place.node) == word
  }

  /// Environment IDs tell their type in any letter case, and IDs of Azure are the same in any.
  private func foldsCase(_ field: PolicyField) -> Bool {
    guard case .identifier(let format)? = field.scalarType else { return false }
    switch format {
    case .environmentID, .account, .subscription, .resourceID, .adobeResourceID: return true
    default: return false
    }
  }

  private func readList(_ decoder: inout Decoder, _ list: Place, _ field: PolicyField) -> PolicyCondition.Demand? {
    var choice = PolicyCondition.Choice()
    choice.foldsCase = foldsCase(field)
    var bounds: PolicyCondition.Bounds?
    var isFine = true
    var count = 0
    for item in decoder.tree.children(of: list.node) {
      count += 1
      if count > ConditionReader.mostValues {
        fault(
          &decoder,
          list,
          "`\(field.name)` has more than \(ConditionReader.mostValues) values",
          label: "too many",
          help: "write a pattern or a range"
        )
        return nil
      }
      let place = decoder.findings.follow(item, use: list.use)
      switch decoder.tree[place.node].kind {
      case .mapping:
        bounds = readBounds(&decoder, place, field)
        if bounds == nil { isFine = false }
      case .scalar where isKeyword("absent", place, decoder.tree): choice.allowsAbsent = true
      case .scalar: if !readValue(&decoder, place, field, into: &choice) { isFine = false }
      case .sequence, .alias:
        fault(
          &decoder,
          place,
          "a list is among the values of `\(field.name)`",
          label: "a list in a list",
          help: "write the values one by one"
        )
        isFine = false
      }
    }
    guard isFine else { return nil }
    let hasValues = !choice.texts.isEmpty || !choice.ranges.isEmpty || !choice.patterns.isEmpty
    if let bounds {
      if !hasValues { return .bounds(bounds, allowsAbsent: choice.allowsAbsent) }
      fault(
        &decoder,
        list,
        "`\(field.name)` mixes values with `at_least` or `at_most`",
        label: "both",
        help: "write two policies"
      )
      return nil
    }
    if hasValues { return .choice(choice) }
    if choice.allowsAbsent { return .absent }
    fault(
      &decoder,
      list,
      "`\(field.name)` allows no value at all",
      label: "an empty list",
      help: "write the values, or `absent`"
    )
    return nil
  }

  // MARK: Values

  private func readValue(
    _ decoder: inout Decoder,
    _ place: Place,
    _ field: PolicyField,
    into choice: inout PolicyCondition.Choice
  ) -> Bool {
    let tree = decoder.tree
    let text = tree.text(place.node)
    let written = text.string
    if isKeyword("present", place, tree) {
      fault(
        &decoder,
        place,
        "`present` is among the values of `\(field.name)`",
        label: "allows every value",
        help: "write `present` alone, or quote it if the text is meant"
      )
      return false
    }
    if TextPattern.isOne(written) { return readPattern(&decoder, place, written, field, into: &choice) }
    let isText = field.scalarType.map { $0.isText } ?? true
    if isText, let foreign = ForeignCondition(written) {
      let what = "\(Display.quoted(written)) would be compared as a text"
      fault(&decoder, place, what, label: "not an operator here", help: foreign.helpInText)
      return false
    }
    guard let type = field.scalarType else { return addFree(text, to: &choice) }
    switch type {
    case .integer(let allowed):
      return readNumbers(&decoder, place, text, allowed, field, into: &choice)
    case .boolean, .enumeration, .date, .identifier:
      guard type.reads(text) else {
        reportNoValue(&decoder, place, written: written, type: type, field)
        return false
      }
      choice.texts.append(Array(text.bytes))
      return true
    case .text, .word:
      choice.texts.append(Array(text.bytes))
      return true
    case .list, .mapping, .named, .table, .conditions:
      fault(
        &decoder,
        place,
        "`\(field.name)` is \(field.type?.phrase ?? "a collection"), and has no value to compare",
        label: "not a value of it",
        help: field.isCounted
          ? "write `present`, `absent` or a count: `{ at_least: 1, at_most: 5 }`" : "write `present` or `absent`"
      )
      return false
    }
  }

  /// The value of a key of one's own: a number or a range of numbers is compared as such, everything as text too.
  private func addFree(_ text: Text, to choice: inout PolicyCondition.Choice) -> Bool {
    if let range = ConditionReader.range(text), PolicyNumber.value(text) == nil { choice.ranges.append(range) }
    choice.texts.append(Array(text.bytes))
    return true
  }

  private func readNumbers(
    _ decoder: inout Decoder,
    _ place: Place,
    _ text: Text,
    _ allowed: ClosedRange<Int>,
    _ field: PolicyField,
    into choice: inout PolicyCondition.Choice
  ) -> Bool {
    if let ends = ConditionReader.ends(text), ends.0 > ends.1 {
      fault(
        &decoder,
        place,
        "`\(ends.0)-\(ends.1)` runs backwards",
        label: "not a range",
        help: "write `\(ends.1)-\(ends.0)`"
      )
      return false
    }
    guard let range = ConditionReader.range(text), range.lowerBound >= allowed.lowerBound,
      range.upperBound <= allowed.upperBound
    else {
      reportNoValue(&decoder, place, written: text.string, type: .integer(allowed), field)
      return false
    }
    choice.ranges.append(range)
    return true
  }

  /// A number, or two with `-` between them, in any order.
  private static func ends(_ text: Text) -> (Int, Int)? {
    if let number = PolicyNumber.value(text) { return (number, number) }
    guard let dash = text.offset(of: UInt8(ascii: "-"), from: 1), let first = PolicyNumber.value(text[0..<dash]),
      let last = PolicyNumber.value(text[(dash + 1)..<text.count]), last >= 0
    else { return nil }
    return (first, last)
  }

  private static func range(_ text: Text) -> ClosedRange<Int>? {
    guard let (first, last) = ends(text), first <= last else { return nil }
    return first...last
  }

  private func readPattern(
    _ decoder: inout Decoder,
    _ place: Place,
    _ written: String,
    _ field: PolicyField,
    into choice: inout PolicyCondition.Choice
  ) -> Bool {
    switch field.scalarType {
    case .mapping, .named, .list, .table, .conditions:
      fault(
        &decoder,
        place,
        "`\(field.name)` is \(field.type?.phrase ?? "a collection"), and has no text to match",
        label: "not a text",
        help: "write `present`, `absent` or a count"
      )
      return false
    default: break
    }
    do throws(PatternFault) {
      let pattern = try TextPattern(written)
      if pattern.matchesAll {
        fault(
          &decoder,
          place,
          "\(Display.quoted(written)) matches every text",
          label: "asks for nothing",
          help: "write `present` if any value will do"
        )
        return false
      }
      choice.patterns.append(pattern)
      return true
    } catch {
      fault(
        &decoder,
        place,
        "\(Display.quoted(written)) is not a pattern: \(Display.oneLine(error.reason))",
        label: "not a pattern",
        help: Display.oneLine(error.help)
      )
      return false
    }
  }

  private func reportNoValue(
    _ decoder: inout Decoder,
    _ place: Place,
    written: String,
    type: ValueType,
    _ field: PolicyField
  ) {
    var nearest: String?
    var help = "`\(field.name)` is \(type.phrase)"
    switch type {
    case .enumeration(let values): nearest = NearestName.of(written, among: values)
    case .integer(let allowed):
      help =
        "`\(field.name)` is a number from \(allowed.lowerBound) to \(allowed.upperBound); a range is written `8000-8099`"
    case .date: help = "write a day as `2027-01-31`"
    case .identifier(let format): help = "write one as the manifest does, or a pattern such as `/^…$/`: \(format.words)"
    default: break
    }
    if let foreign = ForeignCondition(written) { help = foreign.help }
    fault(
      &decoder,
      place,
      "\(Display.quoted(written)) is not a value that `\(field.name)` can have",
      label: nearest.map { "did you mean `\($0)`?" } ?? "no manifest can have it",
      help: help
    )
  }

  func fault(_ decoder: inout Decoder, _ place: Place, _ message: String, label: String, help: String) {
    decoder.findings.add(UnknownValue.about, at: FindingPlace(place), message, label: label, help: help)
  }
}

extension ValueType.Format {
  /// What a value looks like.
  var words: String {
    switch self {
    case .projectID: "a project ID has 13 lower-case letters and digits"
    case .environmentID, .serviceLabel, .cluster: "any text"
    case .account: "12 digits, or the GUID of an Azure subscription"
    case .subscription: "the GUID of an Azure subscription"
    case .region: "a region such as `eu-west-1` or `westeurope`"
    case .serviceName: "`com.amazonaws.vpce.<region>.vpce-svc-…`"
    case .resourceID: "the resource ID of a Private Link service"
    case .adobeResourceID: "the resource ID or alias of a Private Link service"
    case .principal: "an ARN, as in `allowed_principals`"
    case .loadBalancer: "the ARN or resource ID of a load balancer"
    case .endpointID: "`vpce-…`, or the resource ID of a private endpoint"
    case .endpointAddress: "a host name or an address"
    case .email: "an e-mail address"
    }
  }
}
