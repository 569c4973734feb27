import Diagnostics
import Files

/// The files of a git revision: those of submodules included as far as they are checked out, links followed inside their repository.
struct Revision {
  /// A file, by its own path or by that of a link to it.
  struct File: Sendable {
    let path: String
    let contents: [UInt8]
  }

  /// The root of the work tree.
  var root: String { git.root }
  /// The folders of submodules.
  var submodules: [String] {
    modules.flatMap { module in [module.path] + module.revision.submodules.map { "\(module.path)/\($0)" } }
  }

  /// The paths of its own files and links.
  var paths: [String] { entries.filter { $0.kind != .submodule }.map(\.path) }

  private let name: String
  private let git: Git
  private let entries: [Git.Entry]
  private let links: LinkTable
  private var modules: [(path: String, revision: Revision)] = []

  /// The revision of the repository around a folder.
  init(_ name: String, around folder: String) throws(InputProblem) {
    self.name = name
    git = try Git(around: folder, for: name)
    entries = try git.entries(of: name)
    links = LinkTable(
      root: git.root,
      entries,
      targets: try Revision.targets(of: entries.filter { $0.kind == .link }, git, name)
    )
    for entry in entries where entry.kind == .submodule && access("\(git.root)/\(entry.path)/.git", F_OK) == 0 {
      modules.append((entry.path, try Revision(entry.id, around: "\(git.root)/\(entry.path)")))
    }
  }

  private static func targets(of links: [Git.Entry], _ git: Git, _ name: String) throws(InputProblem) -> [String:
    String]
  {
    let targets = try git.contents(of: links, name).map { String(decoding: $0, as: UTF8.self) }
    return Dictionary(zip(links.map(\.path), targets), uniquingKeysWith: { first, _ in first })
  }

  /// The files whose name is wanted. A link to nothing is nothing, and a file that is wanted by its own name does not come by a link's as well.
  ///
  /// - Parameters:
  ///   - isWanted: says of a path from the root whether it is.
  ///   - mayLead: says of a link whether it may be followed to where it leads; nil: out of the repository.
  /// - Returns: the files by the names they are wanted by.
  /// - Throws: what git could not do, or a link whose target it does not keep.
  func files(where isWanted: (String) -> Bool, following mayLead: (_ link: String, _ target: String?) -> Bool)
    throws(InputProblem) -> [File]
  {
    var taken = entries.filter { $0.kind == .file && isWanted($0.path) }.map { (path: $0.path, entry: $0) }
    var targets = links.isEmpty ? [] : Set(taken.map(\.path))
    for link in entries where link.kind == .link && isWanted(link.path) {
      switch links.end(of: link.path) {
      case .file(let file):
        if mayLead(link.path, file.path), targets.insert(file.path).inserted { taken.append((link.path, file)) }
      case .outside:
        if mayLead(link.path, nil) {
          throw problem(link, "leads out of the repository, and git does not keep what it led to")
        }
      case .submodule: throw problem(link, "leads into a submodule, which is another repository")
      case .nothing: break
      }
    }
    let contents = try git.contents(of: taken.map(\.entry), name)
    var files = zip(taken, contents).map { File(path: $0.path, contents: $1) }
    for (folder, revision) in modules {
      let inner = try revision.files(
        where: { isWanted("\(folder)/\($0)") },
        following: { mayLead("\(folder)/\($0)", $1.map { "\(folder)/\($0)" }) }
      )
      files += inner.map { File(path: "\(folder)/\($0.path)", contents: $0.contents) }
    }
    return files
  }

  private func problem(_ link: Git.Entry, _ reason: String) -> InputProblem {
    InputProblem("\(name):\(link.path)", "is a link that \(reason)")
  }
}

/// Where the links of a revision lead, as the system would follow them.
private struct LinkTable {
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
