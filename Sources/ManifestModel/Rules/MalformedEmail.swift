import Diagnostics
import YAMLTree

/// `malformed-email`.
package enum MalformedEmail {
  package static let about = RuleAbout(
    "malformed-email",
    .values,
    .error,
    .malformed,
    summary: "A contact's address that is not an e-mail address.",
    why: "Support could not reach the contact.",
    remedy: "Write one address, without a name around it.",
    example: .init(.aws, bad: [("projects:", "contacts:\n  - { name: Network, email: netops }\nprojects:")])
  )
}

extension MalformedEmail {
  static func report(_ text: Text, at place: Place, to findings: inout Findings) {
    findings.add(
      about,
      at: FindingPlace(place),
      "\(Display.quoted(text.string)) is not an e-mail address",
      label: "not an address",
      help: "write a single address and nothing else, for example `netops@northwind.example`"
    )
  }
}
