import YAMLTree

/// The words of a name: runs of letters and digits in lower case. `SSHServer` is one word, and the pieces `ssh` and `server`.
struct NameWords {
  /// Words as they are written, each with the pieces that its capitals make; one piece where there is no boundary inside.
  let words: [(whole: String, pieces: [String])]

  init(_ text: Text) {
    let written = text.isPrintableASCII ? text.string : NameWords.plain(text.string)
    words = written.unicodeScalars.split { !($0.properties.isAlphabetic || $0.properties.numericType != nil) }.map {
      let scalars = Array($0)
      return (NameWords.lowercased(scalars[...]), NameWords.pieces(scalars))
    }
  }

  /// Without what cannot be seen, and with full-width letters as the ordinary ones.
  private static func plain(_ text: String) -> String {
    let seen = InvisibleCharacters.repair(text, isFreeText: false)?.text ?? text
    var plain = String.UnicodeScalarView()
    for scalar in seen.unicodeScalars {
      let isFullWidth = (0xFF01...0xFF5E).contains(scalar.value)
      plain.append(isFullWidth ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar)
    }
    return String(plain)
  }

  /// `OpenSSHServer` as `open`, `ssh`, `server`: a capital behind a small letter begins a piece, and so does one before a small letter.
  private static func pieces(_ word: [Unicode.Scalar]) -> [String] {
    var pieces: [String] = []
    var start = 0
    for index in word.indices.dropFirst() where isUpper(word[index]) {
      let isBeforeSmall = index + 1 < word.count && isLower(word[index + 1])
      guard isLower(word[index - 1]) || isUpper(word[index - 1]) && isBeforeSmall else { continue }
      pieces.append(lowercased(word[start..<index]))
      start = index
    }
    return pieces + [lowercased(word[start...])]
  }

  private static func isUpper(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isUppercase }
  private static func isLower(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isLowercase }

  private static func lowercased(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars)).lowercased()
  }
}
