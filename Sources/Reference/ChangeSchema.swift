import Diagnostics
import Emitters

/// `schemas/change.schema.json`: what `change --format json` writes, from the fields that write it.
enum ChangeSchema {
  static let value = OutputSchema.root(
    .change,
    "privatelint changes",
    "What changes between two versions of the manifests, as `privatelint change --format json` writes it",
    OutputSchema.value(ChangeJSON.document.shape)
  )
}
