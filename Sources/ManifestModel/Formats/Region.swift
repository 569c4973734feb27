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
    let data = RegionData.known[name.string]
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
  /// AWS: two to four letters, one or more words, a number, by dashes. Azure: letters, then digits.
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
    return letters.count >= 4 && name.count <= 40 && name.bytes.dropFirst(letters.count).allSatisfy { $0 &- 48 < 10 }
  }

  private static func isLowercase(_ byte: UInt8) -> Bool { byte &- 97 < 26 }

  /// `West Europe`, `west-europe`, `WestEurope` as `westeurope`, where that is a known Azure region.
  package static func azureName(from display: String) -> String? {
    let name = display.lowercased().filter { $0 != " " && $0 != "-" && $0 != "_" }
    return RegionData.known[name]?.cloud == .azure && name != display ? name : nil
  }

  /// The region an availability zone (`eu-west-1a`) lies in.
  package static func ofZone(_ zone: String) -> String? {
    guard let last = zone.utf8.last, last &- 97 < 26 else { return nil }
    let region = String(zone.dropLast())
    return RegionData.known[region]?.cloud == .aws ? region : nil
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
      return !number.isEmpty && number.utf8.allSatisfy { $0 &- 48 < 10 }
    }
    return parts.count == 3 && parts[0] == "az" && parts[2].utf8.allSatisfy { $0 &- 48 < 10 }
  }
}
