/// Writes JSON as bytes, two spaces of indentation, keys in the order they are given.
///
/// Why not an encoder of a library: output must be the same bytes on every run, large reports and effective manifests
/// must cost no more than reading them, and every control, bidirectional and zero-width character must leave escaped.
package struct JSONWriter {
  package private(set) var output: OutputBuffer
  private var depth = 0
  private var isFirst = true
  private let isCompact: Bool

  /// A compact writer puts everything on one line.
  package init(compact: Bool = false) { self.init(into: OutputBuffer(), compact: compact) }

  /// Appends to what a buffer contains; `output` is the buffer afterwards.
  package init(into output: OutputBuffer, compact: Bool = false) {
    self.output = output
    isCompact = compact
  }

  package var bytes: [UInt8] { output.bytes }
  package var text: String { output.text }

  package mutating func reserveCapacity(_ count: Int) { output.reserveCapacity(count) }

  // MARK: Values

  package mutating func object(_ body: (inout JSONWriter) -> Void) {
    container(open: UInt8(ascii: "{"), close: UInt8(ascii: "}"), body)
  }
  package mutating func array(_ body: (inout JSONWriter) -> Void) {
    container(open: UInt8(ascii: "["), close: UInt8(ascii: "]"), body)
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
    output.append(UInt8(ascii: "\""))
    var value = value
    value.withUTF8 { escape($0) }
    output.append(UInt8(ascii: "\""))
  }

  package mutating func number(_ value: Int) { output.append(contentsOf: String(value).utf8) }
  /// A number as it is written.
  package mutating func number(_ text: String) { output.append(text) }
  /// A value that is JSON already.
  package mutating func raw(_ json: some Sequence<UInt8>) { output.append(contentsOf: json) }
  package mutating func null() { output.append(contentsOf: "null".utf8) }
  package mutating func bool(_ value: Bool) { output.append(contentsOf: (value ? "true" : "false").utf8) }

  // MARK: Members

  /// Begins a member; its value must follow.
  package mutating func key(_ name: String) {
    element()
    string(name)
    output.append(UInt8(ascii: ":"))
    if !isCompact { output.append(UInt8(ascii: " ")) }
  }

  package mutating func field(_ name: String, _ value: String) {
    key(name)
    string(value)
  }

  /// Writes nothing for nil: absent members are omitted, not null.
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
    of elements: some Sequence<Element>,
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
    output.handOn()
    if !isFirst { output.append(UInt8(ascii: ",")) }
    isFirst = false
    newLine()
  }

  package mutating func endLine() { output.append(UInt8(ascii: "\n")) }

  // MARK: Bytes

  private mutating func container(open: UInt8, close: UInt8, _ body: (inout JSONWriter) -> Void) {
    output.append(open)
    let outerIsFirst = isFirst
    isFirst = true
    depth += 1
    body(&self)
    depth -= 1
    if !isFirst { newLine() }
    isFirst = outerIsFirst
    output.append(close)
  }

  private mutating func newLine() {
    guard !isCompact else { return }
    output.append(UInt8(ascii: "\n"))
    for _ in 0..<depth { output.append(contentsOf: [UInt8(ascii: " "), UInt8(ascii: " ")]) }
  }

  private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
    let isPlain = text.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
    if isPlain { return output.append(contentsOf: text) }
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\"": output.append(contentsOf: "\\\"".utf8)
      case "\\": output.append(contentsOf: "\\\\".utf8)
      case "\n": output.append(contentsOf: "\\n".utf8)
      case "\r": output.append(contentsOf: "\\r".utf8)
      case "\t": output.append(contentsOf: "\\t".utf8)
      case _ where Display.isUnsafe(scalar):
        for unit in UTF16.encode(scalar) ?? .init([]) {
          let hex = String(unit, radix: 16)
          output.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - hex.count) + hex).utf8)
        }
      default: output.append(contentsOf: UTF8.encode(scalar) ?? .init([]))
      }
    }
  }
}
