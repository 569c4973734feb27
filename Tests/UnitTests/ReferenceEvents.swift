import CLibYAML

/// One event of a YAML reader, as far as a tree can tell it again.
struct YAMLEvent: Hashable, CustomStringConvertible {
  enum Shape: Hashable {
    case document(isStart: Bool)
    case mapping(isFlow: Bool)
    case sequence(isFlow: Bool)
    case end
    case scalar(style: String)
    /// The place of the anchored node among all nodes of the file; nil if the alias leads nowhere or into itself.
    case alias(target: Int?)
  }

  var shape: Shape
  /// A scalar's text or the name of an alias, in bytes: strings would compare by canonical equivalence.
  var text: [UInt8] = []
  var anchor: [UInt8]?
  var hasTag = false

  var description: String {
    let properties = (anchor.map { " &" + String(decoding: $0, as: UTF8.self) } ?? "") + (hasTag ? " <tag>" : "")
    return "\(shape)\(properties) \(String(decoding: text, as: UTF8.self).debugDescription)"
  }
}

/// What libyaml itself says about some bytes: read here, in the process of a test or of the fuzzer, or reported by a
/// program.
struct ReferenceEvents {
  var events: [YAMLEvent] = []
  var error: String?
  /// Aliases that lead nowhere or into the value they are in: libyaml hands them on, a tree cannot.
  var unusableAliases = 0

  private var nodeCount = 0
  private var anchored: [[UInt8]: Int] = [:]
  private var open: [Int] = []

  init() {}

  init(_ bytes: [UInt8]) {
    // libyaml wants an address even for no bytes, and an empty array need not have one.
    (bytes + [0]).withUnsafeBufferPointer { read($0, count: bytes.count) }
  }

  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, count: Int) {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else {
      error = "out of memory"
      return
    }
    defer { yaml_parser_delete(&parser) }
    yaml_parser_set_input_string(&parser, bytes.baseAddress, count)
    var event = yaml_event_t()
    while true {
      guard yaml_parser_parse(&parser, &event) == 1 else {
        error = parser.problem.map { String(cString: $0) } ?? "out of memory"
        return
      }
      defer { yaml_event_delete(&event) }
      if event.type == YAML_STREAM_END_EVENT { return }
      take(event)
    }
  }

  private mutating func take(_ event: yaml_event_t) {
    switch event.type {
    case YAML_DOCUMENT_START_EVENT: addDocument(isStart: true)
    case YAML_DOCUMENT_END_EVENT: addDocument(isStart: false)
    case YAML_MAPPING_START_EVENT:
      let start = event.data.mapping_start
      let isFlow = start.style == YAML_FLOW_MAPPING_STYLE
      add(
        YAMLEvent(
          shape: .mapping(isFlow: isFlow),
          anchor: ReferenceEvents.bytes(start.anchor),
          hasTag: start.tag != nil
        ),
        isOpen: true
      )
    case YAML_SEQUENCE_START_EVENT:
      let start = event.data.sequence_start
      let isFlow = start.style == YAML_FLOW_SEQUENCE_STYLE
      add(
        YAMLEvent(
          shape: .sequence(isFlow: isFlow),
          anchor: ReferenceEvents.bytes(start.anchor),
          hasTag: start.tag != nil
        ),
        isOpen: true
      )
    case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT: addEnd()
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let text = Array(UnsafeBufferPointer(start: scalar.value, count: scalar.length))
      let shape = YAMLEvent.Shape.scalar(style: ReferenceEvents.name(scalar.style))
      add(
        YAMLEvent(shape: shape, text: text, anchor: ReferenceEvents.bytes(scalar.anchor), hasTag: scalar.tag != nil),
        isOpen: false
      )
    case YAML_ALIAS_EVENT: addAlias(ReferenceEvents.bytes(event.data.alias.anchor) ?? [])
    default: break
    }
  }

  mutating func addDocument(isStart: Bool) {
    if isStart { anchored = [:] }
    events.append(YAMLEvent(shape: .document(isStart: isStart)))
  }

  /// Adds a node; `isOpen` says that others are in it.
  mutating func add(_ event: YAMLEvent, isOpen: Bool) {
    if let name = event.anchor { anchored[name] = nodeCount }
    if isOpen { open.append(nodeCount) }
    nodeCount += 1
    events.append(event)
  }

  mutating func addEnd() {
    open.removeLast()
    events.append(YAMLEvent(shape: .end))
  }

  mutating func addAlias(_ name: [UInt8]) {
    let target = anchored[name].flatMap { open.contains($0) ? nil : $0 }
    if target == nil { unusableAliases += 1 }
    add(YAMLEvent(shape: .alias(target: target), text: name), isOpen: false)
  }

  private static func bytes(_ words: UnsafeMutablePointer<yaml_char_t>?) -> [UInt8]? {
    guard let words else { return nil }
    var count = 0
    while words[count] != 0 { count += 1 }
    return Array(UnsafeBufferPointer(start: words, count: count))
  }

  private static func name(_ style: yaml_scalar_style_t) -> String {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: "singleQuoted"
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: "doubleQuoted"
    case YAML_LITERAL_SCALAR_STYLE: "literal"
    case YAML_FOLDED_SCALAR_STYLE: "folded"
    default: "plain"
    }
  }
}
