import Diagnostics

/// A JSON value that a client sent.
package enum JSON: Sendable, Equatable {
  case null
  case bool(Bool)
  case integer(Int)
  /// A number with a fraction or an exponent, as it is written.
  case number(String)
  case string(String)
  case array([JSON])
  case object([String: JSON])

  /// Parses a whole text. Half of a surrogate pair in a string becomes U+FFFD: editors cut texts by UTF-16.
  package init(_ bytes: some Collection<UInt8>) throws(JSONReader.Fault) {
    let contiguous = Array(bytes)
    let result = contiguous.withUnsafeBufferPointer { buffer in
      Result<JSON, JSONReader.Fault> { () throws(JSONReader.Fault) -> JSON in
        var reader = JSONReader(buffer, replacesLoneSurrogates: true)
        let value = try JSON(&reader)
        try reader.end()
        return value
      }
    }
    self = try result.get()
  }

  private init(_ reader: inout JSONReader) throws(JSONReader.Fault) {
    switch reader.kind() {
    case .object:
      var members: [String: JSON] = [:]
      try reader.object { reader, name throws(JSONReader.Fault) in members[name] = try JSON(&reader) }
      self = .object(members)
    case .array:
      var elements: [JSON] = []
      try reader.array { reader throws(JSONReader.Fault) in elements.append(try JSON(&reader)) }
      self = .array(elements)
    case .string: self = .string(try reader.string())
    case .number:
      let text = try reader.numberText()
      self = Int(text).map(JSON.integer) ?? .number(text)
    case .literal: self = try reader.boolean().map(JSON.bool) ?? .null
    case .nothing: throw reader.fault("a value is expected")
    }
  }

  // MARK: Members

  /// A member of an object; nil for one that is absent or null, and of anything that is no object.
  package subscript(name: String) -> JSON? {
    guard case .object(let members) = self, let member = members[name], member != .null else { return nil }
    return member
  }

  package var string: String? { if case .string(let value) = self { value } else { nil } }
  package var integer: Int? { if case .integer(let value) = self { value } else { nil } }
  package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  package var elements: [JSON]? { if case .array(let values) = self { values } else { nil } }
  package var isObject: Bool { if case .object = self { true } else { false } }

  // MARK: Writing

  /// Writes the value back, the members of objects in order of their names.
  package func write(to writer: inout JSONWriter) {
    switch self {
    case .null: writer.null()
    case .bool(let value): writer.bool(value)
    case .integer(let value): writer.number(value)
    case .number(let text): writer.number(text)
    case .string(let value): writer.string(value)
    case .array(let values): writer.array(values) { $1.write(to: &$0) }
    case .object(let members):
      writer.object { writer in
        for (name, value) in members.sorted(by: { $0.key.precedesByBytes($1.key) }) {
          writer.key(name)
          value.write(to: &writer)
        }
      }
    }
  }
}
