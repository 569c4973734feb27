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
    // `**` at the end is everything in a folder, of which there has to be something.
    let isFolderContent = components.last == GlobPattern.anyFolders
    let parts = isFolderContent ? components.dropLast() : components[...]
    return GlobPattern.match(
      parts, names, isAny: { $0 == GlobPattern.anyFolders }, isSame: { GlobPattern.matchName($0, $1) },
      isEnough: { !isFolderContent || $0 < names.count })
  }

  private static let anyFolders: [Character] = ["*", "*"]

  private static func matchName(_ pattern: [Character], _ name: [Character]) -> Bool {
    match(pattern[...], name, isAny: { $0 == "*" }, isSame: { $0 == "?" || $0 == $1 }, isEnough: { $0 == name.count })
  }

  /// Matches a pattern against the start of a sequence; `isEnough` says whether the match may end before an index.
  ///
  /// Where it fails it goes back to the last `*` only, which may then stand for one element more: no pattern takes more than their product of steps.
  private static func match<Part, Element>(
    _ pattern: ArraySlice<Part>, _ elements: [Element], isAny: (Part) -> Bool, isSame: (Part, Element) -> Bool, isEnough: (Int) -> Bool
  ) -> Bool {
    var (part, index) = (pattern.startIndex, 0)
    var star: (part: Int, index: Int)?
    while part < pattern.endIndex || !isEnough(index) {
      if part < pattern.endIndex, isAny(pattern[part]) {
        star = (part, index)
        part += 1
      } else if part < pattern.endIndex, index < elements.count, isSame(pattern[part], elements[index]) {
        part += 1
        index += 1
      } else if let last = star, last.index < elements.count {
        star = (last.part, last.index + 1)
        (part, index) = (last.part + 1, last.index + 1)
      } else {
        return false
      }
    }
    return true
  }
}
