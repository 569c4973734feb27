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
      "Adobe allows exactly this account on its endpoint service; a wrong one leaves your connection request unanswered.",
    remedy: "Copy the number from `aws sts get-caller-identity` or `az account show`.",
    basis: .service("Prerequisites"),
    example: .init(.aws, bad: [("account: \"210987654321\"", "account: \"2109-8765-4321\"")])
  )
}

/// `port-out-of-range`.
package enum PortOutOfRange {
  package static let about = RuleAbout(
    "port-out-of-range",
    .values,
    .error,
    .malformed,
    summary: "A port that is an integer, but not from 1 to 65535.",
    why: "There is no such port to open.",
    remedy: "Write the port the service listens on.",
    basis: .fact("TCP and UDP port numbers have 16 bits, and 0 is reserved"),
    example: .init(.aws, bad: [("port: 2222", "port: 70000")])
  )
}

/// `malformed-cluster`.
package enum MalformedCluster {
  package static let about = RuleAbout(
    "malformed-cluster",
    .values,
    .warning,
    .malformed,
    summary: "A cluster ID with characters a cluster ID does not have.",
    why: "On Azure, Adobe finds the environment's cluster by this ID.",
    remedy: "Copy the output of `cat /etc/platform_cluster` on the environment.",
    basis: .service("Prerequisites"),
    example: .init(.azure, bad: [("cluster: 767u4hathojjw_stg", "cluster: ssh://767u4hathojjw_stg")])
  )
}

/// `malformed-date`.
package enum MalformedDate {
  package static let about = RuleAbout(
    "malformed-date",
    .values,
    .error,
    .malformed,
    summary: "A date that is not a day of the calendar written `YYYY-MM-DD`.",
    why: "Day and month in another order would be another day.",
    remedy: "Write the date as `2027-01-29`.",
    example: .init(.aws, bad: [("        customer:", "        needed_by: 29.01.2027\n        customer:")])
  )
}

/// `malformed-email`.
package enum MalformedEmail {
  package static let about = RuleAbout(
    "malformed-email",
    .values,
    .error,
    .malformed,
    summary: "A contact's address that is no e-mail address.",
    why: "Support could not reach the contact.",
    remedy: "Write one address, without a name around it.",
    example: .init(.aws, bad: [("projects:", "contacts:\n  - { name: Network, email: netops }\nprojects:")])
  )
}

extension Decoder {
  // MARK: Accounts

  mutating func account(_ slot: Slot, _ cloud: Cloud?) -> Field<Account> {
    let field = CustomerKey.account.field
    let account: Field<Account> = identifier(
      slot,
      field,
      isRequired: true,
      parse: { text in Account(text).flatMap { cloud == nil || $0.cloud == cloud ? $0 : nil } },
      mayBeSample: \.isSample,
      explain: { $0.reportMalformedAccount($1, $2, cloud) }
    )
    if case .aws? = account.present, tree[account.place.node].style == .plain {
      reportUnquotedDigits(tree.text(account.place.node), account.place, "account")
    }
    return account
  }

  private mutating func reportMalformedAccount(_ text: Text, _ place: Place, _ cloud: Cloud?) {
    if let cloud, Account(text) != nil {
      let what =
        cloud == .aws
        ? "\(Shown.quoted(text.string)) is an Azure subscription ID"
        : "\(Shown.quoted(text.string)) is an AWS account number"
      return reportValueOfOtherCloud(
        what,
        at: place,
        cloud,
        help: cloud == .aws
          ? "give the AWS account number: `aws sts get-caller-identity --query Account`"
          : "give the subscription ID: `az account show --query id`"
      )
    }
    // Which of the two shapes to ask for cannot be told.
    guard let cloud else { return }
    if cloud == .azure { return reportMalformedGUID(text, place) }
    let written = text.string
    let digits = String(written.filter { $0 != "-" && $0 != " " })
    let isMerelyParted = digits.count == 12 && digits.isDigits
    let label =
      if isMerelyParted {
        "parted by dashes or blanks"
      } else if text.isDigits {
        "\(Shown.count(text.count, "digit"))" + (text.count == 11 ? "; perhaps a leading zero was lost" : "")
      } else if written.hasPrefix("arn:") {
        "an ARN; the account is the number in it"
      } else {
        "not 12 digits"
      }
    findings.add(
      MalformedAccount.about,
      at: Spot(place),
      "\(Shown.quoted(written)) is not an AWS account number: 12 digits",
      label: label,
      help: "`aws sts get-caller-identity --query Account` prints it",
      fix: isMerelyParted ? Fix(.safe, "write the 12 digits", [Edit(tree[place.node].span, "\"\(digits)\"")]) : nil
    )
  }

  private mutating func reportMalformedGUID(
    _ text: Text,
    _ place: Place,
    _ origin: String = "`az account show --query id` prints it"
  ) {
    let inner = text.count == 38 && text.bytes[0] == UInt8(ascii: "{") ? text[1..<37] : text
    let isMerelyBraced = inner.count == 36 && GUID(inner) != nil
    findings.add(
      MalformedAccount.about,
      at: Spot(place),
      "\(Shown.quoted(text.string)) is not an Azure subscription ID: 32 hex digits in groups of 8-4-4-4-12",
      label: isMerelyBraced ? "in braces" : "not a GUID",
      help: origin,
      fix: isMerelyBraced ? Fix(.safe, "write it without braces", [Edit(tree[place.node].span, inner.string)]) : nil
    )
  }

  mutating func subscription(_ slot: Slot, _ field: FieldDeclaration, isRequired: Bool) -> Field<GUID> {
    let origin = field.origin?.on(.azure) ?? "`az account show --query id` prints it"
    return identifier(slot, field, isRequired: isRequired, parse: { GUID($0) }, mayBeSample: \.isSample) {
      decoder,
      text,
      place in
      if AWSAccount(text) != nil {
        decoder.reportValueOfOtherCloud(
          "\(Shown.quoted(text.string)) is an AWS account number",
          at: place,
          .azure,
          help: "give the subscription ID: \(origin)"
        )
      } else {
        decoder.reportMalformedGUID(text, place, origin)
      }
    }
  }

  // MARK: Small values

  mutating func portNumber(_ slot: Slot) -> Field<UInt16> {
    let number = integer(slot, PortKey.port.field, isRequired: true)
    guard let value = number.present else { return .faulty(at: number.place) }
    if let port = UInt16(exactly: value), port > 0 { return Field(port, at: number.place) }
    findings.add(
      PortOutOfRange.about,
      at: Spot(number.place),
      "\(Shown.quoted(tree.text(number.place.node).string)) is not a port: 1 to 65535",
      label: "out of range",
      help: "write the port on which the service listens"
    )
    return .faulty(at: number.place)
  }

  mutating func cluster(_ slot: Slot, isRequired: Bool, project: Text) -> TextField {
    let field = EnvironmentKey.cluster.field
    switch scalar(slot, field, isRequired: isRequired) {
    case .absent: return TextField()
    case .faulty(let place): return TextField(state: .faulty, place: place)
    case .text(let text, let place):
      // The project ID in it is random letters: no run of `x` in there is a placeholder.
      guard let current = examine(text, place, field, isFreeText: false, exempting: project) else {
        return TextField(state: .faulty, place: place)
      }
      if !ClusterID.isOne(current) {
        findings.add(
          MalformedCluster.about,
          at: Spot(place),
          "\(Shown.quoted(current.string)) is not a cluster ID: letters, digits, `_` and `-`",
          label: "not a cluster ID",
          help: field.origin?.on(cloud)
        )
        return TextField(state: .faulty, place: place)
      }
      return TextField(state: .present, place: place)
    }
  }

  mutating func reportMalformedDate(_ text: Text, _ place: Place, _ field: FieldDeclaration) {
    let parts = text.string.split(separator: "-", omittingEmptySubsequences: false)
    let isOfForm = parts.map(\.count) == [4, 2, 2] && parts.allSatisfy(\.isDigits)
    findings.add(
      MalformedDate.about,
      at: Spot(place),
      "\(Shown.quoted(text.string)) is not a date: `YYYY-MM-DD`",
      label: isOfForm ? "the calendar has no such day" : "not of the form",
      help: "write the year, the month and the day, for example `\(field.key): \(field.example)`"
    )
  }

  mutating func reportMalformedEmail(_ text: Text, _ place: Place) {
    findings.add(
      MalformedEmail.about,
      at: Spot(place),
      "\(Shown.quoted(text.string)) is not an e-mail address",
      label: "not an address",
      help: "write one address alone, for example `netops@northwind.example`"
    )
  }
}
