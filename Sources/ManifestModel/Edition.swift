/// The documented limits as of a revision of Adobe's page. Adding an edition is adding a value here; no rule compares
/// dates.
package struct Edition: Sendable, Equatable {
  package let id: String
  /// The day of the revision that brought it.
  package let date: String
  package let source: String
  /// The last time the page was read and still said so.
  package let lastSeen: String
  /// The clouds on which HTTPS (port 443) toward Adobe Commerce is barred.
  package let httpsToCommerceBarredOn: [Cloud]

  /// Oldest first.
  package static let all = [
    Edition(
      id: "2022-10",
      date: "2022-10-20",
      source: "PrivateLink service page of Adobe Commerce on cloud infrastructure, revision of 2022-10-20",
      lastSeen: "2023-03-09",
      httpsToCommerceBarredOn: [.aws, .azure]
    ),
    Edition(
      id: "2023-03",
      date: "2023-03-10",
      source: "PrivateLink service page of Adobe Commerce on cloud infrastructure, revision of 2023-03-10",
      lastSeen: "2026-08-19",
      httpsToCommerceBarredOn: [.azure]
    ),
  ]

  package static let standard = all[0]

  package static func named(_ id: String) -> Edition? { all.first { $0.id == id } }

  package func barsHTTPSToCommerce(on cloud: Cloud) -> Bool { httpsToCommerceBarredOn.contains(cloud) }

  /// The first later edition that lets through what this one bars.
  package func laterEdition(allowing isAllowed: (Edition) -> Bool) -> Edition? {
    Edition.all.first { $0.date > date && isAllowed($0) }
  }
}
