import Diagnostics

/// How wide text is in a diagram, by a table: the widths of DejaVu Sans, which is wider than what most viewers take.
enum DiagramText {
  /// ASCII by width, in hundredths of the font size.
  private static let groups: [(width: Int, letters: String)] = [
    (30, "ijlI'"), (34, " .,:;/\\|J"), (42, "-()[]!frt"), (60, "cksvxyzFLPTY\"?*`_"),
    (66, "abdeghnopqu0123456789ES${}"),
    (71, "ABCKRXVZ"), (82, "DGHNOQUw&"), (88, "+=#~<>^M"), (101, "mW%@"),
  ]

  private static let widths: [Int] = {
    var widths = [Int](repeating: 101, count: 128)
    for group in groups { for letter in group.letters.utf8 { widths[Int(letter)] = group.width } }
    return widths
  }()

  /// The width of a letter in hundredths of the font size; what the table lacks is taken for wide.
  private static func width(_ letter: Character) -> Int {
    if let byte = letter.asciiValue { return widths[Int(byte)] }
    return [0, 90][min(1, DisplayWidth.of(String(letter)))] + (DisplayWidth.of(String(letter)) > 1 ? 20 : 0)
  }

  /// The width at a font size, in the units of that.
  static func width(_ text: String, size: Int) -> Int {
    (text.reduce(0) { $0 + width($1) } * size + 99) / 100
  }

  /// The words of a text on one line, or on two where they do not fit.
  static func lines(_ text: String, size: Int, into room: Int) -> [String] {
    let words = text.split(separator: " ")
    guard width(text, size: size) > room, words.count > 1 else { return [text] }
    var first = 1
    while first + 1 < words.count, width(words[...first].joined(separator: " "), size: size) <= room { first += 1 }
    return [words[..<first].joined(separator: " "), words[first...].joined(separator: " ")]
  }

  /// The text cut so that it fits, with an ellipsis where something is missing.
  static func fitted(_ text: String, size: Int, into room: Int) -> String {
    let most = room * 100 / max(1, size)
    var taken = 0
    var kept = ""
    var fallback = ""
    for letter in text {
      taken += width(letter)
      if taken > most { return fallback + "…" }
      kept.append(letter)
      if taken + 101 <= most { fallback = kept }
    }
    return kept
  }

  /// The part that differs between identifiers of one kind: the end of a name with several levels.
  static func tail(_ name: String) -> String {
    let last = name.split(whereSeparator: { $0 == "/" }).last.map(String.init) ?? name
    let prefix = "com.amazonaws.vpce."
    guard last.hasPrefix(prefix) else { return last }
    return last.split(separator: ".").last.map(String.init) ?? last
  }
}
