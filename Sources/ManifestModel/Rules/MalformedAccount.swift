import Diagnostics
import YAMLTree

/// `malformed-account`.
package enum MalformedAccount {
  package static let about = RuleAbout(
    "malformed-account",
    .values,
    .error,
    .malformed,
    summary: "An account that is not 12 digits on AWS or not a GUID on Azure; a subscription that is not a GUID.",
    why:
      """
      Adobe allows exactly this account on its endpoint service; a wrong one leaves your connection request \
      unanswered.
      """,
    remedy: "Copy the number from `aws sts get-caller-identity` or `az account show`.",
    basis: .service("Prerequisites"),
    example: .init(.aws, bad: [("account: \"210987654321\"", "account: \"2109-8765-4321\"")])
  )
}

extension MalformedAccount {
  /// The account of a project's customer.
  static func report(_ text: Text, at place: Place, _ cloud: Cloud?, to findings: inout Findings) {
    // Which of the two shapes to ask for cannot be known.
    guard let cloud else { return }
    guard Account(text) == nil else { return reportOther(text, at: place, cloud, to: &findings) }
    if cloud == .azure { return reportSubscription(text, at: place, to: &findings) }
    let written = text.string
    let digits = String(written.filter { $0 != "-" && $0 != " " })
    let isMerelyParted = digits.count == 12 && digits.isDigits
    let contained = isMerelyParted ? nil : ContainedIdentifier.account(in: written)
    let label =
      if isMerelyParted {
        "with dashes or spaces in it"
      } else if text.isDigits {
        "\(Display.count(text.count, "digit"))" + (text.count == 11 ? "; perhaps a leading zero was lost" : "")
      } else if written.hasPrefix("arn:") {
        "an ARN; the account is the number in it"
      } else if contained != nil {
        "contains more than the number"
      } else {
        "not 12 digits"
      }
    let span = findings.tree[place.node].span
    findings.add(
      about,
      at: FindingPlace(place),
      "\(Display.quoted(written)) is not an AWS account number: expected 12 digits",
      label: label,
      help: "`aws sts get-caller-identity --query Account` prints it",
      fix: isMerelyParted
        ? Fix(.safe, "write the 12 digits", edits: [Edit(span, "\"\(digits)\"")])
        : contained.map { Fix(.suggested, "write the number alone", edits: [Edit(span, "\"\($0)\"")]) }
    )
  }

  private static func reportOther(_ text: Text, at place: Place, _ cloud: Cloud, to findings: inout Findings) {
    let what =
      cloud == .aws
      ? "\(Display.quoted(text.string)) is an Azure subscription ID"
      : "\(Display.quoted(text.string)) is an AWS account number"
    CloudMismatch.report(
      what,
      at: place,
      cloud,
      help: cloud == .aws
        ? "give the AWS account number: `aws sts get-caller-identity --query Account`"
        : "give the subscription ID: `az account show --query id`",
      to: &findings
    )
  }

  private static let ownOrigin = "`az account show --query id` prints it"

  /// `origin` says where a subscription ID is found: not with the customer's client, if it is Adobe's.
  static func reportSubscription(
    _ text: Text,
    at place: Place,
    origin: String = ownOrigin,
    to findings: inout Findings
  ) {
    if AWSAccount(text) != nil {
      return CloudMismatch.report(
        "\(Display.quoted(text.string)) is an AWS account number",
        at: place,
        .azure,
        help: "give the subscription ID: \(origin)",
        to: &findings
      )
    }
    let inner = text.count == 38 && text.bytes[0] == UInt8(ascii: "{") ? text[1..<37] : text
    let isMerelyBraced = inner.count == 36 && GUID(inner) != nil
    let name = isMerelyBraced ? nil : subscriptionName(text)
    let span = findings.tree[place.node].span
    findings.add(
      about,
      at: FindingPlace(place),
      "\(Display.quoted(text.string)) is not an Azure subscription ID: expected 32 hex digits in groups of 8-4-4-4-12",
      label: isMerelyBraced ? "in braces" : name == nil ? "not a GUID" : "perhaps the name of a subscription",
      help: (origin == ownOrigin ? name : nil).map {
        "write its ID; `az account show --subscription \"\($0)\" --query id` prints it"
      } ?? origin,
      fix: isMerelyBraced ? Fix(.safe, "write it without braces", edits: [Edit(span, inner.string)]) : nil
    )
  }

  /// A text that can be the name of a subscription, and be shown in a command: words with a letter that no ID has.
  private static func subscriptionName(_ text: Text) -> String? {
    let groups = text.parts(by: UInt8(ascii: "-")) ?? []
    let isNearlyID = groups.count == 5 && groups[1...3].allSatisfy { $0.count == 4 }
    let isName =
      !isNearlyID && text.isPrintableASCII
      && text.bytes.allSatisfy { EndpointDNS.isLowerAlphanumeric(Text.fold($0)) || " -_.".utf8.contains($0) }
      && text.bytes.contains { Text.fold($0) > UInt8(ascii: "f") && Text.fold($0) <= UInt8(ascii: "z") }
    return isName ? text.string : nil
  }
}
