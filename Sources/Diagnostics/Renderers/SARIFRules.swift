/// The `driver` of a SARIF run: the tool and what it says of each of its rules.
enum SARIFRules {
  static func writeDriver(_ report: Report, _ writer: inout JSONWriter) {
    writer.object("driver") { writer in
      writer.field("name", Tool.name)
      writer.field("version", Version.number)
      writer.field("semanticVersion", Version.number)
      if !report.documentationAddress.isEmpty { writer.field("informationUri", report.documentationAddress) }
      writer.array("rules", of: report.rules) { writer, rule in
        writer.object { write(rule, page: report.page(of: rule), &$0) }
      }
    }
  }

  private static func write(_ rule: RuleAbout, page: String?, _ writer: inout JSONWriter) {
    writer.field("id", rule.id)
    writer.object("shortDescription") { $0.field("text", rule.summary) }
    writer.object("fullDescription") { $0.field("text", rule.why) }
    writer.object("help") { writer in
      writer.field("text", help(rule, strong: { $0 }))
      writer.field("markdown", help(rule, strong: { "**\($0)**" }))
    }
    writer.field("helpUri", page)
    writer.object("defaultConfiguration") { $0.field("level", rule.severity.rawValue) }
    writer.object("properties") { $0.strings("tags", ["privatelink", tag(rule.group)]) }
  }

  private static func help(_ rule: RuleAbout, strong: (String) -> String) -> String {
    var parts = [
      "\(strong("Fires when")): \(rule.summary)", "\(strong("Why")): \(rule.why)",
      "\(strong("What to do")): \(rule.remedy)",
    ]
    switch rule.basis {
    case .language: break
    case .service(let section): parts.append("\(strong("Source")): PrivateLink service, \(section)")
    case .fact(let fact): parts.append("\(strong("Source")): \(fact)")
    case .settings(let place): parts.append("\(strong("Source")): policy in \(place)")
    }
    if !rule.isIgnorable { parts.append("This rule cannot be ignored.") }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func tag(_ group: RuleAbout.Group) -> String { group.rawValue.lowercased().replacing(" ", with: "-") }
}
