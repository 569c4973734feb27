/// The text of `--help` as the parser writes it, with what few people need at its end.
enum HelpText {
  /// The parser puts every titled group before the other options. The bounds of the reader are needed by few, so they
  /// follow.
  static func inOrderOfNeed(_ text: String) -> String {
    let isClosed = text.hasSuffix("\n")
    let sections = (isClosed ? text.dropLast() : text[...]).split(separator: "\n\n", omittingEmptySubsequences: false)
    let title = ReadingFlags.title.uppercased() + ":\n"
    guard let bounds = sections.firstIndex(where: { $0.hasPrefix(title) }),
      let options = sections.firstIndex(where: { $0.hasPrefix("OPTIONS:\n") }), bounds < options
    else { return text }
    var ordered = sections
    ordered.insert(ordered.remove(at: bounds), at: options)
    return ordered.joined(separator: "\n\n") + (isClosed ? "\n" : "")
  }
}
