/// Writes JSON as bytes, two spaces of indentation, keys in the order they are given.
///
/// Why not an encoder of a library: output must be the same bytes on every run, large reports and effective manifests must cost no more
/// than reading them, and every control, bidirectional and zero-width character must leave escaped.
package struct JSONWriter {
  package private(set) var bytes: [UInt8] = []
  private var depth = 0
  private var isFirst = true
  private let isCompact: Bool

  /// A compact writer puts everything on one line.
  package init(compact: Bool = false) { isCompact = compact }

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  package mutating func reserveCapacity(_ count: Int) { bytes.reserveCapacity(count) }

  // MARK: Values

  package mutating func object(_ body: (inout JSONWriter) -> Void) {
    container(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
  }
  package mutating func array(_ body: (inout JSONWriter) -> Void) {
    container(UInt8(ascii: "["), UInt8(ascii: "]"), body)
  }

  package mutating func array<Element>(_ elements: some Sequence<Element>, _ body: (inout JSONWriter, Element) -> Void)
  {
    array { writer in
      for element in elements {
        writer.element()
        body(&writer, element)
      }
    }
  }

  package mutating func strings(_ values: some Sequence<String>) { array(values) { $0.string($1) } }

  package mutating func string(_ value: String) {
    bytes.append(UInt8(ascii: "\""))
    var value = value
    value.withUTF8 { escape($0) }
    bytes.append(UInt8(ascii: "\""))
  }

  package mutating func number(_ value: Int) { bytes.append(contentsOf: String(value).utf8) }
  package mutating func bool(_ value: Bool) { bytes.append(contentsOf: (value ? "true" : "false").utf8) }

  // MARK: Members

  /// Begins a member; its value must follow.
  package mutating func key(_ name: String) {
    element()
    string(name)
    bytes.append(UInt8(ascii: ":"))
    if !isCompact { bytes.append(UInt8(ascii: " ")) }
  }

  package mutating func field(_ name: String, _ value: String) {
    key(name)
    string(value)
  }

  /// Writes nothing for nil: absent parts are left out, not null.
  package mutating func field(_ name: String, _ value: String?) {
    guard let value else { return }
    field(name, value)
  }

  package mutating func field(_ name: String, _ value: Int) {
    key(name)
    number(value)
  }

  package mutating func field(_ name: String, _ value: Bool) {
    key(name)
    bool(value)
  }

  package mutating func field(_ name: String, _ value: Bool?) {
    guard let value else { return }
    field(name, value)
  }

  package mutating func object(_ name: String, _ body: (inout JSONWriter) -> Void) {
    key(name)
    object(body)
  }

  package mutating func array<Element>(
    _ name: String,
    _ elements: some Sequence<Element>,
    _ body: (inout JSONWriter, Element) -> Void
  ) {
    key(name)
    array(elements, body)
  }

  package mutating func strings(_ name: String, _ values: some Sequence<String>) {
    key(name)
    strings(values)
  }

  /// Begins an element of an array; its value must follow.
  package mutating func element() {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
    newLine()
  }

  package mutating func endLine() { bytes.append(UInt8(ascii: "\n")) }

  // MARK: Bytes

  private mutating func container(_ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) -> Void) {
    bytes.append(open)
    let outerIsFirst = isFirst
    isFirst = true
    depth += 1
    body(&self)
    depth -= 1
    if !isFirst { newLine() }
    isFirst = outerIsFirst
    bytes.append(close)
  }

  private mutating func newLine() {
    guard !isCompact else { return }
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<depth { bytes.append(contentsOf: [UInt8(ascii: " "), UInt8(ascii: " ")]) }
  }

  private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
    let isPlain = text.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
    if isPlain { return bytes.append(contentsOf: text) }
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\"": bytes.append(contentsOf: "\\\"".utf8)
      case "\\": bytes.append(contentsOf: "\\\\".utf8)
      case "\n": bytes.append(contentsOf: "\\n".utf8)
      case "\r": bytes.append(contentsOf: "\\r".utf8)
      case "\t": bytes.append(contentsOf: "\\t".utf8)
      case _ where Shown.isUnsafe(scalar):
        for unit in UTF16.encode(scalar) ?? .init([]) {
          let hex = String(unit, radix: 16)
          bytes.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - hex.count) + hex).utf8)
        }
      default: bytes.append(contentsOf: UTF8.encode(scalar) ?? .init([]))
      }
    }
  }
}
