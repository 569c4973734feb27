import Diagnostics

/// The YAML files that a work tree's index lists: what is tracked is not ignored, whatever a `.gitignore` says.
package struct TrackedFiles: Sendable {
  /// From the root of the work tree, in order.
  private var paths: [String] = []

  /// Nil: the index cannot be read as one, so nobody knows what is tracked. Without an index nothing is.
  package init?(ofWorkTree root: String) {
    let index = GitFolder(of: root).path + "/index"
    guard FileReading.exists(index) else { return }
    guard let block = try? FileReading.read(index, limit: TrackedFiles.longestIndex) else { return nil }
    defer { block.deallocate() }
    let bytes = UnsafeRawBufferPointer(block)
    // An index does not say which digests it contains.
    guard let paths = TrackedFiles.paths(in: bytes, digest: 20) ?? TrackedFiles.paths(in: bytes, digest: 32) else {
      return nil
    }
    self.paths = paths
  }

  /// Bytes of an index, at most.
  private static let longestIndex = 1 << 30

  package func contains(_ path: String) -> Bool {
    let index = paths.prefixCount { $0.precedesByBytes(path) }
    return index < paths.count && Array(paths[index].utf8) == Array(path.utf8)
  }

  /// Those in a folder, which is named with a slash at its end.
  package func below(_ folder: String) -> ArraySlice<String> {
    paths[paths.prefixCount { $0.precedesByBytes(folder) }...].prefix { $0.utf8.starts(with: folder.utf8) }
  }

  // MARK: Reading

  /// Reads an index of version 2, 3 or 4. Nil: it is none with digests of this length.
  private static func paths(in bytes: UnsafeRawBufferPointer, digest: Int) -> [String]? {
    guard bytes.starts(with: "DIRC".utf8), let version = number(bytes, 4), (2...4).contains(version),
      let count = number(bytes, 8)
    else { return nil }
    var paths: [String] = []
    var name: [UInt8] = []
    var place = 12
    for _ in 0..<count {
      let start = place
      guard let mode = number(bytes, start + 24), modes.contains(mode), start + 42 + digest <= bytes.count else {
        return nil
      }
      place = start + 42 + digest
      // An extended entry has two bytes more.
      if bytes[start + 40 + digest] & 0x40 != 0 { place += 2 }
      if version == 4 {
        guard let dropped = offset(bytes, &place), dropped <= name.count else { return nil }
        name.removeLast(dropped)
      } else {
        name = []
      }
      guard place <= bytes.count, let end = bytes[place...].firstIndex(of: 0) else { return nil }
      name += bytes[place..<end]
      if name.isEmpty { return nil }
      // Versions before 4 fill up each entry to eight bytes, with one NUL at least.
      place = version == 4 ? end + 1 : start + (end - start + 8) / 8 * 8
      if isYAML(name) { paths.append(String(decoding: name, as: UTF8.self)) }
    }
    return paths
  }

  /// Folders (of a sparse index), files, links, submodules.
  private static let modes: Set<Int> = [0o040_000, 0o100_644, 0o100_664, 0o100_755, 0o120_000, 0o160_000]

  private static func isYAML(_ name: [UInt8]) -> Bool {
    let end = name.suffix(5).map { $0 | 0x20 }
    return end.elementsEqual(".yaml".utf8) || end.suffix(4).elementsEqual(".yml".utf8)
  }

  /// Four bytes, the highest first.
  private static func number(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> Int? {
    guard place + 4 <= bytes.count else { return nil }
    return bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  /// A number of variable length, as git packs it.
  private static func offset(_ bytes: UnsafeRawBufferPointer, _ place: inout Int) -> Int? {
    guard place < bytes.count else { return nil }
    var byte = bytes[place]
    place += 1
    var value = Int(byte & 0x7F)
    while byte & 0x80 != 0 {
      guard place < bytes.count, value < 1 << 32 else { return nil }
      byte = bytes[place]
      place += 1
      value = (value + 1) << 7 | Int(byte & 0x7F)
    }
    return value
  }
}
