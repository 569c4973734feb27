import Diagnostics

/// `schemas/report.schema.json`: what `lint --format json` writes, from the fields that write it.
enum ReportSchema {
  static let value = OutputSchema.root(
    .report,
    title: "privatelint report",
    doc: "The findings of one run, as `privatelint lint --format json` writes them",
    body: OutputSchema.value(ReportJSON.document.shape),
    definitions: ReportJSON.definitions.map { ($0.name, OutputSchema.value($0.shape)) }
  )
}
