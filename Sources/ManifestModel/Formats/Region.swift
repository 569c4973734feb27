import Diagnostics
import YAMLTree

/// A region name of a file, as an index into its table: equal names have equal IDs.
package struct RegionID: Sendable, Equatable {
  let index: UInt32
}

/// The distinct region names of a file.
package struct RegionTable: Sendable {
  package struct Entry: Sendable {
    package let name: Text
    /// The cloud whose shape the name has; nil: neither's.
    package let cloud: Cloud?
    package let isKnown: Bool
    /// Adobe's map shows Adobe Commerce there.
    package let isHosting: Bool
  }

  private var entries: [Entry] = []
  private var ids: [Text: UInt32] = [:]
  private var last: UInt32 = 0

  package subscript(id: RegionID) -> Entry { entries[Int(id.index)] }

  mutating func intern(_ name: Text) -> RegionID {
    if Int(last) < entries.count, entries[Int(last)].name == name { return RegionID(index: last) }
    if let known = ids[name] {
      last = known
      return RegionID(index: known)
    }
    let data = RegionList.known[name.string]
    last = UInt32(entries.count)
    entries.append(
      Entry(
        name: name,
        cloud: data?.cloud ?? Region.shape(of: name),
        isKnown: data != nil,
        isHosting: data?.isHosting ?? false
      )
    )
    ids[name] = last
    return RegionID(index: last)
  }
}

/// The shapes of region names.
package enum Region {
  /// AWS: two to four letters, one or more words, a number, by dashes. Azure: letters, then digits, and `euap` or `stg`
  /// where it is not for everybody.
  package static func shape(of name: Text) -> Cloud? {
    if isAWS(name) { return .aws }
    return isAzure(name) ? .azure : nil
  }

  package static func isAWS(_ name: Text) -> Bool {
    guard let parts = name.parts(by: UInt8(ascii: "-")), parts.count >= 3 else { return false }
    let (first, last) = (name[parts[0]], name[parts[parts.count - 1]])
    return (2...4).contains(first.count)
      && parts.dropLast().allSatisfy { !$0.isEmpty && name.bytes[$0].allSatisfy(isLowercase) }
      && (1...2).contains(last.count) && last.isDigits
  }

  package static func isAzure(_ name: Text) -> Bool {
    let letters = name.bytes.prefix(while: isLowercase)
    guard letters.count >= 4, name.count <= 40 else { return false }
    let end = Text(name.bytes.dropFirst(letters.count).drop { $0.isDigit })
    return end.isEmpty || end == "euap" || end == "stg"
  }

  private static func isLowercase(_ byte: UInt8) -> Bool { byte.isSmallLetter }

  /// The code of a known region that is written in another way; nil for the code itself.
  package static func code(from text: String, on cloud: Cloud) -> String? {
    let code = cloud == .azure ? azureCode(from: text) : awsCode(from: text)
    return code == text ? nil : code
  }

  /// `West Europe`, `west-europe`, `(Europe) West Europe`, `West Europe (westeurope)`.
  private static func azureCode(from text: String) -> String? {
    let outside = text.split(separator: "(", omittingEmptySubsequences: false).enumerated().map { index, piece in
      index == 0 ? piece : piece.drop { $0 != ")" }.dropFirst()
    }
    let code = letters(outside.joined())
    guard RegionList.known[code]?.cloud == .azure else { return nil }
    let inside = letters(text).replacingFirst(code, with: "")
    return inside.isEmpty || inside == code || RegionList.azureGeographies.contains(inside) ? code : nil
  }

  /// `Europe (Frankfurt)`, `eu-central-1 (Frankfurt)`, `Europe (Frankfurt) eu-central-1`, `EU_CENTRAL_1`.
  private static func awsCode(from text: String) -> String? {
    // A missing dash is a typo; another character in its place is not.
    let spelled = String(text.lowercased().map { "_. ".contains($0) ? "-" : $0 }.drop { $0 == "-" })
    let code = String(spelled.reversed().drop { $0 == "-" }.reversed())
    if RegionList.awsNames[code] != nil { return code }
    let written = letters(text)
    if let code = RegionList.awsByLetters[written] { return code }
    for word in text.split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == "-") }) {
      guard let name = RegionList.awsNames[word.lowercased()] else { continue }
      let rest = written.replacingFirst(letters(String(word)), with: "")
      return letters(name).contains(rest) ? word.lowercased() : nil
    }
    return nil
  }

  /// The code of a known region beside words that only say that it is one: `AWS us-east-1`, `US-3 (us-east-1)`.
  static func code(within text: String, on cloud: Cloud) -> String? {
    let words = text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "-") }.map(String.init)
    let others = words.filter { !["aws", "azure", "amazon", "region"].contains($0) && !isAdobeLabel($0) }
    guard words.count > 1, others.count == 1, RegionList.known[others[0]]?.cloud == cloud else { return nil }
    return others[0]
  }

  private static func letters(_ text: String) -> String { RegionList.letters(of: text) }

  /// The region of a zone's ID, which AWS names alike in every account: `use1-az1` is in us-east-1; nil for what is
  /// none.
  static func ofZoneID(_ text: String) -> String? {
    guard let dash = text.firstRange(of: "-az"), !text[dash.upperBound...].isEmpty,
      text[dash.upperBound...].utf8.allSatisfy({ $0.isDigit })
    else { return nil }
    let names = RegionList.known.filter { $0.value.cloud == .aws && shortName(of: $0.key) == text[..<dash.lowerBound] }
    return names.count == 1 ? names.first?.key : nil
  }

  /// `us-east-1` as `use1`, `ap-southeast-2` as `apse2`.
  private static func shortName(of region: String) -> String {
    let initials = ["northeast": "ne", "northwest": "nw", "southeast": "se", "southwest": "sw"]
    let parts = region.split(separator: "-").map(String.init)
    guard let first = parts.first, let last = parts.last else { return region }
    return first + parts.dropFirst().dropLast().map { initials[$0] ?? String($0.prefix(1)) }.joined() + last
  }

  /// The region of an availability zone: `eu-west-1a`, or `us-west-2-lax-1a` of a local zone; nil for what is not a
  /// zone.
  package static func ofZone(_ zone: String) -> String? {
    guard let last = zone.utf8.last, last.isSmallLetter else { return nil }
    let parts = zone.dropLast().split(separator: "-", omittingEmptySubsequences: false)
    for count in (3...max(3, parts.count)).reversed() {
      let region = parts.prefix(count).joined(separator: "-")
      if RegionList.known[region]?.cloud == .aws { return region }
    }
    return nil
  }

  /// `us-3`, `eu-5.magento.cloud`, `az-westeurope-1`: the labels of Adobe's own platform.
  package static func isAdobeLabel(_ text: String) -> Bool {
    var label = Substring(text.lowercased())
    if label.hasPrefix("https://") { label = label.dropFirst(8) }
    for suffix in [".magento.cloud", ".magentosite.cloud"] where label.hasSuffix(suffix) {
      label = label.dropLast(suffix.count)
    }
    if ["us", "eu", "ap"].contains(label) { return true }
    let parts = label.split(separator: "-", omittingEmptySubsequences: false)
    if parts.count == 2, ["us", "eu", "ap"].contains(parts[0]) {
      let number = parts[1].hasPrefix("a") ? parts[1].dropFirst() : parts[1]
      return number.isDigits
    }
    return parts.count == 3 && parts[0] == "az" && parts[2].utf8.allSatisfy { $0.isDigit }
  }
}

extension String {
  /// With the first place where a text is in it replaced.
  fileprivate func replacingFirst(_ text: String, with other: String) -> String {
    guard !text.isEmpty, let range = firstRange(of: text) else { return self }
    return replacingCharacters(in: range, other)
  }

  private func replacingCharacters(in range: Range<String.Index>, _ other: String) -> String {
    String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
  }
}
