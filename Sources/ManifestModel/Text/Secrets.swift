import Diagnostics
import YAMLTree

/// Finds credentials in text by their shapes: a rare mark of each is searched, and what is around it looked at only
/// there.
///
/// A run of characters is walked through once, whatever the text, because a shape begins where its run does.
package enum Secrets {
  package struct Secret: Sendable {
    package fileprivate(set) var span: Span
    package let kind: String

    init(_ range: Range<Int>, _ kind: String) {
      span = Span(range)
      self.kind = kind
    }
  }

  /// All secrets, in order and without overlaps.
  package static func find(in bytes: UnsafeBufferPointer<UInt8>) -> [Secret] {
    let text = Text(bytes)
    return apart(
      accessKeys(text) + privateKeys(text) + storageKeys(text) + clientSecrets(text) + Tokens.find(in: text)
        + NamedSecrets.find(in: text)
    )
  }

  /// In order; those that overlap are one.
  static func apart(_ secrets: [Secret]) -> [Secret] {
    secrets.sorted { $0.span < $1.span }.reduce(into: []) { kept, secret in
      if let last = kept.last, secret.span.start < last.span.end {
        kept[kept.count - 1].span.end = max(last.span.end, secret.span.end)
      } else {
        kept.append(secret)
      }
    }
  }

  /// `AKIA`, or `ASIA` for a temporary one, and 16 more capitals and digits.
  private static func accessKeys(_ text: Text) -> [Secret] {
    (text.offsets(of: "AKIA", rarest: 1) + text.offsets(of: "ASIA")).compactMap { start in
      guard let word = text.run(of: .alphanumeric, at: start), word.count == 20,
        text[word].bytes.allSatisfy(Alphabet.capitalsAndDigits.contains)
      else { return nil }
      return Secret(word, "an AWS access key ID")
    }
  }

  /// From `-----BEGIN … PRIVATE KEY-----` through its END line; if there is none, over all that can belong to the key.
  private static func privateKeys(_ text: Text) -> [Secret] {
    let headers = armors(text, after: "BEGIN ")
    if headers.isEmpty { return [] }
    var footers = armors(text, after: "END ").map(\.armor)[...]
    return headers.compactMap { word, header in
      guard text[0..<word].hasSuffix("-----"),
        text[header].hasSuffix("PRIVATE KEY-----") || text[header].hasSuffix("PRIVATE KEY BLOCK-----")
      else { return nil }
      let begin = word - "-----".utf8.count
      footers = footers.drop { $0.lowerBound < header.upperBound }
      if let footer = footers.first, text[footer] == text[header] {
        return Secret(begin..<footer.upperBound, "a private key")
      }
      return Secret(begin..<text.end(ofRunOf: keyBody, from: header.upperBound), "a private key")
    }
  }

  /// Where the word is, and after it a label and dashes, as in the first and the last line of a key.
  private static func armors(_ text: Text, after word: StaticString) -> [(start: Int, armor: Range<Int>)] {
    var (labelEnd, end) = (0, 0)
    return text.offsets(of: word).map { offset in
      let start = offset + word.utf8CodeUnitCount
      // A label may be made of such words: its end is looked for once.
      if start >= labelEnd {
        labelEnd = text.end(ofRunOf: label, from: start)
        end = text.end(ofRunOf: dash, from: labelEnd)
      }
      return (offset, start..<end)
    }
  }

  /// A storage key on its own: 86 characters of base64 and `==`.
  private static func storageKeys(_ text: Text) -> [Secret] {
    text.offsets(of: "==").compactMap { end in
      guard let run = text.run(of: key, at: end - 86), run.upperBound == end else { return nil }
      return Secret(run.lowerBound..<end + 2, "an Azure storage key")
    }
  }

  /// Three characters, a digit, `Q~` and 31 to 34 more.
  private static func clientSecrets(_ text: Text) -> [Secret] {
    text.offsets(of: "Q~", rarest: 1).compactMap { mark in
      guard let run = text.run(of: clientSecret, at: mark - 4), (37...40).contains(run.count),
        text[mark - 1..<mark].isDigits
      else {
        return nil
      }
      return Secret(run, "an Azure client secret")
    }
  }

  private static let key = Alphabet.alphanumeric.with("+/")
  /// Base64, line breaks written or escaped, and what comes before the lines of a comment.
  private static let keyBody = key.with("= \t\r\n\\#")
  private static let label = Alphabet.capitalsAndDigits.with(" ")
  private static let clientSecret = Alphabet.alphanumeric.with("_~.-")
  private static let dash = Alphabet("-")
}

extension Text {
  /// The run of such characters that begins at an offset; nil if it began before.
  fileprivate func run(of alphabet: Alphabet, at start: Int) -> Range<Int>? {
    guard start >= 0, start == 0 || !alphabet.contains(bytes[start - 1]) else { return nil }
    return start..<end(ofRunOf: alphabet, from: start)
  }

  /// Whether a word in any letter case is right before an offset.
  func isWord(_ word: StaticString, before end: Int) -> Bool {
    let written = bytes[..<end].suffix(word.utf8CodeUnitCount)
    return Text(written).equalsIgnoringCase(Text(word)) && isWord(at: written.startIndex..<end)
  }
}
