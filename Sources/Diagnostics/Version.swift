/// What this build is: the one place of the version, which packages, pages and the manual page take from here.
package enum Version {
  /// The version by semver.org; the tag of its release puts a `v` before it.
  package static let number = "0.1.0"
  /// The address on GitHub of the repository it was released from, without a slash at the end.
  ///
  /// Empty in source and written by `make dist ADDRESS=…`; without it, links to pages are left out.
  package static let repository = ""
  /// The 40 hexadecimal digits of the commit; nil in a build from a checkout.
  ///
  /// git writes them when it exports an archive: `make dist` builds from one, and so does whoever downloads the source.
  package static let commit = commit(exported: "$Format:%H$")
  /// The address of the documentation of this version; empty without one of the repository.
  package static var documentation: String { repository.isEmpty ? "" : "\(repository)/blob/v\(number)/docs" }

  static func commit(exported: String) -> String? {
    let digits = exported.utf8
    let isHash = digits.count == 40 && digits.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    return isHash ? exported : nil
  }
}
