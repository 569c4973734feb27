import Diagnostics

// Searches that pass over most of a text: a whole file is looked through for what is hardly ever in it.

extension Text {
  /// Where a mark is, in order. `rarest`: the place in the mark of its rarest character, which is what is searched for.
  package func offsets(of mark: StaticString, rarest: Int = 0) -> [Int] {
    var offsets: [Int] = []
    var from = rarest
    while let found = offset(of: mark.utf8Start[rarest], from: from) {
      if contains(mark, at: found - rarest) { offsets.append(found - rarest) }
      from = found + 1
    }
    return offsets
  }

  /// Whether another text is part of it.
  package func contains(_ other: Text) -> Bool {
    guard let first = other.bytes.first else { return true }
    var from = 0
    while let found = offset(of: first, from: from), found + other.count <= count {
      if self[found..<found + other.count] == other { return true }
      from = found + 1
    }
    return false
  }

  /// Where a word is in any letter case, in order.
  package func offsets(of word: SearchWord) -> [Int] {
    var offsets: [Int] = []
    let last = word.letters.count - 1
    word.step.withUnsafeBufferPointer { step in
      var end = last
      while end < count {
        if Text.fold(bytes[end]) == word.letters[last], contains(word, at: end - last) { offsets.append(end - last) }
        end += Int(step[Int(bytes[end])])
      }
    }
    return offsets
  }

  private func contains(_ word: SearchWord, at start: Int) -> Bool {
    word.letters.indices.allSatisfy { Text.fold(bytes[start + $0]) == word.letters[$0] }
  }

  /// Where a run of such characters ends that begins at an offset; there, where none does.
  @inlinable package func end(ofRunOf alphabet: Alphabet, from start: Int) -> Int {
    var end = start
    while end < count, alphabet.contains(bytes[end]) { end += 1 }
    return end
  }

  /// The runs of such characters that are so long at least, in order. Of shorter ones few characters are looked at.
  package func runs(of alphabet: Alphabet, atLeast least: Int) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    // A run that long contains one of the offsets that are so far apart.
    var probe = least - 1
    var searched = 0
    while probe < count {
      guard alphabet.contains(bytes[probe]) else {
        probe += least
        continue
      }
      var start = probe
      while start > searched, alphabet.contains(bytes[start - 1]) { start -= 1 }
      searched = end(ofRunOf: alphabet, from: probe)
      if searched - start >= least { runs.append(start..<searched) }
      probe = searched + least
    }
    return runs
  }

  /// Whether neither a letter nor a digit is directly before or after a range.
  package func isWord(at range: Range<Int>) -> Bool {
    ![bytes[..<range.lowerBound].last, bytes[range.upperBound...].first].contains {
      $0.map(Alphabet.alphanumeric.contains) ?? false
    }
  }
}

/// A word of small letters that is searched in long texts, by Horspool's algorithm: the character where the word would
/// end says how far the next place is where it can.
package struct SearchWord: Sendable {
  fileprivate let letters: [UInt8]
  /// How far it goes on from each character, in bytes.
  fileprivate let step: [UInt8]

  package init(_ word: StaticString) {
    letters = Array(Text(word).bytes)
    var step = [UInt8](repeating: UInt8(letters.count), count: 256)
    for (index, letter) in letters.dropLast().enumerated() {
      let capital = letter.isSmallLetter ? letter & 0xDF : letter
      for byte in [letter, capital] { step[Int(byte)] = UInt8(letters.count - 1 - index) }
    }
    self.step = step
  }
}
