import Diagnostics

/// What the name of a file in a snapshot says: `aws/<account>/<region>/<call>[--<subject>].json`,
/// `azure/<subscription>/…`.
struct SnapshotName {
  let path: String
  /// The file's name without `.json`, up to `--`.
  let call: String
  let subject: String?
  let account: String?
  let region: String?
  let folder: String
  /// The folder that `aws` or `azure` is in; nil in any other layout.
  let root: String?
  /// Whether the folder has nearly the name of one that the collecting script makes: `eu-west-1.old`.
  let isCopy: Bool

  /// Whether it is in the layout of the collecting script, and named after one of its calls.
  var isAnswer: Bool { account != nil && SnapshotName.calls.contains(call) && path.hasSuffix(".json") }

  /// Whether the collecting script names a file so: after a call that it makes, and after the ID of what was asked for
  /// if there is one.
  var isOfScript: Bool {
    guard isAnswer, !call.hasSuffix("-show") || call == "account-show", call != "private-endpoint-connection-list"
    else {
      return false
    }
    guard let subject else { return true }
    let id = subject.utf8.lastIndex(of: UInt8(ascii: "-")).map { subject[$0...].utf8.dropFirst() } ?? subject[...].utf8
    return id.count >= 8 && id.allSatisfy { $0.hexValue != nil }
  }

  /// The key that distinguishes a call from others.
  var key: String { SnapshotName.key(call, subject: subject, account: account, region: region) }

  static func key(_ call: String, subject: String?, account: String?, region: String?) -> String {
    "\(account ?? "")/\(region ?? "")/\(call)" + (subject.map { "--" + $0 } ?? "")
  }

  static let calls = Set(
    wordsOf: """
      get-caller-identity describe-vpc-endpoints describe-vpc-endpoint-services
      describe-vpc-endpoint-service-configurations describe-vpc-endpoint-service-permissions
      describe-vpc-endpoint-connections describe-security-groups describe-load-balancers describe-listeners
      describe-target-groups describe-target-health account-show private-link-service-list private-link-service-show
      private-endpoint-list private-endpoint-show private-endpoint-connection-list nic-list lb-list lb-show
      """
  )

  /// `previous`: the name before it, whose folder is mostly the same.
  init(_ path: String, after previous: SnapshotName? = nil) {
    self.path = path
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    folder = slash.map { String(path[..<$0]) } ?? ""
    var name = slash.map { String(path[path.utf8.index(after: $0)...]) } ?? path
    if name.hasSuffix(".json") { name = String(name.dropLast(5)) }
    let named = name.parts(around: "--")
    (call, subject) = (named?.before ?? name, named?.after)
    if let previous, previous.folder.utf8.elementsEqual(folder.utf8) {
      (account, region, root, isCopy) = (previous.account, previous.region, previous.root, previous.isCopy)
      return
    }
    let folders = folder.parts(between: "/")
    let last = folders.last ?? ""
    let parent = folders.dropLast().last ?? ""
    let isOfAWS = folders.dropLast(2).last == "aws"
    if isOfAWS, CloudIdentifier.isAccount(parent), CloudIdentifier.isRegion(last) {
      (account, region, root, isCopy) = (parent, last, folders.dropLast(3).joined(separator: "/"), false)
    } else if parent == "azure", CloudIdentifier.isGUID(last) {
      (account, region, root, isCopy) = (last.lowercased(), nil, folders.dropLast(2).joined(separator: "/"), false)
    } else {
      (account, region, root) = (nil, nil, nil)
      isCopy = isOfAWS || parent == "azure" || CloudIdentifier.isAccount(parent) || CloudIdentifier.isGUID(last)
    }
  }
}
