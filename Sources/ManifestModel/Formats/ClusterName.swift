import Diagnostics
import YAMLTree

/// The usual form of a cluster's ID on Azure: the project ID, and for other environments than production `_` and a
/// word.
package struct ClusterName: Sendable {
  package let project: TextRange
  package let suffix: TextRange?

  /// Nil for any other form.
  package init?(_ text: Text) {
    let stem = text.bytes.prefix { $0 != UInt8(ascii: "_") }.count
    guard ProjectID.isOne(text[0..<stem]) else { return nil }
    project = TextRange(0..<stem)
    guard stem < text.count else {
      suffix = nil
      return
    }
    let word = text[stem + 1..<text.count]
    guard !word.isEmpty, word.bytes.allSatisfy(EndpointDNS.isLowerAlphanumeric) else { return nil }
    suffix = TextRange(stem + 1..<text.count)
  }
}

/// The end of a staging cluster's ID: `_stg`, `_stg2`.
package struct StagingSuffix: Sendable {
  /// With its `_`.
  package let text: String

  package init?(_ cluster: Text) {
    guard let mark = cluster.bytes.lastIndex(of: UInt8(ascii: "_")), mark > 0 else { return nil }
    let word = cluster[mark + 1..<cluster.count].string.lowercased()
    guard
      ["stg", "staging"].contains(where: {
        word.hasPrefix($0) && word.dropFirst($0.count).utf8.allSatisfy { $0.isDigit }
      })
    else { return nil }
    text = cluster[mark..<cluster.count].string
  }
}
