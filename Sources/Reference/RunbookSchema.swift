import Diagnostics
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
