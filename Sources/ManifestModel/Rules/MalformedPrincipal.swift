import Diagnostics
import YAMLTree

/// `malformed-principal`.
package enum MalformedPrincipal {
  package static let about = RuleAbout(
    "malformed-principal",
    .values,
    .error,
    .malformed,
    summary: "An entry of `allowed_principals` that AWS does not accept.",
    why: "AWS rejects it, or it allows nobody.",
    remedy: "Write `arn:aws:iam::<account>:root`, `…:role/<name>` or `…:user/<name>`, without a path.",
    basis: .fact("AWS: principal ARNs of endpoint service permissions take no path"),
    example: .init(
      .aws,
      bad: Examples.bidirectional(
        principals: "\"arn:aws:iam::402592597372:root\", \"arn:aws:iam::210987654321:role/team/erp\""
      ),
      good: Examples.bidirectional()
    )
  )
}

extension MalformedPrincipal {
  static func report(_ text: Text, at place: Place, to findings: inout Findings) {
    let written = text.string
    let role = role(ofSession: text)
    let (label, help) =
      if let role {
        ("a role session", "write the role: `\(role)`")
      } else if written.contains(":role/") || written.contains(":user/"), written.split(separator: "/").count > 2 {
        ("a path in the name", "AWS accepts no path here: write only the name of the role or user")
      } else if let parts = text.parts(by: UInt8(ascii: ":")), parts.count > 1, Partition.isIsolated(text[parts[1]]) {
        ("an unsupported partition", "Adobe Commerce is not hosted there: allow an account in the project's partition")
      } else if written.hasSuffix(":user/root") {
        ("no such user", "for the whole account, write `:root`")
      } else if AWSAccount(text) != nil {
        ("an account number", "write `arn:aws:iam::\(written):root`")
      } else if written.hasPrefix("arn:") {
        ("not an account, role or user", "write `arn:aws:iam::<account>:root`, `…:role/<name>` or `…:user/<name>`")
      } else {
        ("not an ARN", "write an ARN such as `arn:aws:iam::<account>:root`")
      }
    findings.add(
      about,
      at: FindingPlace(place),
      "\(Display.quoted(written)) is not a principal an endpoint service can allow",
      label: label,
      help: help,
      fix: role.map { Fix(.suggested, "write the role", edits: [Edit(findings.tree[place.node].span, $0)]) }
    )
  }

  /// The role whose session `aws sts get-caller-identity` prints:
  /// `arn:aws:sts::<account>:assumed-role/<role>/<session>`.
  private static func role(ofSession text: Text) -> String? {
    guard let fields = text.parts(by: UInt8(ascii: ":")), fields.count == 6, text[fields[2]] == "sts",
      let parts = text[fields[5]].parts(by: UInt8(ascii: "/")), parts.count == 3,
      text[fields[5]][parts[0]] == "assumed-role"
    else { return nil }
    let role =
      "arn:\(text[fields[1]].string):iam::\(text[fields[4]].string):role/\(text[fields[5]][parts[1]].string)"
    let bytes = Array(role.utf8)
    return bytes.withUnsafeBufferPointer {
      if case .identity? = Principal(Text($0)) { role } else { nil }
    }
  }
}
