extension Set<String> {
  /// The words of a text with spaces and line ends between them: a literal of each would take three times the room in
  /// the binary.
  package init(wordsOf text: String) {
    self.init(text.utf8.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }.map { String(Substring($0)) })
  }
}
