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
    // The key is the one that AWS's own documentation prints; it opens nothing.
    isIgnorable: false, example: .init(.aws, bad: [("        # endpoint services", "        x-notes: key AKIAIOSFODNN7EXAMPLE")]))
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
    var keys: [Secret] = []
    var ends: [Int] = []
    each(UInt8(ascii: "E"), bytes) { if $0 >= 5, Text(bytes[$0 - 5..<bytes.count]).hasPrefix("-----END ") { ends.append($0 - 5) } }
    var next = 0
    each(UInt8(ascii: "B"), bytes) { letter in
      while next < ends.count, ends[next] < letter { next += 1 }
      privateKey(at: letter, next < ends.count ? [ends[next]] : [], bytes, &keys)
    }
    secrets += keys
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

  /// From `-----BEGIN … PRIVATE KEY-----` through its END line; where there is none, over all that can belong to the key.
  private static func privateKey(at letter: Int, _ ends: [Int], _ bytes: UnsafeBufferPointer<UInt8>, _ secrets: inout [Secret]) {
    guard letter >= 5, letter - 5 >= Int(secrets.last?.span.end ?? 0), Text(bytes[letter - 5..<bytes.count]).hasPrefix("-----BEGIN ") else {
      return
    }
    let header = Text(bytes[letter..<min(bytes.count, letter + 80)].prefix { $0 != 10 && $0 != 13 })
    guard let headerEnd = header.range(of: "PRIVATE KEY-----")?.upperBound ?? header.range(of: "PRIVATE KEY BLOCK-----")?.upperBound else {
      return
    }
    let bodyStart = letter + headerEnd
    var end = bodyStart
    while end < bytes.count, isKeyBody(bytes[end]) { end += 1 }
    while end > bodyStart, bytes[end - 1] == 10 || bytes[end - 1] == 13 || bytes[end - 1] == 32 || bytes[end - 1] == UInt8(ascii: "#") {
      end -= 1
    }
    if let tail = ends.first(where: { $0 >= bodyStart }), tail - bodyStart < longestKey {
      let line = bytes[tail..<min(bytes.count, tail + 80)].prefix { $0 != 10 && $0 != 13 }
      end = tail + (Text(line.dropFirst(9)).range(of: "-----").map { $0.upperBound + 9 } ?? line.count)
    }
    secrets.append(Secret(span: Span(letter - 5..<end), kind: "a private key"))
  }

  /// Bytes from BEGIN to END at most.
  private static let longestKey = 20_000

  /// Base64, line breaks written or escaped, and what comes before the lines of a comment.
  private static func isKeyBody(_ byte: UInt8) -> Bool {
    isBase64(byte) || byte == 10 || byte == 13 || byte == 32 || byte == 9 || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "#")
  }

  /// `AccountKey=…`, `SharedAccessKey=…`, `sig=…`, and a storage key on its own: 86 base64 characters and `==`.
  private static func keyOrSignature(at equals: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ secrets: inout [Secret]) {
    let isStorageKey = ends(at: equals, with: "AccountKey", bytes) || ends(at: equals, with: "SharedAccessKey", bytes)
    let isSignature = ends(at: equals, with: "sig", bytes) && (equals < 4 || !isWord(bytes[equals - 4]))
    if isStorageKey || isSignature {
      var end = end(
        ofValueAt: equals + 1, bytes,
        isPart: { isKeyLetter($0) || $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") })
      while end < bytes.count, bytes[end] == UInt8(ascii: "=") { end += 1 }
      guard end - equals > 40 else { return }
      secrets.append(Secret(span: Span(equals + 1..<end), kind: isStorageKey ? "an Azure storage key" : "a SAS signature"))
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
    for secret in Secrets.find(in: tree.source.bytes) { add(secret, at: spanWithQuotes(secret.span)) }
    // What stands in the text only once its escapes are resolved.
    let written = file.secrets
    for (index, node) in tree.nodes.enumerated() where node.kind == .scalar && !tree.isDirect(NodeID(index)) {
      guard written.touching(node.span).isEmpty, let secret = Secrets.find(in: tree.text(NodeID(index)).bytes).first else { continue }
      add(Secrets.Secret(span: node.span, kind: secret.kind), at: node.span)
    }
    file.secrets.sort()
  }

  private mutating func add(_ secret: Secrets.Secret, at span: Span) {
    file.secrets.append(secret.span)
    findings.add(
      SecretInManifest.about, at: Spot(span), "\(secret.kind) stands in this file", label: "a credential",
      help: "revoke it, remove it here and from the history of the repository, and keep credentials in a vault")
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
    !file.secrets.touching(tree[place.node].span).isEmpty
  }
}

/// Covers secrets in texts that leave the tool: a text is searched for the same shapes as the file it comes from.
package enum SecretMask {
  package static func mask(_ text: String) -> String {
    var text = text
    let spans = text.withUTF8 { bytes in Secrets.find(in: bytes).map(\.span) }
    guard !spans.isEmpty || text.contains("…") else { return text }
    let covered = text.withUTF8 { Edit.apply(spans.map { Edit($0, "********") }, to: $0) }
    return withoutCutWords(String(decoding: covered, as: UTF8.self))
  }

  /// A long word that was cut may be the start of a secret, which no shape fits any more.
  private static func withoutCutWords(_ text: String) -> String {
    guard let cut = text.firstIndex(of: "…") else { return text }
    let word = text[..<cut].reversed().prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "+/=_~.%-".contains($0)) }
    guard word.count >= 32 else { return text }
    return String(text[..<text.index(cut, offsetBy: -word.count)]) + "********" + String(text[cut...])
  }
}
