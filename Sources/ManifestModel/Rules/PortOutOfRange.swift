import Diagnostics
import YAMLTree

/// `port-out-of-range`.
package enum PortOutOfRange {
  package static let about = RuleAbout(
    "port-out-of-range",
    .values,
    .error,
    .malformed,
    summary: "A port that is an integer outside the range 1 to 65535.",
    why: "There is no such port to open.",
    remedy: "Write the port that the service listens on.",
    basis: .fact("TCP and UDP port numbers have 16 bits, and 0 is reserved"),
    example: .init(.aws, bad: [("port: 2222", "port: 70000")])
  )
}

extension PortOutOfRange {
  static func report(at place: Place, to findings: inout Findings) {
    findings.add(
      about,
      at: FindingPlace(place),
      "\(Display.quoted(findings.tree.text(place.node).string)) is not a port: expected 1 to 65535",
      label: "out of range",
      help: "write the port on which the service listens"
    )
  }
}
