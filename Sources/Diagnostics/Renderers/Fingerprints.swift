/// Names findings by what they say of which place, not by line, so that a name survives edits above it.
///
/// A name is a 64-bit FNV-1a digest of rule, path and address; where several findings of a file share them, the later
/// ones carry a number. No file's names depend on another file. A name tells findings apart, and is not a security
/// measure.
struct Fingerprints {
  private var counts: [UInt64: Int] = [:]
  private var file: ByteKey?

  /// The name of the next finding, in the order of `Report.all`.
  mutating func next(_ finding: Diagnostic, in report: Report) -> String {
    let source = finding.location.source
    if file != ByteKey(source.path) {
      file = ByteKey(source.path)
      counts.removeAll(keepingCapacity: true)
    }
    let digest = Fingerprints.digest("\(finding.about.id)\n\(report.pathFromRoot(source))\n\(finding.address)")
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
