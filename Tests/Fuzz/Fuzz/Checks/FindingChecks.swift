import Diagnostics
import Linter

/// What must hold of every finding: places inside the text and between characters, edits that can be made together.
struct FindingChecks {
  static func check(_ outcome: LintOutcome) {
    for checked in outcome.files {
      let text = checked.file.tree.source
      for finding in checked.diagnostics + checked.suppressed { FindingChecks(finding, text).check() }
    }
  }

  private let finding: Diagnostic
  private let text: Source

  init(_ finding: Diagnostic, _ text: Source) {
    self.finding = finding
    self.text = text
  }

  func check() {
    require(finding.location.source === text, "\(finding.about.id): a finding of another file")
    check(finding.location)
    for related in finding.related { check(related.location) }
    guard let fix = finding.fix else { return }
    let edits = fix.edits.sorted { $0.span < $1.span }
    require(!edits.isEmpty, "\(finding.about.id): a fix without edits")
    require(
      Edit.areApart(edits, in: text.bytes.count),
      "\(finding.about.id): edits outside the text or upon each other: \(edits)"
    )
    for edit in edits { check(Location(text, edit.span)) }
  }

  private func check(_ location: Location) {
    let (span, bytes) = (location.span, location.source.bytes)
    require(
      span.start <= span.end && Int(span.end) <= bytes.count,
      "\(finding.about.id): \(span.range) lies outside of \(bytes.count) bytes"
    )
    for offset in [Int(span.start), Int(span.end)] where offset < bytes.count {
      require(isBorder(offset, bytes), "\(finding.about.id): \(offset) lies inside a character")
    }
  }

  /// Bytes that continue no character are bad bytes, before which anything may end.
  private func isBorder(_ offset: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes[offset] & 0xC0 == 0x80 else { return true }
    var start = offset
    while start > 0, offset - start < 3, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    let character = bytes[start...].prefix(4)
    return String(validating: character.prefix(width(bytes[start])), as: UTF8.self) == nil
      || start + width(bytes[start]) <= offset
  }

  private func width(_ lead: UInt8) -> Int { lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1 }
}
