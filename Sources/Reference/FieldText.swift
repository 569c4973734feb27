import Diagnostics
import ManifestModel

/// What is said of a key wherever it is described: in the schema, in the reference and in an editor.
package enum FieldText {
  /// Sentences without their full stops: what it is, its cloud, its default, where the value is found.
  static func sentences(_ field: FieldDeclaration, on cloud: Cloud?) -> [String] {
    var sentences = [field.doc.on(cloud)]
    if let own = field.cloud { sentences.append("\(own.name) only") }
    if let value = field.defaultValue { sentences.append("Default: \(value)") }
    if let origin = field.origin?.on(cloud) { sentences.append(TextBlock.sentence(origin)) }
    return sentences
  }

  /// All of that as one text; words of the language are between backticks.
  package static func description(_ field: FieldDeclaration, on cloud: Cloud?) -> String {
    sentences(field, on: cloud).joined(separator: ". ") + "."
  }

  /// What can be written under a key, as a phrase.
  package static func value(_ type: ValueType, on cloud: Cloud?) -> String {
    switch type {
    case .identifier(let format): FormatPatterns.phrase(format, on: cloud)
    case .date: "a date, YYYY-MM-DD"
    case .integer(let range):
      range.count == 1 ? "`\(range.lowerBound)`" : "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .list(let element):
      if case .identifier(let format) = element {
        "a list, each \(FormatPatterns.phrase(format, on: cloud))"
      } else {
        type.phrase
      }
    default: type.phrase
    }
  }

  /// Whether the key has to be there, as a word or two; nil if it need not.
  package static func need(_ field: FieldDeclaration, on cloud: Cloud?) -> String? {
    switch field.need {
    case .required: "required"
    case .requiredOn(let own): cloud == nil ? "required on \(own.name)" : cloud == own ? "required" : nil
    case .requiredForUntellingID: "required if the ID does not show it"
    case .optional: nil
    }
  }

  /// The example as it would be written; nil if it is abridged, or is one of the other cloud.
  package static func example(_ field: FieldDeclaration, on cloud: Cloud?) -> String? {
    guard !field.example.contains("…"), !field.example.isEmpty else { return nil }
    if let cloud, let own = MappingSchemas.cloud(ofExample: field), own != cloud { return nil }
    return field.example
  }
}
