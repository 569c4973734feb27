import Diagnostics
import Files

/// The files of a git revision or of the index: those of submodules included as far as they are here, links followed
/// inside their repository.
struct RevisionFiles {
  /// A file, by its own path or by that of a link to it.
  struct File: Sendable {
    let path: String
    let contents: [UInt8]
  }

  /// The root of the work tree.
  var root: String { git.root }
  /// The paths of its own files and links.
  var paths: [String] { entries.filter { $0.kind != .submodule }.map(\.path) }
  /// The folders of submodules.
  var submodules: [String] {
    modules.flatMap { module in [module.path] + module.snapshot.submodules.map { "\(module.path)/\($0)" } }
  }

  /// As messages name it.
  private let name: String
  private let git: Git
  private let entries: [Git.Entry]
  /// Of the index: the paths that are not looked for in the work tree.
  private let hidden: Set<String>
  private let links: LinkTable
  private var modules: [(path: String, snapshot: RevisionFiles)] = []
  /// The submodules whose files are not here, by their path.
  private(set) var absentModules: [String: String] = [:]

  /// The files of a tree.
  init(tree id: String, named name: String, in git: Git) throws(InputProblem) {
    let entries = try git.entries(ofTree: id, name)
    try self.init(name, in: git, entries, hidden: [])
    for entry in entries where entry.kind == .submodule {
      let label = "\(name):\(entry.path)"
      if RevisionFiles.isCheckedOut(entry, in: git) {
        let inner = try Git(around: "\(git.root)/\(entry.path)", for: name)
        guard let tree = try inner.id(of: entry.id, as: .tree) else {
          throw InputProblem(label, reason: "is a submodule that lacks this commit; `git submodule update` fetches it")
        }
        modules.append((entry.path, try RevisionFiles(tree: tree, named: label, in: inner)))
      } else if let inner = try git.module(at: entry.path, ofTree: id),
        let tree = try inner.id(of: entry.id, as: .tree)
      {
        modules.append((entry.path, try RevisionFiles(tree: tree, named: label, in: inner)))
      } else {
        absentModules[entry.path] = entry.id
      }
    }
  }

  /// The files of the index.
  init(indexOf git: Git) throws(InputProblem) {
    let index = try git.index()
    try self.init("the index", in: git, index.entries, hidden: index.hidden)
    for entry in index.entries where entry.kind == .submodule {
      guard RevisionFiles.isCheckedOut(entry, in: git) else {
        absentModules[entry.path] = entry.id
        continue
      }
      let inner = try Git(around: "\(git.root)/\(entry.path)", for: "HEAD")
      modules.append((entry.path, try RevisionFiles(indexOf: inner)))
    }
  }

  private init(_ name: String, in git: Git, _ entries: [Git.Entry], hidden: Set<String>) throws(InputProblem) {
    self.name = name
    self.git = git
    self.entries = entries
    self.hidden = hidden
    let own = entries.filter { $0.kind == .link }
    let targets = zip(own, try git.contents(of: own, name)).compactMap { link, target in
      target.map { (link.path, String(decoding: $0, as: UTF8.self)) }
    }
    links = LinkTable(root: git.root, entries, targets: Dictionary(targets, uniquingKeysWith: { first, _ in first }))
  }

  private static func isCheckedOut(_ entry: Git.Entry, in git: Git) -> Bool {
    FileReading.exists("\(git.root)/\(entry.path)/.git")
  }

  /// The paths of its files and links, those of submodules included.
  var allPaths: [String] {
    paths + modules.flatMap { module in module.snapshot.allPaths.map { "\(module.path)/\($0)" } }
  }

  /// Whether the index keeps a file off the disk.
  func isHidden(_ path: String) -> Bool {
    if hidden.contains(path) { return !FileReading.exists("\(root)/\(path)") }
    return modules.contains { module in
      path.hasPrefix(module.path + "/") && module.snapshot.isHidden(String(path.dropFirst(module.path.count + 1)))
    }
  }

  var hidesAnything: Bool { !hidden.isEmpty || modules.contains { $0.snapshot.hidesAnything } }

  /// The files whose name is wanted. A link to nothing is nothing, and a file that is wanted by its own name does not
  /// come by a link's as well.
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
          throw problem(link, "is a link to a place outside the repository, which git does not keep")
        }
      case .submodule: throw problem(link, "is a link into a submodule, which is another repository")
      case .nothing: break
      }
    }
    var files: [File] = []
    for (file, contents) in zip(taken, try git.contents(of: taken.map(\.entry), name)) {
      guard let contents else {
        throw problem(
          file.entry,
          """
          is not in this partial clone, and privatelint does not fetch: have git fetch it first, for example with \
          `git show`
          """
        )
      }
      files.append(File(path: file.path, contents: contents))
    }
    for (folder, snapshot) in modules {
      let inner = try snapshot.files(
        where: { isWanted("\(folder)/\($0)") },
        following: { mayLead("\(folder)/\($0)", $1.map { "\(folder)/\($0)" }) }
      )
      files += inner.map { File(path: "\(folder)/\($0.path)", contents: $0.contents) }
    }
    return files
  }

  private func problem(_ entry: Git.Entry, _ reason: String) -> InputProblem {
    InputProblem("\(name):\(entry.path)", reason: reason)
  }
}
