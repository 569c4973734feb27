import Diagnostics
import Emitters

/// `schemas/change.schema.json`: what `change --format json` writes, from the fields that write it.
enum ChangeSchema {
  static let value = OutputSchema.root(
    .change,
    title: "privatelint changes",
    doc: "What changes between two versions of the manifests, as `privatelint change --format json` writes it",
    body: OutputSchema.value(ChangeJSON.document.shape)
  )
}
