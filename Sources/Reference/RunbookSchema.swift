import Emitters

/// `schemas/runbook.schema.json`: what `runbook --format json` writes, from the fields that write it.
enum RunbookSchema {
  static let value = OutputSchema.root(
    .runbook,
    "privatelint runbooks",
    "The enablement step by step, as `privatelint runbook --format json` writes it",
    OutputSchema.value(RunbookJSON.document.shape)
  )
}

extension OutputSchema {
  /// The schema of a shape.
  static func value(_ shape: OutputShape) -> JSONValue {
    switch shape {
    case .version: version
    case .text(nil): ["type": "string"]
    case .text(let doc?): text(doc)
    case .number(let doc, let least): count(doc, from: least)
    case .words(nil, let values): ["enum": .strings(values)]
    case .words(let doc?, let values): words(doc, values)
    case .list(let doc, let item): list(doc, of: value(item))
    case .object(let doc, let members):
      object(
        doc,
        members.filter { !$0.isOptional }.map { ($0.name, value($0.shape)) },
        optional: members.filter(\.isOptional).map { ($0.name, value($0.shape)) }
      )
    }
  }
}
