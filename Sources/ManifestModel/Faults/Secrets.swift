import Diagnostics
import YAMLTree

/// `secret-in-manifest`: a credential anywhere in the file.
package enum SecretInManifest {
  package static let about = RuleAbout(
    "secret-in-manifest", .values, .error, .secret,
    summary:
      "An AWS access key ID, a private key, or an Azure storage key, SAS signature or client secret, anywhere in the file, comments included.",
    why: "Manifests are committed and tickets are shared; a credential in either has to be taken as known to others.",
    remedy: "Revoke the credential, remove it here and from the repository's history, and keep it in a vault.",
    basis: .fact("no datum that PrivateLink enablement asks for is secret"),
    isIgnorable: false)
}

/// Finds credentials in text by their shapes.
package enum Secrets {
  package struct Secret: Sendable {
    package let span: Span
    package let kind: String
  }

  /// All secrets, in order and apart.
  package static func find(in bytes: UnsafeBufferPointer<UInt8>) -> [Secret] {
    var secrets: [Secret] = []
    // One quick search for a rare byte of each shape; the shape is looked at only there.
    each(UInt8(ascii: "K"), bytes) { accessKey(at: $0 - 1, "AKIA", bytes, &secrets) }
    each(UInt8(ascii: "S"), bytes) { accessKey(at: $0 - 1, "ASIA", bytes, &secrets) }
    each(UInt8(ascii: "B"), bytes) { privateKey(at: $0, bytes, &secrets) }
    each(UInt8(ascii: "="), bytes) { keyOrSignature(at: $0, bytes, &secrets) }
    each(UInt8(ascii: "~"), bytes) { clientSecret(at: $0, bytes, &secrets) }
    secrets.sort { $0.span < $1.span }
    return secrets.reduce(into: []) { kept, secret in
      if secret.span.start >= kept.last?.span.end ?? 0 { kept.append(secret) }
    }
  }

  private static func each(_ byte: UInt8, _ bytes: UnsafeBufferPointer<UInt8>, _ body: (Int) -> Void) {
    var offset = 0
    while let found = Text(bytes).offset(of: byte, from: offset) {
      body(found)
      offset = found + 1
    }
  }

  /// `AKIA` or `ASIA` and 16 capitals or digits, as a word.
  private static func accessKey(at start: Int, _ prefix: StaticString, _ bytes: UnsafeBufferPointer<UInt8>, _ secrets: inout [Secret]) {
    guard start >= 0, start + 20 <= bytes.count, Text(bytes[start..<start + 20]).hasPrefix(prefix), start == 0 || !isWord(bytes[start - 1]),
      bytes[start..<start + 20].allSatisfy({ $0 &- 65 < 26 || $0 &- 48 < 10 }), start + 20 == bytes.count || !isWord(bytes[start + 20])
    else { return }
    secrets.append(Secret(span: Span(start..<start + 20), kind: "an AWS access key ID"))
  }

  /// From `-----BEGIN … PRIVATE KEY-----` through its END line, or to the end of the BEGIN line where there is none.
  private static func privateKey(at letter: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ secrets: inout [Secret]) {
    guard letter >= 5, Text(bytes[letter - 5..<bytes.count]).hasPrefix("-----BEGIN ") else { return }
    let header = bytes[letter..<min(bytes.count, letter + 80)].prefix { $0 != 10 && $0 != 13 }
    guard
      let headerEnd = Text(header).range(of: "PRIVATE KEY-----")?.upperBound ?? Text(header).range(of: "PRIVATE KEY BLOCK-----")?.upperBound
    else { return }
    let bodyStart = letter + headerEnd
    let rest = Text(bytes[bodyStart..<min(bytes.count, bodyStart + 20_000)])
    var end = bodyStart
    if let tail = rest.range(of: "-----END "), let close = rest[tail.upperBound..<rest.count].range(of: "-----") {
      end = bodyStart + tail.upperBound + close.upperBound
    }
    secrets.append(Secret(span: Span(letter - 5..<end), kind: "a private key"))
  }

  /// `AccountKey=…`, `SharedAccessKey=…`, `sig=…`, and a storage key on its own: 86 base64 characters and `==`.
  private static func keyOrSignature(at equals: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ secrets: inout [Secret]) {
    let value =
      equals
      + 1..<end(
        ofValueAt: equals + 1, bytes,
        isPart: { isBase64($0) || $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") })
    if ends(at: equals, with: "AccountKey", bytes) || ends(at: equals, with: "SharedAccessKey", bytes), value.count >= 40 {
      secrets.append(Secret(span: Span(value), kind: "an Azure storage key"))
    } else if ends(at: equals, with: "sig", bytes), value.count >= 40, equals < 4 || !isWord(bytes[equals - 4]) {
      secrets.append(Secret(span: Span(value), kind: "a SAS signature"))
    } else if equals >= 86, equals + 1 < bytes.count, bytes[equals + 1] == UInt8(ascii: "="),
      bytes[equals - 86..<equals].allSatisfy(isKeyLetter),
      equals == 86 || !isKeyLetter(bytes[equals - 87])
    {
      secrets.append(Secret(span: Span(equals - 86..<equals + 2), kind: "an Azure storage key"))
    }
  }

  /// Three word characters, a digit, `Q~` and 31 to 34 more.
  private static func clientSecret(at tilde: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ secrets: inout [Secret]) {
    func isPart(_ byte: UInt8) -> Bool {
      isWord(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "~") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
    }
    let start = tilde - 5
    guard start >= 0, bytes[tilde - 1] == UInt8(ascii: "Q"), bytes[tilde - 2] &- 48 < 10, bytes[start..<tilde].allSatisfy(isPart),
      start == 0 || !isPart(bytes[start - 1])
    else { return }
    let end = end(ofValueAt: tilde + 1, bytes, isPart: isPart)
    guard (31...34).contains(end - tilde - 1) else { return }
    secrets.append(Secret(span: Span(start..<end), kind: "an Azure client secret"))
  }

  private static func end(ofValueAt start: Int, _ bytes: UnsafeBufferPointer<UInt8>, isPart: (UInt8) -> Bool) -> Int {
    var end = start
    while end < bytes.count, isPart(bytes[end]) { end += 1 }
    return end
  }

  private static func ends(at end: Int, with name: StaticString, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let length = name.utf8CodeUnitCount
    guard end >= length else { return false }
    return Text(bytes[end - length..<end]).equalsIgnoringCase(Text(name))
  }

  private static func isWord(_ byte: UInt8) -> Bool { EndpointDNS.isLowerAlphanumeric(Text.fold(byte)) }
  private static func isKeyLetter(_ byte: UInt8) -> Bool { isWord(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/") }
  private static func isBase64(_ byte: UInt8) -> Bool { isKeyLetter(byte) || byte == UInt8(ascii: "=") }
}

extension Text {
  func range(of needle: StaticString) -> Range<Int>? {
    let length = needle.utf8CodeUnitCount
    guard count >= length else { return nil }
    for start in 0...count - length where self[start..<count].hasPrefix(needle) { return start..<start + length }
    return nil
  }
}

extension Decoder {
  mutating func findSecrets() {
    for secret in Secrets.find(in: tree.source.bytes) {
      file.secrets.append(secret.span)
      findings.add(
        SecretInManifest.about, at: Spot(spanWithQuotes(secret.span)), "\(secret.kind) stands in this file", label: "a credential",
        help: "revoke it, remove it here and from the history of the repository, and keep credentials in a vault")
    }
  }

  /// A secret that is the whole text of a quoted scalar is told with its quotes, as any value is.
  private func spanWithQuotes(_ span: Span) -> Span {
    let bytes = tree.source.bytes
    guard span.start > 0, Int(span.end) < bytes.count, bytes[Int(span.start) - 1] == bytes[Int(span.end)],
      bytes[Int(span.end)] == UInt8(ascii: "\"") || bytes[Int(span.end)] == UInt8(ascii: "'")
    else { return span }
    return Span(span.start - 1, span.end + 1)
  }

  /// Whether a scalar holds a secret, or a part of one.
  func isSecret(_ place: Place) -> Bool {
    guard !file.secrets.isEmpty else { return false }
    let span = tree[place.node].span
    // Secrets are in order and apart: the last that begins before the scalar ends is the only one to ask.
    var low = 0
    var high = file.secrets.count
    while low < high {
      let middle = (low + high) / 2
      if file.secrets[middle].start < span.end { low = middle + 1 } else { high = middle }
    }
    return low > 0 && file.secrets[low - 1].end > span.start
  }
}

/// Covers secrets in texts that leave the tool.
package struct SecretMask: Sendable {
  private let words: [String]

  /// The mask for the secrets of a file.
  package init(_ source: Source, _ secrets: [Span]) {
    words = secrets.flatMap { secret in
      source.text(secret).split { $0.isNewline || $0 == "\t" || $0 == " " }.map(String.init).filter {
        $0.utf8.count >= 8 && $0 != "-----BEGIN"
      }
    }
  }

  package var isEmpty: Bool { words.isEmpty }

  package func mask(_ text: String) -> String {
    words.reduce(text) { $0.contains($1) ? $0.replacing($1, with: "********") : $0 }
  }
}
