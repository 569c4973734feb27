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
