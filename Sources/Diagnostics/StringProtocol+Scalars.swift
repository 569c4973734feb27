/// Texts by their Unicode scalars.
///
/// `String` treats a mark and a combining character after it as one character, so that searching a text for the mark
/// does not find it, while a shell or a reader of Markdown does; and it treats é in one scalar and é in two as equal,
/// while a file system does not. What guards a syntax or tells files apart goes by scalars or bytes.
extension StringProtocol {
  package func holds(_ mark: Unicode.Scalar) -> Bool { unicodeScalars.contains(mark) }

  package func starts(withMark mark: Unicode.Scalar) -> Bool { unicodeScalars.first == mark }

  package func ends(withMark mark: Unicode.Scalar) -> Bool { unicodeScalars.last == mark }

  /// The text between the marks, empty pieces included.
  package func parts(between mark: Unicode.Scalar) -> [String] {
    unicodeScalars.split(separator: mark, omittingEmptySubsequences: false).map { String(String.UnicodeScalarView($0)) }
  }

  package func replacing(mark: Unicode.Scalar, with text: String) -> String {
    parts(between: mark).joined(separator: text)
  }
}
