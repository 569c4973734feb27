import Diagnostics

/// The mappings of the manifest in which a key is valid, for a key that is written in another one.
enum KeyHomes {
  /// A mapping that has the key, and the words for where it is.
  struct Home: Sendable {
    let mapping: MappingDeclaration
    /// The key above it; empty for the manifest.
    let container: String
    /// "under `customer`", "in an environment".
    let phrase: String
    /// Keys within their mapping, as they are written: `customer: { account: …, region: … }`.
    let structure: @Sendable (_ keys: [String]) -> String
  }

  /// The homes nearest to a mapping; those that require the key, where one does. Empty for a key that many things have.
  static func of(_ key: String, from mapping: String) -> [Home] {
    guard key != "name", key != "id", let start = levels.firstIndex(where: { $0.declaration.name == mapping }) else {
      return []
    }
    let having = levels.indices.compactMap { level in
      levels[level].declaration.fields.first { $0.key == key }.map { (level, $0) }
    }
    guard let nearest = having.map({ distance(from: start, to: $0.0) }).min() else { return [] }
    let near = having.filter { distance(from: start, to: $0.0) == nearest }
    // Rather below than beside or above.
    let below = near.filter { path($0.0).contains(start) }
    let required = (below.isEmpty ? near : below).filter { $0.1.need == .required }
    return (required.isEmpty ? below.isEmpty ? near : below : required).map { levels[$0.0].home }
  }

  /// Whether a word is a key of any mapping.
  static func isKey(_ word: some StringProtocol) -> Bool { keys.contains(String(word)) }

  private static let keys = Set(levels.flatMap { $0.declaration.fields.map(\.key) })

  /// A mapping of the language and how it is reached from the one above.
  private struct Level: Sendable {
    let declaration: MappingDeclaration
    /// The index of the level above, and the key in it; the manifest has none.
    let parent: Int?
    let key: String
    let type: ValueType

    var home: Home {
      let (above, type) = (key, type)
      @Sendable func entries(_ keys: [String]) -> String { keys.map { "\($0): …" }.joined(separator: ", ") }
      return switch type {
      case .mapping where parent == nil:
        Home(mapping: declaration, container: "", phrase: "at the top of the manifest", structure: entries)
      case .named(let format, _):
        Home(
          mapping: declaration,
          container: above,
          phrase: declaration.inside,
          structure: { "\(above): { \(format.sampleName): { \(entries($0)) } }" }
        )
      case .list:
        Home(
          mapping: declaration,
          container: above,
          phrase: "in an entry of `\(above)`",
          structure: { "\(above): [{ \(entries($0)) }]" }
        )
      default:
        Home(
          mapping: declaration,
          container: above,
          phrase: "under `\(above)`",
          structure: { "\(above): { \(entries($0)) }" }
        )
      }
    }
  }

  /// The mappings of the manifest, each after the one that contains it.
  private static let levels: [Level] = {
    var levels = [Level(declaration: ManifestKey.mapping, parent: nil, key: "", type: .mapping(ManifestKey.mapping))]
    var next = 0
    while next < levels.count {
      for field in levels[next].declaration.fields {
        guard let inner = field.type.innerMapping else { continue }
        levels.append(Level(declaration: inner, parent: next, key: field.key, type: field.type))
      }
      next += 1
    }
    return levels
  }()

  /// The number of steps up and down from one level to another.
  private static func distance(from first: Int, to second: Int) -> Int {
    let (up, down) = (path(first), path(second))
    let shared = zip(up, down).prefix { $0 == $1 }.count
    return up.count + down.count - 2 * shared
  }

  /// The levels from the manifest to one of them.
  private static func path(_ level: Int) -> [Int] {
    (levels[level].parent.map(path) ?? []) + [level]
  }
}

extension ValueType {
  /// The mapping that is written under a key of this type, in a list or by name as well.
  fileprivate var innerMapping: MappingDeclaration? {
    switch self {
    case .mapping(let mapping), .named(_, let mapping): mapping
    case .list(let element): element.innerMapping
    default: nil
    }
  }
}

extension ValueType.Format {
  /// What is written for the name of something that has one.
  var sampleName: String {
    switch self {
    case .projectID: "<project ID>"
    case .environmentID: "production"
    default: "erp"
    }
  }
}

extension UInt8 {
  /// What keys are made of: small letters and underscores.
  var isKeyCharacter: Bool { isSmallLetter || self == UInt8(ascii: "_") }
}
