import Diagnostics

/// The manifests that contain the rules' examples: clean by themselves, and short enough to be read at a glance.
package enum StandingExamples {
  /// The day on which examples are checked, so that what is said of lead times is the same on every day.
  package static let today = "2026-11-24"

  /// The manifest of an example with its fault.
  package static func bad(_ example: RuleAbout.Example) -> String { manifest(example.base, example.bad).text }

  /// The manifest of an example, fixed.
  package static func good(_ example: RuleAbout.Example) -> String { manifest(example.base, example.good).text }

  /// A base with its replacements made, each where its text comes first, and the replacements whose text is nowhere.
  package static func manifest(_ base: RuleAbout.Example.Base, _ replacements: [(find: String, replace: String)]) -> (
    text: String, unapplied: [String]
  ) {
    var text = base == .aws ? aws : azure
    var unapplied: [String] = []
    for (find, replace) in replacements {
      guard let range = text.firstRange(of: find) else {
        unapplied.append(find)
        continue
      }
      text.replaceSubrange(range, with: replace)
    }
    return (text.replacing(marker + "\n", with: ""), unapplied)
  }

  /// Where examples put what a unidirectional connection lacks; no reader sees it.
  private static let marker = "        # endpoint services"

  private static let aws = """
    version: 1
    company: Northwind Outfitters
    projects:
      yw1unoukjcawe:
        plan: pro
        cloud: aws
        region: eu-west-1
        environments:
          production:
            connection: unidirectional
            customer:
              account: "210987654321"
              region: eu-west-1
            ports:
              - { service: SFTP, port: 2222 }
            # endpoint services

    """

  private static let azure = """
    version: 1
    company: Northwind Outfitters
    projects:
      767u4hathojjw:
        plan: pro
        cloud: azure
        region: westeurope
        environments:
          staging:
            connection: bidirectional
            cluster: 767u4hathojjw_stg
            customer:
              account: 0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21
              region: westeurope
            ports:
              - { service: MySQL, port: 3306 }
            endpoint_services:
              warehouse:
                resource_id: \
    \(subscription)/resourceGroups/rg-erp/providers/Microsoft.Network/privateLinkServices/pls-warehouse
                ports:
                  - { service: Warehouse API, port: 8443 }

    """

  private static let subscription = "/subscriptions/0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21"
}
