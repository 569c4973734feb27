import Diagnostics
import ManifestModel
import Rules
import Linter

/// The schemas there are.
package enum SchemaFile: String, CaseIterable, Sendable {
  case manifest, settings, report, ticket, change, effective, runbook, overview

  package var fileName: String { "\(rawValue).schema.json" }

  package var value: JSONValue {
    switch self {
    case .manifest: ManifestSchema.value
    case .settings: SettingsSchema.value
    case .report: ReportSchema.value
    case .ticket: TicketSchema.value
    case .change: ChangeSchema.value
    case .effective: EffectiveSchema.value
    case .runbook: RunbookSchema.value
    case .overview: OverviewSchema.value
    }
  }

  /// What every schema begins with.
  static func head(_ file: SchemaFile, title: String, doc: String) -> [(String, JSONValue)] {
    var head: [(String, JSONValue)] = [("$schema", "http://json-schema.org/draft-07/schema#")]
    if !Version.repository.isEmpty {
      head.append(("$id", .string("\(Version.repository)/raw/v\(Version.number)/schemas/\(file.fileName)")))
    }
    return head + [("title", .string(title)), ("description", .string(doc + "."))]
  }
}
