/// A pattern over paths: `*` is any text without `/`, `**` any folders, `?` one character. A pattern without `/` matches a name at any depth; one
/// that matches a folder matches everything in it.
package struct GlobPattern: Sendable, Equatable {
  package let text: String
  private let components: [[Character]]

  package init(_ text: String) {
    self.text = text
    var parts = text.split(separator: "/").map(Array.init)
    let isAnchored = text.dropLast().contains("/")
    if !isAnchored { parts.insert(["*", "*"], at: 0) }
    components = parts
  }

  /// Whether a path matches; it is taken from the folder of the settings.
  package func matches(_ path: String) -> Bool {
    let names = path.split(separator: "/").filter { $0 != "." }.map(Array.init)
    return match(components[...], names[...])
  }

  private func match(_ pattern: ArraySlice<[Character]>, _ names: ArraySlice<[Character]>) -> Bool {
    guard let first = pattern.first else { return true }
    if first == ["*", "*"] {
      if pattern.count == 1 { return !names.isEmpty }
      return (names.startIndex...names.endIndex).contains { match(pattern.dropFirst(), names[$0...]) }
    }
    guard let name = names.first, GlobPattern.matchName(first[...], name[...]) else { return false }
    return match(pattern.dropFirst(), names.dropFirst())
  }

  /// Matches one name; goes back to the last `*` only, so that no pattern is slow.
  private static func matchName(_ pattern: ArraySlice<Character>, _ name: ArraySlice<Character>) -> Bool {
    var p = pattern.startIndex
    var n = name.startIndex
    var star: (pattern: Int, name: Int)?
    while n < name.endIndex {
      if p < pattern.endIndex, pattern[p] == "*" {
        star = (p, n)
        p += 1
      } else if p < pattern.endIndex, pattern[p] == "?" || pattern[p] == name[n] {
        p += 1
        n += 1
      } else if let last = star {
        p = last.pattern + 1
        n = last.name + 1
        star = (last.pattern, n)
      } else {
        return false
      }
    }
    while p < pattern.endIndex, pattern[p] == "*" { p += 1 }
    return p == pattern.endIndex
  }
}
