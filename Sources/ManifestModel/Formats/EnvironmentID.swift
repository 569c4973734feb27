import YAMLTree

/// What an environment's ID tells of its type, without letter case.
package enum EnvironmentID {
  /// `production`; `staging`, `staging2`, `staging-x`; `integration`, `master`, `development`, `local` with or without a suffix. `master` is told as
  /// integration: on Pro it runs on the integration platform. nil: the ID tells nothing.
  package static func type(of id: Text) -> EnvironmentType? {
    if id.equalsIgnoringCase(Text("production")) { return .production }
    let text = id.bytes.map(Text.fold)
    if let rest = text.dropping("staging"), rest.isEmpty || rest.allSatisfy({ $0 &- 48 < 10 }) || isSuffix(rest) {
      return .staging
    }
    let barred: [(String, EnvironmentType)] = [
      ("integration", .integration), ("master", .integration), ("development", .development), ("local", .local),
    ]
    for (name, type) in barred {
      if let rest = text.dropping(name), rest.isEmpty || isSuffix(rest) { return type }
    }
    return nil
  }

  private static func isSuffix(_ rest: ArraySlice<UInt8>) -> Bool {
    rest.count > 1 && (rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "_")) && !rest.contains(10)
  }
}

extension [UInt8] {
  /// What follows the prefix; nil where it is not one.
  func dropping(_ prefix: String) -> ArraySlice<UInt8>? {
    starts(with: prefix.utf8) ? self[prefix.utf8.count...] : nil
  }
}
