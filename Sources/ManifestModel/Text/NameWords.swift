import YAMLTree

/// The words of a name: runs of letters and digits in lower case. `SSHServer` is one word, and the pieces `ssh` and
/// `server`.
struct NameWords {
  /// Words as they are written, each with the pieces that its capitals make; one piece where there is no boundary
  /// inside.
  let words: [(whole: String, pieces: [String])]

  init(_ text: Text) {
    let written = text.isPrintableASCII ? text.string : NameWords.plain(text.string)
    words = Array(written.unicodeScalars).split { !NameWords.isInWord($0) }.map {
      (NameWords.lowercased($0), NameWords.pieces($0))
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

  /// `OpenSSHServer` as `open`, `ssh`, `server`: a capital after a small letter or a digit begins a piece, and so does
  /// one before a small letter.
  private static func pieces(_ word: ArraySlice<Unicode.Scalar>) -> [String] {
    var pieces: [String] = []
    var start = word.startIndex
    for index in word.indices.dropFirst() where isUpper(word[index]) {
      let isBeforeSmall = index + 1 < word.endIndex && isLower(word[index + 1])
      guard !isUpper(word[index - 1]) || isBeforeSmall else { continue }
      pieces.append(lowercased(word[start..<index]))
      start = index
    }
    return pieces + [lowercased(word[start...])]
  }

  // The tables of Unicode are asked for what is not ASCII alone.

  private static func isInWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      ? Alphabet.alphanumeric.contains(UInt8(scalar.value))
      : scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  private static func isUpper(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? ("A"..."Z").contains(scalar) : scalar.properties.isUppercase
  }

  private static func isLower(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? ("a"..."z").contains(scalar) : scalar.properties.isLowercase
  }

  private static func lowercased(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    scalars.allSatisfy(\.isASCII)
      ? String(decoding: scalars.map { Text.fold(UInt8($0.value)) }, as: UTF8.self)
      : String(String.UnicodeScalarView(scalars)).lowercased()
  }
}
