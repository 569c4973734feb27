import Diagnostics
import Emitters

/// `schemas/effective.schema.json`: what `compile` writes, from the fields that write it.
enum EffectiveSchema {
  static let value = OutputSchema.root(
    .effective,
    title: "effective manifest",
    doc:
      """
      What a workspace says after aliases, merges and defaults, as `privatelint compile` writes it: keys in \
      alphabetical order, sets in order of value
      """,
    body: OutputSchema.value(EffectiveJSON.document.shape)
  )
}
