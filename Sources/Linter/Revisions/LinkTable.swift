import Diagnostics
import Files

/// Where the links of a snapshot lead, as the system would follow them.
struct LinkTable {
  enum End {
    case file(Git.Entry)
    case outside
    case submodule
    case nothing
  }

  /// Linux gives up after as many.
  private static let mostLinks = 40

  private let root: String
  /// By the path of the link.
  private let targets: [String: String]
  /// Empty where there is no link.
  private let entries: [String: Git.Entry]

  init(root: String, _ entries: [Git.Entry], targets: [String: String]) {
    self.root = root
    self.targets = targets
    self.entries =
      targets.isEmpty ? [:] : Dictionary(entries.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  var isEmpty: Bool { targets.isEmpty }

  /// What a path leads to, whatever links are on the way.
  func end(of path: String) -> End {
    var rest = LinkTable.names(path)
    var here: [Substring] = []
    var followed = 0
    while let name = rest.popLast() {
      if name == ".." {
        if here.popLast() == nil { return .outside }
        continue
      }
      here.append(name)
      let place = here.joined(separator: "/")
      if entries[place]?.kind == .submodule { return .submodule }
      guard let target = targets[place] else { continue }
      followed += 1
      if followed > LinkTable.mostLinks { return .nothing }
      here.removeLast()
      if target.hasPrefix("/") {
        guard target.hasPrefix(root + "/") else { return .outside }
        here = []
        rest += LinkTable.names(String(target.dropFirst(root.count)))
      } else {
        rest += LinkTable.names(target)
      }
    }
    guard let entry = entries[here.joined(separator: "/")], entry.kind == .file else { return .nothing }
    return .file(entry)
  }

  /// The names of a path, the first one last.
  private static func names(_ path: String) -> [Substring] {
    path.split(separator: "/").filter { $0 != "." }.reversed()
  }
}
