import Diagnostics
import Emitters

/// `schemas/overview.schema.json`: what `overview --format json` writes, from the fields that write it.
enum OverviewSchema {
  static let value = OutputSchema.root(
    .overview,
    title: "privatelint overview",
    doc: "The connections of a workspace at a glance, as `privatelint overview --format json` writes it",
    body: OutputSchema.value(OverviewJSON.document.shape)
  )
}
