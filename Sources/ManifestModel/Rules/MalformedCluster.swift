import Diagnostics
import YAMLTree

/// `malformed-cluster`.
package enum MalformedCluster {
  package static let about = RuleAbout(
    "malformed-cluster",
    .values,
    .warning,
    .malformed,
    summary: "A cluster ID with characters that cluster IDs do not contain.",
    why: "On Azure, Adobe finds the environment's cluster by this ID.",
    remedy: "Copy the output of `cat /etc/platform_cluster` on the environment.",
    basis: .service("Prerequisites"),
    example: .init(.azure, bad: [("cluster: 767u4hathojjw_stg", "cluster: ssh://767u4hathojjw_stg")])
  )
}

extension MalformedCluster {
  static func report(_ text: Text, at place: Place, _ cloud: Cloud?, to findings: inout Findings) {
    findings.add(
      about,
      at: FindingPlace(place),
      "\(Display.quoted(text.string)) is not a cluster ID: only letters, digits, `_` and `-` are allowed",
      label: "not a cluster ID",
      help: EnvironmentKey.cluster.field.origin?.on(cloud)
    )
  }
}
