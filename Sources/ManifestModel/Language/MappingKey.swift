import Diagnostics
import YAMLTree

/// The keys of one mapping of the manifest, declared once: the decoder, the schema, the reference, the order of keys and completion follow
/// from `declaration`, and nothing else lists them.
///
/// The raw value is the place of the key in the declaration, from 0; a mapping has at most 16 keys.
package protocol MappingKey: CaseIterable, RawRepresentable<Int>, Sendable where AllCases == [Self] {
  /// What the mapping is, in one sentence, and what a finding calls it.
  static var mapping: MappingDeclaration { get }
  static var table: KeyTable { get }
  /// Writes the declaration out; read it as `field`.
  var declaration: FieldDeclaration { get }
}

extension MappingKey {
  /// The declaration of the key, made once.
  package var field: FieldDeclaration { Self.table.fields[rawValue] }
}

/// What is said of a mapping as a whole.
package struct MappingDeclaration: Sendable {
  /// "environment": the word findings use, and the heading in the reference.
  package let name: String
  package let doc: String
  let table: KeyTable
  package var fields: [FieldDeclaration] { table.fields }

  /// A mapping whose keys follow from data.
  package init(_ name: String, _ doc: String, _ fields: [FieldDeclaration]) {
    self.name = name
    self.doc = doc
    table = KeyTable(fields)
  }

  package var plural: String { name.hasSuffix("y") ? name.dropLast() + "ies" : name + "s" }

  package init<Key: MappingKey>(_ name: String, _ doc: String, _: Key.Type) {
    self.name = name
    self.doc = doc
    table = Key.table
  }
}

/// One key of a mapping. A class, so that the decoder hands on a reference where it goes from value to value.
package final class FieldDeclaration: Sendable {
  package let key: String
  package let type: ValueType
  package let need: Need
  /// The cloud it belongs to; nil: both.
  package let cloud: Cloud?
  /// What holds where it is not written.
  package let defaultValue: String?
  /// One sentence, without a full stop at the end of a fragment.
  package let doc: Wording
  /// A value as it would be written.
  package let example: String
  /// Where the value is found or who can give it; it ends the help of `missing-key` and `placeholder-left`.
  package let origin: Wording?
  /// What an editor offers under it, beyond what the type says.
  package let suggestion: Suggestion?

  package init(
    _ key: String,
    _ type: ValueType,
    _ need: Need,
    cloud: Cloud? = nil,
    default defaultValue: String? = nil,
    _ doc: Wording,
    example: String,
    origin: Wording? = nil,
    suggestion: Suggestion? = nil
  ) {
    self.key = key
    self.type = type
    self.need = need
    self.cloud = cloud
    self.defaultValue = defaultValue
    self.doc = doc
    self.example = example
    self.origin = origin
    self.suggestion = suggestion
  }

  /// An optional key.
  package convenience init(
    _ key: String,
    _ type: ValueType,
    cloud: Cloud? = nil,
    default defaultValue: String? = nil,
    _ doc: Wording,
    example: String,
    origin: Wording? = nil,
    suggestion: Suggestion? = nil
  ) {
    self.init(
      key,
      type,
      .optional,
      cloud: cloud,
      default: defaultValue,
      doc,
      example: example,
      origin: origin,
      suggestion: suggestion
    )
  }

  /// Values that are usual under a key, and not the only ones.
  package enum Suggestion: Sendable {
    case serviceNames, protocols, portNumbers, today
    /// `present` and `absent`: of what a policy asks for.
    case presence
  }

  package enum Need: Sendable, Equatable {
    case required, optional
    /// Required where the project is on this cloud.
    case requiredOn(Cloud)
    /// Required where the environment's ID does not tell its type.
    case requiredForUntellingID
  }
}

/// What is under a key.
package indirect enum ValueType: Sendable {
  /// Words for people; any letter and dash is fine.
  case text
  /// Text that tickets and tools go by, such as a protocol: no character in it may look like another.
  case word
  /// Text of a certain form.
  case identifier(Format)
  case integer(ClosedRange<Int>)
  case boolean
  case date
  case enumeration([String])
  case list(ValueType)
  case mapping(MappingDeclaration)
  /// A mapping from certain names to values.
  case table([String], ValueType)
  /// A mapping from names of a form to mappings.
  case named(Format, MappingDeclaration)
  /// A mapping from keys of what a policy is about to what their values have to be. `areAround`: and from values of what it is in.
  case conditions(areAround: Bool)

  /// The forms that have a parser of their own.
  package enum Format: String, Sendable, CaseIterable {
    case projectID, environmentID, serviceLabel, account, subscription, region, cluster, serviceName, resourceID,
      adobeResourceID,
      principal,
      loadBalancer, endpointID, endpointAddress, email
  }

  /// Whether its values are mappings.
  var isOfKeys: Bool {
    switch self {
    case .mapping, .named, .table, .conditions: true
    default: false
    }
  }

  /// What a finding calls it: "a list of ports".
  package var phrase: String {
    switch self {
    case .text, .word, .identifier: "text"
    case .integer: "an integer"
    case .boolean: "`true` or `false`"
    case .date: "a date"
    case .enumeration(let values): Display.list(values.map { "`\($0)`" })
    case .list(let element):
      switch element {
      case .mapping(let mapping): "a list of \(mapping.plural)"
      default: "a list"
      }
    case .mapping, .table, .conditions: "a mapping"
    case .named(_, let mapping): "a mapping of \(mapping.name)s by name"
    }
  }
}

/// Finds the place of a key by its bytes: a table of 64 slots over the length and two letters of it.
package struct KeyTable: Sendable {
  private let slots: [Int8]
  private let chain: [Int8]
  /// The names as texts; their bytes live as long as the process, as every table does.
  private let keys: [Text]
  let fields: [FieldDeclaration]
  package let names: [String]
  /// A bit for each key that is required everywhere, and on each cloud.
  let required: UInt16
  let requiredOnAWS: UInt16
  let requiredOnAzure: UInt16

  package init(_ fields: [FieldDeclaration]) {
    func bits(_ need: FieldDeclaration.Need) -> UInt16 {
      fields.enumerated().reduce(0) { $1.element.need == need ? $0 | 1 << UInt16($1.offset) : $0 }
    }
    required = bits(.required)
    requiredOnAWS = bits(.requiredOn(.aws))
    requiredOnAzure = bits(.requiredOn(.azure))
    self.fields = fields
    names = fields.map(\.key)
    keys = names.map { name in
      let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: name.utf8.count)
      _ = bytes.initialize(from: name.utf8)
      return Text(UnsafeBufferPointer(bytes))
    }
    var slots = [Int8](repeating: -1, count: 64)
    var chain = [Int8](repeating: -1, count: names.count)
    for (index, key) in keys.enumerated() {
      let slot = KeyTable.slot(first: key.bytes[0], last: key.bytes[key.bytes.count - 1], count: key.bytes.count)
      chain[index] = slots[slot]
      slots[slot] = Int8(index)
    }
    self.slots = slots
    self.chain = chain
  }

  @inline(__always)
  func index(of text: Text) -> Int? {
    guard let first = text.bytes.first else { return nil }
    var candidate = slots[KeyTable.slot(first: first, last: text.bytes[text.count - 1], count: text.count)]
    while candidate >= 0 {
      if keys[Int(candidate)] == text { return Int(candidate) }
      candidate = chain[Int(candidate)]
    }
    return nil
  }

  @inline(__always)
  private static func slot(first: UInt8, last: UInt8, count: Int) -> Int {
    (Int(first) &+ Int(last) &* 7 &+ count &* 13) & 63
  }
}
