/// Finds a key that a mapping contains twice, in linear time whatever the keys.
struct DuplicateKeyFinder {
  /// Keys with a summary of their bytes, as long as there are few; those after `count` are of an earlier mapping.
  private var few: [(word: UInt64, text: Text, node: NodeID)] = []
  private var count = 0
  /// All keys, once there are many: hashed with a random seed, so that no choice of keys makes it slow.
  private var many: [Text: NodeID] = [:]

  mutating func start() {
    count = 0
    if !many.isEmpty { many.removeAll() }
  }

  /// The node of the earlier key with the same text, if there is one.
  mutating func add(_ node: NodeID, _ text: Text) -> NodeID? {
    if many.isEmpty {
      let word = DuplicateKeyFinder.word(text)
      for index in 0..<count where few[index].word == word && few[index].text == text { return few[index].node }
      if count < few.count { few[count] = (word, text, node) } else { few.append((word, text, node)) }
      count += 1
      if count > 16 { for entry in few[..<count] { many[entry.text] = entry.node } }
      return nil
    }
    guard let first = many.updateValue(node, forKey: text) else { return nil }
    many[text] = first
    return first
  }

  /// The length, the first and the last eight bytes in one word.
  private static func word(_ text: Text) -> UInt64 {
    var word = UInt64(truncatingIfNeeded: text.count)
    if text.count >= 8, let base = UnsafeRawPointer(text.bytes.baseAddress) {
      word ^= base.loadUnaligned(as: UInt64.self) &* 0x9E37_79B9_7F4A_7C15
      word ^= base.loadUnaligned(fromByteOffset: text.count - 8, as: UInt64.self)
    } else {
      for byte in text.bytes { word = word << 8 ^ UInt64(byte) }
    }
    return word
  }
}

extension Text: Hashable {
  @usableFromInline package func hash(into hasher: inout Hasher) {
    hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
  }
}
