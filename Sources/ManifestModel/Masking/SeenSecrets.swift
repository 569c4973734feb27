import Diagnostics
import Synchronization
import YAMLTree

/// The credentials that this run has read.
///
/// Many are known only by what is next to them: a password by the name before it, an access key by its key. Where a
/// text repeats them elsewhere, only the value shows that they are secrets.
enum SeenSecrets {
  private static let table = Mutex(Table())

  static func remember(_ secrets: [Text]) {
    if secrets.isEmpty { return }
    table.withLock { table in
      for secret in secrets { table.insert(secret) }
    }
  }

  /// Where a text repeats one, or the beginning of one that was cut off by `…`.
  static func spans(in text: Text) -> [Span] { table.withLock { $0.spans(in: text) } }

  private struct Table {
    /// The values by their first characters.
    private var byStart: [UInt64: [[UInt8]]] = [:]

    /// How many characters of a value are looked up. Shorter values may be any word.
    private static let startLength = 8
    private static let neverInKeys = Alphabet(":,\"'#[]{}")
    /// Up to this many values with the same start are compared; beyond that, the start is enough.
    private static let mostAlike = 16

    /// A secret of several words is shown line by line. Its words with characters that no key is written with, such as
    /// the `account:` of a manifest into which an unfinished private key reaches, are not secret.
    mutating func insert(_ secret: Text) {
      let words = secret.bytes.split { $0 <= 0x20 }
      for word in words where word.count >= Table.startLength {
        if words.count > 1, word.contains(where: Table.neverInKeys.contains) { continue }
        let start = word.prefix(Table.startLength).reduce(0) { $0 << 8 | UInt64($1) }
        let alike = byStart[start] ?? []
        if alike.count <= Table.mostAlike, !alike.contains(Array(word)) { byStart[start] = alike + [Array(word)] }
      }
    }

    func spans(in text: Text) -> [Span] {
      guard !byStart.isEmpty else { return [] }
      var spans: [Span] = []
      var window: UInt64 = 0
      for (offset, byte) in text.bytes.enumerated() {
        window = window << 8 | UInt64(byte)
        let start = offset + 1 - Table.startLength
        guard start >= 0, let values = byStart[window] else { continue }
        let ends =
          values.count > Table.mostAlike ? [offset + 1] : values.compactMap { end(of: $0, at: start, in: text) }
        if let end = ends.max() { spans.append(Span(start..<end)) }
      }
      return spans
    }

    /// Where a value ends that begins at an offset.
    private func end(of value: [UInt8], at start: Int, in text: Text) -> Int? {
      let common = zip(value, text.bytes[start...]).prefix { $0 == $1 }.count
      return common == value.count || text.contains("…", at: start + common) ? start + common : nil
    }
  }
}
