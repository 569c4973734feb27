import YAMLTree

/// What a mapping of the manifest contains: for each of its keys the key node, the value node and the alias use through
/// which they were reached.
package struct WrittenFields<Key: MappingKey> {
  private var keys = SIMD16<UInt32>()
  private var values = SIMD16<UInt32>()
  private var uses = SIMD16<UInt32>()
  /// A bit for each key that is written.
  private(set) var written: UInt16 = 0

  @inline(__always)
  package subscript(key: Key) -> WrittenField { self[key.rawValue] }

  @inline(__always)
  subscript(index: Int) -> WrittenField { WrittenField(key: keys[index], value: values[index], use: uses[index]) }

  @inline(__always)
  mutating func fill(_ index: Int, key: NodeID, value: NodeID, use: UInt32) {
    guard written & (1 << UInt16(index)) == 0 else { return }
    keys[index] = key
    values[index] = value
    uses[index] = use
    written |= 1 << UInt16(index)
  }

  /// Takes a key back that was written for another one.
  mutating func clear(_ index: Int) {
    (keys[index], values[index], uses[index]) = (0, 0, 0)
    written &= ~(1 << UInt16(index))
  }

  /// A bit for each key that an unknown key surely meant: not to be missed.
  var meant: UInt16 = 0

  package func isWritten(_ key: Key) -> Bool { written & (1 << UInt16(key.rawValue)) != 0 }
  func isWritten(at index: Int) -> Bool { written & (1 << UInt16(index)) != 0 }
  func isMeant(_ key: Key) -> Bool { meant & (1 << UInt16(key.rawValue)) != 0 }
}

/// A key and its value as nodes; value 0: not written.
package struct WrittenField {
  package let key: NodeID
  /// Its alias is not followed yet.
  package let value: NodeID
  /// How the mapping that contains them was reached.
  package let use: UInt32

  static let empty = WrittenField(key: 0, value: 0, use: 0)
  package var isWritten: Bool { value != 0 }
  package var keyPlace: Place { Place(node: key, use: use) }
}

/// An entry of a mapping from names, or an item of a list (then `key` is 0).
package typealias Entry = WrittenField
