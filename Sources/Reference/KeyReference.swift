import Diagnostics
import Emitters
import ManifestModel
import Rules

/// `docs/manifest.md`: every key of the language, from the declarations.
package enum KeyReference {
  package static var text: String {
    var text = """
      # The manifest

      A manifest is a YAML file that says which Adobe Commerce environments are connected to which customer networks. \
      Scalars are typed by the
      key they belong to; any mapping may contain keys of your own that begin with `x-`; anchors, aliases and `<<` \
      merges work, and one file may
      contain several manifests, separated by `---` lines.

      On AWS:


      """
    text += Markdown.block("yaml", containing: StandingExamples.manifest(.aws, []).text)
    text += "\nOn Azure:\n\n" + Markdown.block("yaml", containing: StandingExamples.manifest(.azure, []).text)
    for mapping in ManifestKey.mapping.withInner { text += section(mapping) }
    return text
  }

  /// The keys of one mapping.
  static func section(_ mapping: MappingDeclaration, heading: String? = nil) -> String {
    let rows = mapping.fields.map { field in
      ["`\(field.key)`", cell(field.type), need(field), TextBlock.cell(sentences(field))]
    }
    let more = mapping.name == EnvironmentKey.mapping.name ? tellingIDs : ""
    return "\n## \(heading ?? TextBlock.sentence(mapping.name))\n\n\(mapping.doc).\n\n"
      + Markdown.table(["Key", "Value", "Required", ""], rows) + more
  }

  private static let tellingIDs = """

    An environment's ID shows its type, in any letter case, if it is one of these; `type` may then only repeat it. Any \
    other ID (`preprod`, `production-eu`)
    needs `type`.

    | ID | type |
    | --- | --- |
    | `production` | production |
    | `staging`, `staging` and a number (`staging2`), or `staging-` or `staging_` and more (`staging-eu`) | staging |
    | `integration`, `development`, `local`, alone or with `-` or `_` and more | the same; cannot be connected |
    | `master`, alone or with `-` or `_` and more | integration; cannot be connected |

    """

  /// A mapping's name as a link to its section.
  private static func link(_ mapping: MappingDeclaration, _ words: String) -> String {
    "[\(words)](#\(mapping.name.replacing("'", with: "").replacing(" ", with: "-")))"
  }

  private static func need(_ field: FieldDeclaration) -> String {
    switch field.need {
    case .required: "yes"
    case .requiredOn(let cloud): "on \(cloud.name)"
    case .requiredForUntellingID: "if the ID does not show it"
    case .optional: ""
    }
  }

  private static func cell(_ type: ValueType) -> String {
    switch type {
    case .text, .word: "a string"
    case .identifier(let format): TextBlock.cell(Markdown.text(FormatPatterns.phrase(format, on: nil)))
    case .integer(let range): range.count == 1 ? "`\(range.lowerBound)`" : "\(range.lowerBound) to \(range.upperBound)"
    case .boolean: "`true` or `false`"
    case .date: "a date, `YYYY-MM-DD`"
    case .enumeration(let values): values.map { "`\($0)`" }.joined(separator: ", ")
    case .list(.mapping(let mapping)): "a list of " + link(mapping, mapping.plural)
    case .list(let element): "a list, each " + cell(element)
    case .mapping(let mapping): link(mapping, mapping.name)
    case .table(_, let element): "a mapping from rule to " + cell(element)
    case .conditions(let withContext):
      """
      a mapping from keys of the target\(withContext ? " or its context" : "") to [what they must \
      be](policies.md#requirements-and-conditions)
      """
    case .named(let format, let mapping): "a mapping from \(name(format)) to " + link(mapping, mapping.name)
    }
  }

  private static func name(_ format: ValueType.Format) -> String {
    switch format {
    case .projectID: "project ID"
    case .environmentID: "environment ID"
    default: "name"
    }
  }

  private static func sentences(_ field: FieldDeclaration) -> String {
    var sentences = FieldText.sentences(field, on: nil)
    if !field.example.contains("…") { sentences.append("Example: `\(field.example)`") }
    return sentences.joined(separator: ". ")
  }
}

extension MappingDeclaration {
  /// The mapping and those in it, each where it first occurs.
  var withInner: [MappingDeclaration] {
    var all: [MappingDeclaration] = []
    func take(_ mapping: MappingDeclaration) {
      guard !all.contains(where: { $0.name == mapping.name }) else { return }
      all.append(mapping)
      for field in mapping.fields { field.type.mapping.map(take) }
    }
    take(self)
    return all
  }
}

extension ValueType {
  /// The mapping that is under a key of this type, or in its list.
  fileprivate var mapping: MappingDeclaration? {
    switch self {
    case .mapping(let mapping), .named(_, let mapping), .list(.mapping(let mapping)): mapping
    default: nil
    }
  }
}
