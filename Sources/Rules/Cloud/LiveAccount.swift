import CloudState
import Diagnostics
import ManifestModel

/// `live-account`: what was collected is of another account.
enum LiveAccount: CloudRule {
  static let about = RuleAbout(
    "live-account",
    .cloud,
    summary: "The collected data comes from an account or subscription other than the customer's.",
    why: "An answer about another account says nothing about this connection, so it is not used.",
    remedy: "Collect again with a profile of the customer's account, or correct `customer.account`.",
    basis: .fact("AWS and Azure: endpoint services and endpoints belong to one account or subscription"),
    example: .init(
      .aws,
      bad: [],
      answers: [
        .init(
          "get-caller-identity.json",
          bad: CloudExamples.identity("998877665544"),
          good: CloudExamples.identity("210987654321")
        )
      ]
    )
  )

  static func check(_ audit: Audit, to findings: inout Findings) {
    checkAll(audit, to: &findings)
    for resource in audit.foreign { report(resource, in: audit, to: &findings) }
  }

  /// One resource that belongs to another account, among answers of the right one.
  private static func report(_ resource: ForeignResource, in audit: Audit, to findings: inout Findings) {
    let (account, owner) = (Display.quoted(audit.accounts[resource.environment] ?? ""), Display.quoted(resource.owner))
    findings.add(
      about,
      at: FindingPlace(resource.place),
      in: audit.file.environments[resource.environment].place,
      """
      \(resource.what) \(Display.quoted(audit.file.string(resource.place))) belongs to account \(owner), but the \
      customer's account is \(account)
      """,
      label: "in another account",
      related: [audit.related(resource.origin, "collected from account \(owner)")],
      help: "record the \(resource.what) in account \(account), or correct `customer.account`"
    )
  }

  /// Everything that was collected is of other accounts.
  private static func checkAll(_ audit: Audit, to findings: inout Findings) {
    let collected = audit.estate.collected
    for (index, environment) in audit.file.environments.enumerated() {
      guard let account = audit.accounts[index] else { continue }
      // A subscription says nothing about an AWS account.
      let alike = collected.filter { $0.utf8.count == account.utf8.count }
      guard !alike.isEmpty, alike.isDisjoint(with: audit.estate.accounts),
        !hasUnnamedSource(audit.state, account)
      else { continue }
      let names = Display.list(alike.sorted().prefix(3).map(Display.quoted), "and")
      let related = audit.state.sources.filter { $0.account.map(alike.contains) ?? false }.prefix(3).map {
        Diagnostic.Related(Location($0.source, Span(0, 0)), "collected from \(Display.quoted($0.account ?? ""))")
      }
      findings.add(
        about,
        at: FindingPlace(environment.account.place),
        in: environment.place,
        """
        the collected data comes from \(alike.count == 1 ? "account" : "accounts") \(names), but the customer's \
        account is \(Display.quoted(account))
        """,
        label: "nothing was collected from this account",
        related: Array(related),
        help: "collect again from account \(Display.quoted(account)), or correct `customer.account`"
      )
    }
  }

  /// Whether something was collected of an account that is not known: it may be this one.
  private static func hasUnnamedSource(_ state: CloudState, _ account: String) -> Bool {
    let kind: CloudSource.Kind = account.utf8.count == 36 ? .azure : .aws
    return state.sources.contains { $0.kind == kind && $0.account == nil }
  }
}
