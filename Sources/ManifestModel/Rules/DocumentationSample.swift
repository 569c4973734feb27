import Diagnostics
import YAMLTree

/// `documentation-sample`: a sample ID from documentation.
package enum DocumentationSample {
  package static let about = RuleAbout(
    "documentation-sample",
    .values,
    .error,
    .documentationSample,
    summary:
      """
      A sample ID from documentation: Adobe's `vpce-007ffnb9qkcnjgult`, `vpce-0088d56482571241d` and \
      `vpce-svc-083cqvm2ta3rxqat5v`, the accounts 123456789012 and 111122223333; an account, GUID or ID that is all \
      zeros.
      """,
    why: "It was copied from an example and belongs to nobody, so Adobe cannot connect to it.",
    remedy: "Replace it with your own ID.",
    basis: .fact("sample IDs from the PrivateLink service page and the AWS and Azure documentation"),
    example: .init(.aws, bad: [("account: \"210987654321\"", "account: \"123456789012\"")])
  )

  private static let samples: [StaticString] = [
    "vpce-007ffnb9qkcnjgult", "vpce-0088d56482571241d", "vpce-svc-083cqvm2ta3rxqat5v", "123456789012", "111122223333",
    "000000000000",
    "vpce-svc-00000000000000000", "vpce-svc-00000000", "vpce-00000000000000000", "vpce-00000000",
    "00000000-0000-0000-0000-000000000000",
  ]

  /// The samples in a text, as words of their own, in order. The last group of a GUID is not an account.
  static func find(in text: Text) -> [TextRange] {
    var found: [Range<Int>] = []
    for sample in samples {
      for start in text.offsets(of: sample) {
        let range = start..<start + sample.utf8CodeUnitCount
        let isInGUID = range.count == 12 && text.bytes[..<range.lowerBound].last == UInt8(ascii: "-")
        if text.isWord(at: range), !isInGUID { found.append(range) }
      }
    }
    return found.sorted { $0.lowerBound < $1.lowerBound }.map(TextRange.init)
  }
}

extension DocumentationSample {
  /// Reports the samples in a text; false if there are none.
  static func report(in text: Text, at place: Place, to findings: inout Findings) -> Bool {
    let parts = find(in: text)
    for part in parts { report(part, of: text, at: place, to: &findings) }
    return !parts.isEmpty
  }

  private static func report(_ part: TextRange, of text: Text, at place: Place, to findings: inout Findings) {
    let isWhole = part.range == 0..<text.count
    let sample = text[part].string
    findings.add(
      about,
      at: isWhole ? FindingPlace(place) : FindingPlace(place, part),
      "\(Display.quoted(sample)) is a sample ID from published documentation",
      label: "a sample, not your own",
      help: "replace it with your own ID; this one was copied from an example"
    )
  }
}
