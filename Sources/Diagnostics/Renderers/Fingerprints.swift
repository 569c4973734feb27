/// Names findings by what they say of which place, not by line, so that a name survives edits above it.
///
/// A name is a 64-bit FNV-1a digest of rule and address; where several findings share them, the later ones carry a number. It tells
/// findings apart, and is no security measure.
struct Fingerprints {
  private var counts: [UInt64: Int] = [:]

  /// The name of the next finding, in the order of `Report.all`.
  mutating func next(_ finding: Diagnostic, in report: Report) -> String {
    // What has no address is the file's own: there the path stands for it.
    let place = finding.address.isEmpty ? report.plainPath(finding.location.source) : finding.address
    let digest = Fingerprints.digest("\(finding.about.id)\n\(place)")
    let number = counts[digest, default: 0] + 1
    counts[digest] = number
    let hex = String(digest, radix: 16)
    let name = String(repeating: "0", count: 16 - hex.count) + hex
    return number == 1 ? name : "\(name)-\(number)"
  }

  private static func digest(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
