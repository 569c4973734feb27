import Diagnostics
import YAMLTree

/// Credentials that have no form of their own, and are known by the name before them.
enum NamedSecrets {
  /// `AccountKey=…`, `aws_secret_access_key: …`, `Password=…;` of a connection string, `https://user:password@host`.
  static func find(in text: Text) -> [Secrets.Secret] {
    azureKeys(text) + accessKeys(text) + passwordsInURLs(text)
  }

  // MARK: After an equals sign

  /// `AccountKey=…`, `SharedAccessKey=…`, `sig=…`, 40 characters at least; a password of a connection string.
  private static func azureKeys(_ text: Text) -> [Secrets.Secret] {
    text.offsets(of: "=").compactMap { equals in
      let start = equals + 1
      if let kind = names.first(where: { text.isWord($0.name, before: equals) })?.kind {
        let end = text.end(ofRunOf: equalsSign, from: text.end(ofRunOf: escapedKey, from: start))
        return end - start >= 40 ? Secrets.Secret(start..<end, kind) : nil
      }
      return password(text, after: equals)
    }
  }

  private static let names: [(name: StaticString, kind: String)] = [
    ("AccountKey", "an Azure storage key"), ("SharedAccessKey", "an Azure storage key"), ("sig", "a SAS signature"),
  ]

  /// `Server=…;User ID=…;Password=…;`: a semicolon before or after shows a connection string.
  private static func password(_ text: Text, after equals: Int) -> Secrets.Secret? {
    let names: [StaticString] = ["Password", "Pwd"]
    guard let name = names.first(where: { text.isWord($0, before: equals) }) else { return nil }
    let start = equals + 1
    let end = text.bytes[start...].firstIndex { valueEnds.contains($0) } ?? text.count
    let before = text.bytes[..<(equals - name.utf8CodeUnitCount)].last { $0 != UInt8(ascii: " ") }
    let isConnectionString = before == semicolon || end < text.count && text.bytes[end] == semicolon
    guard isConnectionString, isFilledIn(text[start..<end]) else { return nil }
    return Secrets.Secret(start..<end, "a password in a connection string")
  }

  // MARK: By the name of a key

  /// AWS: `aws_secret_access_key`, `SecretAccessKey`, `secret_key`, and 40 characters of base64.
  private static func accessKeys(_ text: Text) -> [Secrets.Secret] {
    text.offsets(of: secret).compactMap { mark in
      guard let name = endOfName(text, from: mark + 6), let value = startOfValue(text, from: name),
        isAccessKey(text, at: value)
      else { return nil }
      return Secrets.Secret(value..<value + 40, accessKey)
    }
  }

  static let accessKey = "an AWS secret access key"
  private static let secret = SearchWord("secret")

  /// Whether a key by such a name is before a text that is one: for texts whose escapes are resolved.
  static func isAccessKey(_ value: Text, under key: Text) -> Bool {
    guard value.count == 40, isAccessKey(value, at: 0) else { return false }
    return key.offsets(of: secret).contains { endOfName(key, from: $0 + 6) == key.count }
  }

  /// After `secret`: `access` and `key`, with or without what parts words; one of the two has to be there.
  private static func endOfName(_ text: Text, from start: Int) -> Int? {
    var end = start
    var isWhole = false
    for word in ["access", "key"] as [StaticString] {
      let begin = text.end(ofRunOf: wordSeparator, from: end)
      let candidate = text[min(begin, text.count)..<min(begin + word.utf8CodeUnitCount, text.count)]
      if candidate.equalsIgnoringCase(Text(word)) {
        end = begin + word.utf8CodeUnitCount
        isWhole = true
      }
    }
    return isWhole ? end : nil
  }

  /// After a name: a colon or an equals sign, quotes and spaces; an anchor, a tag or the mark of a block scalar;
  /// `value:` on the next line.
  private static func startOfValue(_ text: Text, from name: Int) -> Int? {
    var offset = name
    var hasSeparator = false
    // What can be there is short: a name, a separator, properties.
    for _ in 0..<8 {
      offset = text.end(ofRunOf: hasSeparator ? padding : padding.with(","), from: offset)
      guard offset < text.count else { return nil }
      let byte = text.bytes[offset]
      if byte == UInt8(ascii: ":") || byte == UInt8(ascii: "=") || byte == UInt8(ascii: ">") && !hasSeparator {
        hasSeparator = true
        offset += 1
      } else if hasSeparator, "&!|>".utf8.contains(byte) {
        offset = text.bytes[offset...].firstIndex { padding.contains($0) } ?? text.count
      } else if !hasSeparator, text[offset..<text.count].hasPrefix("value") {
        offset += 5
      } else {
        return hasSeparator ? offset : nil
      }
    }
    return nil
  }

  private static func isAccessKey(_ text: Text, at start: Int) -> Bool {
    let end = text.end(ofRunOf: key, from: start)
    guard end - start == 40, end == text.count || text.bytes[end] != UInt8(ascii: "=") else { return false }
    let value = text[start..<end].bytes
    return value.contains(where: \.isCapitalLetter) && value.contains(where: \.isSmallLetter)
  }

  // MARK: In a URL

  /// `https://user:password@host`; the password is what has to go.
  private static func passwordsInURLs(_ text: Text) -> [Secrets.Secret] {
    text.offsets(of: "://", rarest: 1).compactMap { mark in
      let start = mark + 3
      let end = text.bytes[start...].firstIndex { authorityEnds.contains($0) } ?? text.count
      let authority = text.bytes[start..<end]
      guard let at = authority.lastIndex(of: UInt8(ascii: "@")), at + 1 < end,
        let colon = authority[..<at].firstIndex(of: UInt8(ascii: ":")), isFilledIn(text[colon + 1..<at])
      else { return nil }
      return Secrets.Secret(colon + 1..<at, "a password in a URL")
    }
  }

  /// Not a placeholder for one: `<password>`, `${PASSWORD}`, `****`, `%PASSWORD%`, `xxxx`.
  private static func isFilledIn(_ password: Text) -> Bool {
    guard let first = password.bytes.first, let last = password.bytes.last else { return false }
    let isTemplate = "<{$#%[(".utf8.contains(first) && (">}%])".utf8.contains(last) || first == UInt8(ascii: "$"))
    let isMasked = password.bytes.allSatisfy { $0 == first } && "*x.X".utf8.contains(first)
    let words: [StaticString] = ["password", "pass", "passwd", "pwd", "secret", "redacted", "changeme"]
    let isWord = words.contains { password.equalsIgnoringCase(Text($0)) }
    return !isTemplate && !isMasked && !isWord
  }

  private static let key = Alphabet.alphanumeric.with("+/")
  private static let escapedKey = key.with("%_-")
  private static let equalsSign = Alphabet("=")
  private static let semicolon = UInt8(ascii: ";")
  private static let valueEnds = Alphabet("; \t\r\n\"'`,")
  private static let authorityEnds = Alphabet("/?# \t\r\n\"'`<>,|\\")
  private static let wordSeparator = Alphabet("_-. ")
  private static let padding = Alphabet(" \t\r\n\"'")
}
