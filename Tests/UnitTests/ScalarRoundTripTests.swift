import Diagnostics
import Testing
import YAMLTree

/// Random texts, written in every style at random places: the tree must give each text back, and find each exactly
/// where it was written.
@Suite struct ScalarRoundTripTests {
  enum Form: String, CaseIterable, CustomTestStringConvertible {
    case utf8, utf8Mark, crlf, utf16Little, utf16Big

    var testDescription: String { rawValue }
    var hasMark: Bool { self != .utf8 && self != .crlf }
    var lineBreak: String { self == .crlf || self == .utf16Big ? "\r\n" : "\n" }

    /// The file for a text in UTF-8, byte-order mark included.
    func encode(_ text: [UInt8]) -> [UInt8] {
      let units = String(decoding: text, as: UTF8.self).utf16
      return switch self {
      case .utf8, .utf8Mark, .crlf: text
      case .utf16Little: units.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
      case .utf16Big: units.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
      }
    }
  }

  @Test(arguments: Form.allCases) func everyScalarIsWhereItWasWritten(form: Form) {
    for seed in 0..<600 as Range<UInt64> {
      var writer = ManifestWriter(seed: seed * 8 + UInt64(Form.allCases.firstIndex(of: form) ?? 0), form: form)
      writer.write()
      let faults = RoundTrip.faults(writer, form)
      if !faults.isEmpty {
        let text = String(decoding: writer.bytes, as: UTF8.self)
        Issue.record(
          "seed \(seed), \(form)\n\(faults.joined(separator: "\n"))\n--- source\n\(text)\n---\n\(text.debugDescription)"
        )
        return
      }
    }
  }
}

/// Reads what was written, and compares.
private enum RoundTrip {
  static func faults(_ writer: ManifestWriter, _ form: ScalarRoundTripTests.Form) -> [String] {
    let file = form.encode(writer.bytes)
    let tree = YAMLTree.read(bytes: file)
    let isOneOfOurs = { (problem: YAMLProblem) in
      if case .duplicateKey = problem.kind { true } else if case .nonScalarKey = problem.kind { true } else { false }
    }
    if let problem = tree.problems.first(where: { !isOneOfOurs($0) }) { return ["\(problem)"] }
    var checks = TreeChecks(tree)
    checks.checkTexts()
    var faults = checks.faults
    let reference = ReferenceEvents(file)
    if tree.events != reference.events || reference.error != nil {
      faults.append("not the events of libyaml: \(tree.events) instead of \(reference.events)")
    }
    let scalars = tree.nodes.indices.map { NodeID($0) }.filter { tree[$0].kind == .scalar }
    if scalars.count != writer.scalars.count {
      faults.append("\(scalars.count) scalars instead of \(writer.scalars.count)")
    }
    for (id, written) in zip(scalars, writer.scalars) {
      let text = tree.text(id).string
      if !text.unicodeScalars.elementsEqual(written.text.unicodeScalars) {
        faults.append("the text \(written.text.debugDescription) came back as \(text.debugDescription)")
      }
      if tree[id].span != written.span {
        faults.append("\(tree[id].span.range) instead of \(written.span.range) for \(text.debugDescription)")
      }
      if tree[id].style != written.style {
        faults.append("\(tree[id].style) instead of \(written.style) for \(text.debugDescription)")
      }
    }
    if tree.comments.map(\.span) != writer.comments {
      faults.append("comments at \(tree.comments.map(\.span.range)) instead of \(writer.comments.map(\.range))")
    }
    if tree.anchors.map(\.span) != writer.anchors {
      faults.append("anchors at \(tree.anchors.map(\.span.range)) instead of \(writer.anchors.map(\.range))")
    }
    return faults
  }
}
