/// An object in the tool's JSON, declared once: its fields write the JSON, and its shape becomes the JSON Schema.
package struct OutputObject<Value: Sendable>: Sendable {
  let doc: String?
  let fields: [OutputField<Value>]
  /// The name under which the schema defines it once, for several places; nil: it is written where it is used.
  let definition: String?

  package init(_ doc: String? = nil, definition: String? = nil, _ fields: [OutputField<Value>]) {
    self.doc = doc
    self.definition = definition
    self.fields = fields
  }

  /// Where it is used.
  package var shape: OutputShape { definition.map { .reference($0) } ?? body }

  /// Where it is defined.
  package var body: OutputShape {
    .object(doc, fields.map { OutputMember(name: $0.name, shape: $0.shape, isOptional: $0.isOptional) })
  }

  package func write(_ value: Value, _ writer: inout JSONWriter) {
    writer.object { writer in
      for field in fields { field.write(value, &writer) }
    }
  }
}

/// A field of an object: its name, what it is, and how its value is written. An optional field without a value is left
/// out.
package struct OutputField<Value: Sendable>: Sendable {
  let name: String
  let shape: OutputShape
  let isOptional: Bool
  let write: @Sendable (Value, inout JSONWriter) -> Void

  package static func version() -> OutputField {
    OutputField(name: "version", shape: .version, isOptional: false) { $1.field("version", 1) }
  }

  package static func text(_ name: String, doc: String, _ value: @escaping @Sendable (Value) -> String) -> OutputField {
    OutputField(name: name, shape: .text(doc), isOptional: false) { $1.field(name, value($0)) }
  }

  package static func optionalText(_ name: String, doc: String, _ value: @escaping @Sendable (Value) -> String?)
    -> OutputField
  {
    OutputField(name: name, shape: .text(doc), isOptional: true) { $1.field(name, value($0)) }
  }

  /// A number from 1.
  package static func number(_ name: String, doc: String, _ value: @escaping @Sendable (Value) -> Int) -> OutputField {
    OutputField(name: name, shape: .number(doc, from: 1), isOptional: false) { $1.field(name, value($0)) }
  }

  /// A number from 0.
  package static func count(_ name: String, doc: String, _ value: @escaping @Sendable (Value) -> Int) -> OutputField {
    OutputField(name: name, shape: .number(doc, from: 0), isOptional: false) { $1.field(name, value($0)) }
  }

  /// A number from 1.
  package static func optionalNumber(_ name: String, doc: String, _ value: @escaping @Sendable (Value) -> Int?)
    -> OutputField
  {
    OutputField(name: name, shape: .number(doc, from: 1), isOptional: true) {
      if let number = value($0) { $1.field(name, number) }
    }
  }

  package static func portNumber(_ name: String, doc: String, _ value: @escaping @Sendable (Value) -> Int)
    -> OutputField
  {
    OutputField(name: name, shape: .portNumber(doc), isOptional: false) { $1.field(name, value($0)) }
  }

  package static func flag(_ name: String, doc: String, _ value: @escaping @Sendable (Value) -> Bool) -> OutputField {
    OutputField(name: name, shape: .flag(doc), isOptional: false) { $1.field(name, value($0)) }
  }

  package static func optionalFlag(_ name: String, doc: String, _ value: @escaping @Sendable (Value) -> Bool?)
    -> OutputField
  {
    OutputField(name: name, shape: .flag(doc), isOptional: true) { $1.field(name, value($0)) }
  }

  /// A day as `YYYY-MM-DD`.
  package static func optionalDate(_ name: String, doc: String, _ value: @escaping @Sendable (Value) -> String?)
    -> OutputField
  {
    OutputField(name: name, shape: .date(doc), isOptional: true) { $1.field(name, value($0)) }
  }

  /// The ID of a rule.
  package static func rule(_ name: String, doc: String, _ value: @escaping @Sendable (Value) -> String) -> OutputField {
    OutputField(name: name, shape: .rule(doc), isOptional: false) { $1.field(name, value($0)) }
  }

  /// The ID of a rule, or of a policy of an organization's own.
  package static func ruleOrPolicy(_ name: String, doc: String, _ value: @escaping @Sendable (Value) -> String)
    -> OutputField
  {
    OutputField(name: name, shape: .ruleOrPolicy(doc), isOptional: false) { $1.field(name, value($0)) }
  }

  /// A digest of a project's effective manifest; nil only where the digest itself is made.
  package static func fingerprint(_ name: String, _ value: @escaping @Sendable (Value) -> String?) -> OutputField {
    OutputField(name: name, shape: .fingerprint, isOptional: false) { $1.field(name, value($0)) }
  }

  package static func optionalFingerprint(_ name: String, _ value: @escaping @Sendable (Value) -> String?)
    -> OutputField
  {
    OutputField(name: name, shape: .fingerprint, isOptional: true) { $1.field(name, value($0)) }
  }

  /// A number from 0.
  package static func optionalCount(_ name: String, doc: String, _ value: @escaping @Sendable (Value) -> Int?)
    -> OutputField
  {
    OutputField(name: name, shape: .number(doc, from: 0), isOptional: true) {
      if let number = value($0) { $1.field(name, number) }
    }
  }

  package static func optionalTexts(_ name: String, doc: String, _ value: @escaping @Sendable (Value) -> [String]?)
    -> OutputField
  {
    OutputField(name: name, shape: .list(doc, .text(nil)), isOptional: true) {
      if let texts = value($0) { $1.strings(name, texts) }
    }
  }

  package static func word(
    _ name: String,
    doc: String,
    among words: [String],
    _ value: @escaping @Sendable (Value) -> String
  ) -> OutputField {
    OutputField(name: name, shape: .words(doc, words), isOptional: false) { $1.field(name, value($0)) }
  }

  package static func optionalWord(
    _ name: String,
    doc: String,
    among words: [String],
    _ value: @escaping @Sendable (Value) -> String?
  ) -> OutputField {
    OutputField(name: name, shape: .words(doc, words), isOptional: true) { $1.field(name, value($0)) }
  }

  /// A list of words out of a set.
  package static func words(
    _ name: String,
    doc: String,
    among words: [String],
    _ value: @escaping @Sendable (Value) -> [String]
  ) -> OutputField {
    OutputField(name: name, shape: .list(doc, .words(nil, words)), isOptional: false) { $1.strings(name, value($0)) }
  }

  package static func texts(_ name: String, doc: String, _ value: @escaping @Sendable (Value) -> [String])
    -> OutputField
  {
    OutputField(name: name, shape: .list(doc, .text(nil)), isOptional: false) { $1.strings(name, value($0)) }
  }

  package static func object<Inner>(
    _ name: String,
    as object: OutputObject<Inner>,
    _ value: @escaping @Sendable (Value) -> Inner
  ) -> OutputField {
    OutputField(name: name, shape: object.shape, isOptional: false) { outer, writer in
      writer.key(name)
      object.write(value(outer), &writer)
    }
  }

  package static func optionalObject<Inner>(
    _ name: String,
    as object: OutputObject<Inner>,
    _ value: @escaping @Sendable (Value) -> Inner?
  ) -> OutputField {
    OutputField(name: name, shape: object.shape, isOptional: true) { outer, writer in
      guard let inner = value(outer) else { return }
      writer.key(name)
      object.write(inner, &writer)
    }
  }

  /// A mapping from names.
  package static func named<Element>(
    _ name: String,
    doc: String,
    of object: OutputObject<Element>,
    _ value: @escaping @Sendable (Value) -> [(String, Element)]
  ) -> OutputField {
    OutputField(name: name, shape: .named(doc, object.shape), isOptional: false) { outer, writer in
      writer.object(name) { writer in
        for (key, element) in value(outer) {
          writer.key(key)
          object.write(element, &writer)
        }
      }
    }
  }

  /// A mapping from names to texts, which is left out as a whole if there is none. `itemDoc`: what each text is.
  package static func optionalNamedTexts(
    _ name: String,
    doc: String,
    itemDoc: String,
    _ value: @escaping @Sendable (Value) -> [(String, String)]?
  ) -> OutputField {
    OutputField(name: name, shape: .named(doc, .text(itemDoc)), isOptional: true) { outer, writer in
      guard let texts = value(outer) else { return }
      writer.object(name) { writer in
        for (key, text) in texts { writer.field(key, text) }
      }
    }
  }

  package static func list<Element>(
    _ name: String,
    doc: String,
    of object: OutputObject<Element>,
    _ value: @escaping @Sendable (Value) -> [Element]
  ) -> OutputField {
    OutputField(name: name, shape: .list(doc, object.shape), isOptional: false) { outer, writer in
      writer.array(name, of: value(outer)) { object.write($1, &$0) }
    }
  }

  /// A list that is left out as a whole if there is none.
  package static func optionalList<Element>(
    _ name: String,
    doc: String,
    of object: OutputObject<Element>,
    _ value: @escaping @Sendable (Value) -> [Element]?
  ) -> OutputField {
    OutputField(name: name, shape: .list(doc, object.shape), isOptional: true) { outer, writer in
      guard let elements = value(outer) else { return }
      writer.array(name, of: elements) { object.write($1, &$0) }
    }
  }
}

/// What a value in the tool's JSON looks like: a schema is made of it.
package indirect enum OutputShape: Sendable {
  /// The version of the format.
  case version
  case text(String?)
  case number(String, from: Int)
  case portNumber(String)
  case flag(String)
  case date(String)
  /// The ID of a rule of the tool.
  case rule(String)
  /// The ID of a rule, or of a policy of an organization's own.
  case ruleOrPolicy(String)
  case fingerprint
  case words(String?, [String])
  case list(String, OutputShape)
  /// A mapping from names.
  case named(String, OutputShape)
  case object(String?, [OutputMember])
  /// An object that the schema defines once, by its name.
  case reference(String)
}

/// A field of an object's shape.
package struct OutputMember: Sendable {
  package let name: String
  package let shape: OutputShape
  package let isOptional: Bool
}
