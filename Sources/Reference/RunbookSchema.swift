import Diagnostics
import Emitters

/// `schemas/runbook.schema.json`: what `runbook --format json` writes, from the fields that write it.
enum RunbookSchema {
  static let value = OutputSchema.root(
    .runbook,
    title: "privatelint runbooks",
    doc: "The enablement step by step, as `privatelint runbook --format json` writes it",
    body: OutputSchema.value(RunbookJSON.document.shape)
  )
}
