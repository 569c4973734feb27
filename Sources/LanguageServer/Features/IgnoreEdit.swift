import Diagnostics
import Linter

/// The edit that ignores a finding and leaves the reason to be filled in: at the end of the line, or on a line of its
/// own above it.
///
/// Each way is tried out: where a `#` would be no comment, or would cover something else, it is not taken.
struct IgnoreEdit {
  private let finding: Diagnostic
  private let session: LintSession
  private let text: OpenText

  init(_ finding: Diagnostic, session: LintSession, in text: OpenText) {
    self.finding = finding
    self.session = session
    self.text = text
  }

  var edit: Edit? {
    let range = text.lines.range(ofLine: text.lines.line(of: Int(finding.location.span.start)))
    let line = text.bytes[range]
    var end = range.upperBound
    while end > range.lowerBound, text.bytes[end - 1].isWhite { end -= 1 }
    let indentation = line.prefix { $0 == UInt8(ascii: " ") }.count
    let ignore = "# privatelint: ignore[\(finding.about.id)] -- "
    let atEnd = Edit(Span(end..<range.upperBound), (end > range.lowerBound ? " " : "") + ignore)
    let above = Edit(
      Span(range.lowerBound..<range.lowerBound),
      String(repeating: " ", count: indentation) + ignore + "\n"
    )
    return [added, atEnd, above].compactMap { $0 }.first(where: works)
  }

  /// The rule added to an ignore that is there already.
  private var added: Edit? {
    let range = text.lines.range(ofLine: text.lines.line(of: Int(finding.location.span.start)))
    let line = String(decoding: text.bytes[range], as: UTF8.self)
    guard let start = line.firstRange(of: "# privatelint: ignore["),
      let close = line[start.upperBound...].firstIndex(of: "]")
    else { return nil }
    let offset = range.lowerBound + line.utf8.distance(from: line.startIndex, to: close)
    return Edit(Span(offset..<offset), ", \(finding.about.id)")
  }

  /// Whether the finding is let through with it, and nothing else comes up.
  private func works(_ edit: Edit) -> Bool {
    // With a reason, since an ignore without one is a finding of its own.
    let isNew = edit.text.hasSuffix("-- ") || edit.text.hasSuffix("-- \n")
    let reason = isNew ? Edit(edit.span, edit.text.replacing("-- ", with: "-- reason")) : edit
    let bytes = text.bytes.withUnsafeBufferPointer { Edit.apply([reason], to: $0) }
    var trial = session
    trial.set([.contents(path: text.path, bytes)])
    _ = trial.check()
    guard let before = session.checked(text.path), let after = trial.checked(text.path) else { return false }
    func count(_ findings: [Diagnostic]) -> Int { findings.count { $0.about.id == finding.about.id } }
    return count(after.diagnostics) < count(before.diagnostics)
      && after.diagnostics.count < before.diagnostics.count + 1
      && after.suppressed.count > before.suppressed.count
  }
}
