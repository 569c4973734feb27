/// A pattern over paths, in the words of `.gitignore`: `*` is any text without `/`, `**` any folders, `?` one
/// character, `[a-z]` one of some, `{a,b}` either. A pattern without `/` matches a name at any depth; one that matches
/// a folder matches everything in it.
package struct GlobPattern: Sendable, Equatable {
  package let text: String
  /// The steps of the path, for each way to take the braces.
  private let alternatives: [[Step]]

  /// One step of a pattern's path.
  enum Step: Sendable, Equatable {
    case folders
    case name([Element])
  }

  /// What stands for a part of a name.
  enum Element: Sendable, Equatable {
    case any, one
    case character(Character)
    case oneOf([ClosedRange<Character>], isNegated: Bool)

    func matches(_ character: Character) -> Bool {
      switch self {
      case .any: false
      case .one: true
      case .character(let wanted): wanted == character
      case .oneOf(let ranges, let isNegated): ranges.contains { $0.contains(character) } != isNegated
      }
    }
  }

  package init(_ text: String) throws(PatternFault) {
    self.text = text
    alternatives = try PatternReader.read(text)
  }

  /// Whether a path matches; it is taken from the folder of the settings.
  package func matches(_ path: String) -> Bool {
    let names = path.split(separator: "/").filter { $0 != "." }.map(Array.init)
    return alternatives.contains { GlobPattern.matches($0, names) }
  }

  private static func matches(_ steps: [Step], _ names: [[Character]]) -> Bool {
    // `**` at the end is everything in a folder, of which there has to be something.
    let isFolderContent = steps.last == .folders
    return match(
      isFolderContent ? steps.dropLast() : steps[...],
      names,
      isAny: { $0 == .folders },
      isSame: { matchName($0, $1) },
      isEnough: { !isFolderContent || $0 < names.count }
    )
  }

  private static func matchName(_ step: Step, _ name: [Character]) -> Bool {
    guard case .name(let elements) = step else { return false }
    return match(elements[...], name, isAny: { $0 == .any }, isSame: { $0.matches($1) }, isEnough: { $0 == name.count })
  }

  /// Matches a pattern against the start of a sequence; `isEnough` says whether the match may end before an index.
  ///
  /// Where it fails it goes back to the last `*` only, which may then stand for one element more: no pattern takes more
  /// than their product of steps.
  private static func match<Part, Element>(
    _ pattern: ArraySlice<Part>,
    _ elements: [Element],
    isAny: (Part) -> Bool,
    isSame: (Part, Element) -> Bool,
    isEnough: (Int) -> Bool
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
