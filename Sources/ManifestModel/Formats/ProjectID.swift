import YAMLTree

/// The ID of an Adobe Commerce on cloud infrastructure project: 13 lower-case letters and digits.
package enum ProjectID {
  package static func isOne(_ text: Text) -> Bool {
    text.count == 13 && text.bytes.allSatisfy(EndpointDNS.isLowerAlphanumeric)
  }

  /// The same in any letter case.
  static func isOne(lowercase text: String) -> Bool {
    text.utf8.count == 13 && text.utf8.allSatisfy { EndpointDNS.isLowerAlphanumeric(Text.fold($0)) }
  }

  /// The ID inside a URL, a host name or a cluster ID (`yw1unoukjcawe_stg`), if there is exactly one.
  package static func inside(_ text: String) -> String? {
    let words = text.split { !($0.isLetter || $0.isNumber) }.map(String.init).filter { word in
      word.utf8.count == 13 && word.utf8.allSatisfy(EndpointDNS.isLowerAlphanumeric) && word.contains(where: \.isNumber)
    }
    return words.count == 1 && words[0] != text ? words[0] : nil
  }
}

/// The ID of a cluster (source: the answer of `cat /etc/platform_cluster`): a letter or digit, then letters, digits, `_` and `-`.
package enum ClusterID {
  package static func isOne(_ text: Text) -> Bool {
    guard let first = text.bytes.first, EndpointDNS.isLowerAlphanumeric(Text.fold(first)) else { return false }
    return text.bytes.allSatisfy {
      EndpointDNS.isLowerAlphanumeric(Text.fold($0)) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
    }
  }
}

/// An e-mail address, as far as its shape tells: one `@`, no spaces, a host name with a dot.
package enum EmailAddress {
  package static func isOne(_ text: Text) -> Bool {
    let parts = text.bytes.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard parts.count == 2, (1...64).contains(parts[0].count), parts[1].contains(UInt8(ascii: ".")) else {
      return false
    }
    return HostName.isOne(Text(parts[1]), international: true)
      && parts[0].allSatisfy { $0 > 32 && $0 != 127 && !"<>()[],;:\\\"".utf8.contains($0) }
  }
}
