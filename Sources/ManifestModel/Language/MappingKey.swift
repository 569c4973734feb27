import Diagnostics
import YAMLTree

/// The keys of one mapping of the manifest, declared once: the decoder, the schema, the reference, the order of keys
/// and completion follow from `declaration`, and nothing else lists them.
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

/// The documentation of a mapping as a whole.
package struct MappingDeclaration: Sendable {
  /// "environment": the word findings use, and the heading in the reference.
  package let name: String
  /// The key above it, for one that its key names: "customer".
  private let key: String?
  /// The key of the list above it, for one that its word does not make clear: a port is a number, too.
  private let list: String?
  package let doc: String
  let table: KeyTable
  package var fields: [FieldDeclaration] { table.fields }

  /// A mapping whose keys follow from data.
  package init(_ name: String, doc: String, fields: [FieldDeclaration]) {
    self.name = name
    (key, list) = (nil, nil)
    self.doc = doc
    table = KeyTable(fields)
  }

  package var plural: String { name.hasSuffix("y") ? name.dropLast() + "ies" : name + "s" }

  /// What a sentence calls it: "an environment", "`customer`", "an entry of `ports`".
  package var phrase: String {
    key.map { "`\($0)`" } ?? list.map { "an entry of `\($0)`" } ?? Display.withArticle(name)
  }
  /// Where its keys are: "in an environment", "under `customer`".
  var inside: String { key == nil ? "in \(phrase)" : "under \(phrase)" }

  /// - Parameters:
  ///   - name: the word for it.
  ///   - key: the key above it, for one that its key names.
  ///   - list: the key of the list above it, for one that its word does not make clear.
  ///   - doc: what it is.
  ///   - keys: its keys.
  package init<Key: MappingKey>(
    _ name: String,
    under key: String? = nil,
    entryOf list: String? = nil,
    doc: String,
    keys: Key.Type
  ) {
    self.name = name
    self.key = key
    self.list = list
    self.doc = doc
    table = Key.table
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
