import Diagnostics
import YAMLTree

/// What an environment's ID says about its type, ignoring letter case.
package enum EnvironmentID {
  /// `production`; `staging`, `staging2`, `staging-x`; `integration`, `integration2`, `master`, `development`, `local`
  /// with or without a suffix. `master` is reported as integration: on Pro it runs on the integration platform. nil:
  /// the ID says nothing.
  package static func type(of id: Text) -> EnvironmentType? {
    if id.equalsIgnoringCase(Text("production")) { return .production }
    let text = id.bytes.map(Text.fold)
    if let rest = text.dropping("staging"), rest.isEmpty || rest.allSatisfy({ $0.isDigit }) || isSuffix(rest) {
      return .staging
    }
    let barred: [(String, EnvironmentType)] = [
      ("integration", .integration), ("master", .integration), ("development", .development), ("local", .local),
    ]
    for (name, type) in barred {
      guard let rest = text.dropping(name) else { continue }
      // Further integration environments are numbered as those of staging are.
      let isNumber = name == "integration" && rest.allSatisfy { $0.isDigit }
      if rest.isEmpty || isNumber || isSuffix(rest) { return type }
    }
    return nil
  }

  /// `production` or `staging`, if an ID that says nothing is one or two typos away; nil if it is a longer name with
  /// one of these in it.
  package static func nearest(to id: String) -> String? {
    let trimmed = id.split(separator: " ").joined(separator: " ").lowercased()
    return ["production", "staging"].first { name in
      if trimmed == name { return true }
      guard !trimmed.contains(name) else { return false }
      return NearestName.distance(from: Array(trimmed.utf8), to: Array(name.utf8), atMost: name.utf8.count > 8 ? 2 : 1)
        != nil
    }
  }

  /// The ID that is meant by what people call the two environments that can be connected; nil for any other word.
  package static func inFull(_ id: String) -> String? {
    ["prod": "production", "prd": "production", "live": "production", "stage": "staging", "stg": "staging"][
      id.lowercased()
    ]
  }

  private static func isSuffix(_ rest: ArraySlice<UInt8>) -> Bool {
    rest.count > 1 && (rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "_"))
      && !rest.contains(UInt8(ascii: "\n"))
  }
}

extension [UInt8] {
  /// What follows the prefix; nil if it is not one.
  func dropping(_ prefix: String) -> ArraySlice<UInt8>? {
    starts(with: prefix.utf8) ? self[prefix.utf8.count...] : nil
  }
}
