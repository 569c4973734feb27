import Diagnostics

/// What the name of a file in a snapshot says: `aws/<account>/<region>/<call>[--<subject>].json`, `azure/<subscription>/…`.
struct SnapshotName {
  let path: String
  /// The file's name without `.json`, up to `--`.
  let call: String
  let subject: String?
  let account: String?
  let region: String?
  let folder: String

  /// Whether it is in the layout of the collecting script, and named after one of its calls.
  var isAnswer: Bool { account != nil && SnapshotName.calls.contains(call) && path.hasSuffix(".json") }

  /// What distinguishes a call from others.
  var key: String { SnapshotName.key(call, subject: subject, account: account, region: region) }

  static func key(_ call: String, subject: String?, account: String?, region: String?) -> String {
    "\(account ?? "")/\(region ?? "")/\(call)" + (subject.map { "--" + $0 } ?? "")
  }

  static let calls: Set<String> = [
    "get-caller-identity", "describe-vpc-endpoints", "describe-vpc-endpoint-services",
    "describe-vpc-endpoint-service-configurations", "describe-vpc-endpoint-service-permissions",
    "describe-vpc-endpoint-connections", "describe-security-groups", "describe-load-balancers", "describe-listeners",
    "describe-target-groups", "describe-target-health", "account-show", "private-link-service-list",
    "private-link-service-show", "private-endpoint-list", "private-endpoint-show", "private-endpoint-connection-list",
    "nic-list", "lb-list", "lb-show",
  ]

  init(_ path: String) {
    self.path = path
    let parts = path.parts(between: "/")
    var name = parts.last ?? ""
    if name.hasSuffix(".json") { name = String(name.dropLast(5)) }
    let named = name.parts(around: "--")
    (call, subject) = (named?.before ?? name, named?.after)
    folder = parts.dropLast().joined(separator: "/")
    let folders = parts.dropLast()
    // `eu-west-1.old` is no region: a copy of a folder is one with any other name.
    if folders.count >= 3, folders[folders.count - 3] == "aws",
      CloudIdentifier.isAccount(folders[folders.count - 2]), CloudIdentifier.isRegion(folders[folders.count - 1])
    {
      (account, region) = (folders[folders.count - 2], folders[folders.count - 1])
    } else if folders.count >= 2, folders[folders.count - 2] == "azure",
      CloudIdentifier.isGUID(folders[folders.count - 1])
    {
      (account, region) = (folders[folders.count - 1].lowercased(), nil)
    } else {
      (account, region) = (nil, nil)
    }
  }
}
