import Diagnostics

/// What must hold of every text that the tool prints, whatever the input contained.
enum OutputChecks {
  /// Nothing in it steers a terminal or reorders a line: no C0 but the line feed and the tab, no DEL, no C1, no
  /// bidirectional control.
  static func isHarmless(_ text: String, _ what: String) {
    for scalar in text.unicodeScalars where steers(scalar) {
      fatalError("\(what) holds U+\(String(scalar.value, radix: 16, uppercase: true)): \(text.debugDescription)")
    }
  }

  private static func steers(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 9, 10: false
    case 0...0x1F, 0x7F...0x9F, 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  static func json(_ text: String, _ what: String) {
    isHarmless(text, what)
    if let fault = StrictJSON.fault(in: text) { fatalError("\(what): \(fault): \(text)") }
  }

  static func xml(_ text: String, _ what: String) {
    isHarmless(text, what)
    if let fault = StrictXML.fault(in: text) { fatalError("\(what): \(fault): \(text)") }
  }

  /// As many lines as there are things to tell: no text of the input makes a line of its own.
  static func lines(_ text: String, _ count: Int, _ what: String) {
    isHarmless(text, what)
    let found = text.utf8.count { $0 == 10 }
    require(found == count, "\(what): \(found) lines instead of \(count): \(text.debugDescription)")
  }

  /// Coloured text: what remains without the tool's own colours is harmless.
  static func coloured(_ text: String, _ what: String) {
    var rest: [UInt8] = []
    var bytes = ArraySlice(text.utf8)
    while let byte = bytes.popFirst() {
      guard byte == 0x1B, bytes.first == UInt8(ascii: "[") else {
        rest.append(byte)
        continue
      }
      let colour = bytes.dropFirst().prefix { $0 &- 48 < 10 || $0 == UInt8(ascii: ";") }
      require(bytes[colour.endIndex...].first == UInt8(ascii: "m"), "\(what): an escape that is no colour")
      bytes = bytes[(colour.endIndex + 1)...]
    }
    isHarmless(String(decoding: rest, as: UTF8.self), what)
  }

  /// A difference, whose lines may end as those of the file do.
  static func difference(_ text: String) { isHarmless(text.replacing("\r\n", with: "\n"), "a difference") }

  /// Every format of a report.
  static func report(_ report: Report) {
    var report = report
    // The formats that describe every rule take longer over that than over all the rest.
    let found = Set(report.all.map(\.about.id))
    report.rules.removeAll { !found.contains($0.id) }
    isHarmless(TextRenderer.render(report), "text")
    coloured(TextRenderer.render(report, style: .colour), "coloured text")
    lines(ShortRenderer.render(report), report.diagnostics.count, "short")
    json(JSONRenderer.render(report), "json")
    json(SARIFRenderer.render(report), "sarif")
    lines(GitHubRenderer.render(report), report.diagnostics.count, "github")
    json(GitLabRenderer.render(report), "gitlab")
    xml(JUnitRenderer.render(report), "junit")
    xml(CheckstyleRenderer.render(report), "checkstyle")
    json(RDJSONRenderer.render(report), "rdjson")
    isHarmless(MarkdownRenderer.render(report), "markdown")
  }
}
