import Diagnostics
import ManifestModel
import Rules

/// What `limits` says of the editions of the documented limits.
package enum LimitsReference {
  package static func list(width: Int) -> String {
    Edition.all.map { edition in
      let role = edition == .standard ? " (the default)" : ""
      return "\(edition.id)\(role)\n"
        + rows(
          [
            ("  Source", edition.source), ("  In force", period(of: edition)),
            ("  HTTPS", httpsToCommerce(edition)),
          ],
          width
        )
    }.joined(separator: "\n")
      + "\nTo choose an edition, write `limits: EDITION` in the manifest,\nor pass `--limits EDITION` for one run.\n"
  }

  package static func difference(from first: Edition, to second: Edition, width: Int) -> String {
    if first == second { return "\(first.id) is a single edition: nothing differs.\n" }
    let rules = affected(from: first, to: second)
    guard !rules.isEmpty else { return "Nothing differs between \(first.id) and \(second.id).\n" }
    return "HTTPS (port 443) toward Adobe Commerce\n"
      + rows([first, second].map { ("  \($0.id)", httpsToCommerce($0)) }, width)
      + "\nRules that depend on the edition\n"
      + rows(rules.map { ("  \($0.id)", $0.summary) }, width)
  }

  /// An edition that another follows ended when it was last seen.
  private static func period(of edition: Edition) -> String {
    edition == Edition.all.last
      ? "since \(edition.date); last checked \(edition.lastSeen)" : "\(edition.date) to \(edition.lastSeen)"
  }

  private static func httpsToCommerce(_ edition: Edition) -> String {
    let barred = edition.httpsToCommerceBarredOn
    if barred.isEmpty { return "allowed toward Adobe Commerce" }
    let barredClouds = Display.list(barred.map(\.name), "or")
    let allowed = Cloud.allCases.filter { !barred.contains($0) }
    if allowed.isEmpty { return "not allowed toward Adobe Commerce on \(barredClouds)" }
    return "allowed toward Adobe Commerce on \(Display.list(allowed.map(\.name), "and")), not on \(barredClouds)"
  }

  /// The rules whose examples fire under one of the two editions only: asked of the rules themselves, so that none is
  /// forgotten.
  private static func affected(from first: Edition, to second: Edition) -> [RuleAbout] {
    guard first.httpsToCommerceBarredOn != second.httpsToCommerceBarredOn else { return [] }
    return Catalog.all.filter { rule in
      guard let held = CheckedExample(rule)?.editions else { return false }
      return held.contains(first) != held.contains(second)
    }
  }

  private static func rows(_ rows: [(label: String, text: String)], _ width: Int) -> String {
    TextBlock.rows(rows, width: width)
  }
}
