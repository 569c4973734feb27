import Diagnostics

/// What the examples of the rules about ignores share.
enum IgnoreExample {
  static let port = "- { service: SFTP, port: 2222 }"
  static let reason = "asked for in ticket 251234567"

  /// An ignore of what only `audit` finds, after a port: without what was collected, no finding comes back where the
  /// ignore has no effect.
  static func ofCloud(bad: String, good: String) -> RuleAbout.Example {
    func ignoring(_ comment: String) -> [(find: String, replace: String)] {
      [(port, "\(port)  # privatelint: \(comment)")]
    }
    return .init(.aws, bad: ignoring(bad), good: ignoring(good))
  }

  /// An ignore after a port that is barred.
  static func of(bad: String, good: String) -> RuleAbout.Example {
    func barred(_ comment: String) -> [(find: String, replace: String)] {
      [(port, "- { service: Webserver, port: 443 }  # privatelint: \(comment)")]
    }
    return .init(.aws, bad: barred(bad), good: barred(good))
  }
}
