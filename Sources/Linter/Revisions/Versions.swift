import Diagnostics
import Emitters
import ManifestModel
import Files

/// The old side of a change: manifests on disk, or in a revision.
///
/// A revision is compiled under the settings that it had itself: its edition of the limits is the one its tickets were written under, and a file that it
/// took in for a manifest is one. What today's settings leave out is left out of both sides: to exclude a manifest is not to end its connections.
package struct OldSide: Sendable {
  package private(set) var inputs: [LintInput] = []
  /// The settings of each input.
  package private(set) var settings: [ExactText: Settings] = [:]
  /// Inputs that may be the earlier names of files on the new side: of them count the projects that the new side has too.
  private var earlierNames: Set<String> = []
  /// The paths of the new side that are gone since, with everything under them.
  package private(set) var gone: Set<String> = []

  /// The manifests that `reference` stands for, an existing path or a git revision, beside the paths of the new side.
  package init(_ reference: String, paths: [String], settings finder: SettingsFinder) throws(InputProblem) {
    if FileReading.exists(reference) {
      try readDisk(reference, finder)
    } else {
      try readRevision(reference, paths, finder)
    }
  }

  private mutating func readDisk(_ path: String, _ finder: SettingsFinder) throws(InputProblem) {
    let discovery = FileDiscovery.find([path], settings: finder)
    if let problem = discovery.problems.first { throw problem }
    var finder = discovery.settings
    inputs = discovery.files.map { .file($0) }
    for file in discovery.files { settings[ExactText(file.path)] = finder.settings(for: file.path) }
  }

  private mutating func readRevision(_ name: String, _ paths: [String], _ finder: SettingsFinder) throws(InputProblem) {
    let paths = paths.isEmpty ? ["."] : paths
    let revision = try Revision(name, around: try OldSide.folder(around: paths[0]))
    var coverage = try Coverage(paths, of: revision, finder)
    let files = try revision.files(
      where: { coverage.place(of: $0) != nil },
      following: { coverage.mayFollow($0, to: $1) }
    )
    for file in files {
      guard let place = coverage.place(of: file.path) else { continue }
      let label = "\(name):\(file.path)"
      inputs.append(.contents(path: label, file.contents))
      settings[ExactText(label)] = coverage.settings(for: file.path, place)
      switch place {
      case .within(let scope): if !FileReading.exists(scope.given) { gone.insert(scope.given) }
      case .earlierName: earlierNames.insert(label)
      }
    }
    inputs.sort { $0.path.precedesByBytes($1.path) }
  }

  /// The nearest folder around a path that is there.
  private static func folder(around path: String) throws(InputProblem) -> String {
    var folder = try AbsolutePath.of(path)
    while folder != "/" {
      var status = stat()
      if stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return folder }
      folder = folder.lastIndex(of: "/").map { $0 == folder.startIndex ? "/" : String(folder[..<$0]) } ?? "/"
    }
    return folder
  }

  /// The old side as far as it belongs to the comparison.
  func projects(_ projects: [EffectiveProject], of outcome: LintOutcome, beside new: [EffectiveProject])
    -> [EffectiveProject]
  {
    guard !earlierNames.isEmpty else { return projects }
    var counted = Set(new.map(\.id))
    for file in outcome.files.map(\.file) where !earlierNames.contains(file.path) {
      counted.formUnion(file.projects.map { EffectiveBuilder.id(of: $0, in: file) })
    }
    return projects.filter { counted.contains($0.id) }
  }
}

/// Which files of a revision belong to an old side.
private struct Coverage {
  enum Place {
    case within(Scope)
    case earlierName
  }

  private let root: String
  private let folders: [Scope]
  /// By the path in the repository.
  private let files: [String: Scope]
  /// Today's settings.
  private var finder: SettingsFinder
  /// The settings of the revision; nil: one file, or none, was named for both sides.
  private let earlier: RevisionSettings?
  private var known: [String: Place?] = [:]

  init(_ paths: [String], of revision: Revision, _ finder: SettingsFinder) throws(InputProblem) {
    root = revision.root
    let held = Set(revision.paths)
    var scopes: [Scope] = []
    for path in paths { scopes.append(try Scope(path, root: root, held: held)) }
    folders = scopes.filter(\.isFolder)
    files = Dictionary(scopes.filter { !$0.isFolder }.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    self.finder = finder
    earlier = finder.isSearching ? try RevisionSettings(revision) : nil
  }

  mutating func place(of file: String) -> Place? {
    if let place = known[file] { return place }
    let place = find(file)
    known[file] = .some(place)
    return place
  }

  private mutating func find(_ file: String) -> Place? {
    if let scope = files[file] { return .within(scope) }
    let isGone = { [root] in !FileReading.exists(root + "/" + file) }
    let isManifest =
      FileDiscovery.isManifestName(Scope.name(of: file)) || (earlier?.isIncluded(file) == true && isGone())
    for scope in folders where scope.mayHold(file, isManifest: isManifest, &finder) { return .within(scope) }
    // A file that is gone from another place may have been moved here.
    return isManifest && !folders.contains { $0.surrounds(file) } && isGone() ? .earlierName : nil
  }

  /// As with a folder on disk: no link leads out of it. A file that was asked for by name may lie anywhere.
  mutating func mayFollow(_ link: String, to target: String?) -> Bool {
    switch place(of: link) {
    case .within(let scope) where scope.isFolder: target.map(scope.surrounds) ?? false
    case .within: true
    case .earlierName, nil: target != nil
    }
  }

  mutating func settings(for file: String, _ place: Place) -> Settings {
    if let earlier { return finder.flagged(earlier.settings(for: file)) }
    if case .within(let scope) = place { return finder.settings(for: scope.path(on: file)) }
    return finder.settings(for: root + "/" + file)
  }
}

/// What of a repository a path of the command line covers.
private struct Scope {
  /// As it was given.
  let given: String
  /// From the root of the repository; empty: all of it.
  let path: String
  let isFolder: Bool

  /// `held` are the files and links of the revision.
  init(_ given: String, root: String, held: Set<String>) throws(InputProblem) {
    self.given = given
    var status = stat()
    let exists = stat(given, &status) == 0
    isFolder = !exists ? !FileDiscovery.isManifestName(Scope.name(of: given)) : status.st_mode & S_IFMT == S_IFDIR
    func inner(_ absolute: String) throws(InputProblem) -> String {
      guard absolute == root || root == "/" || absolute.hasPrefix(root + "/") else {
        throw InputProblem(given, "lies outside the repository \(Shown.oneLine(root))")
      }
      return String(absolute.dropFirst(root == "/" ? 1 : root.count + 1))
    }
    // A link that the revision holds too may have led elsewhere then: its own name counts, not the file it leads to today.
    if !isFolder, let own = try? inner(AbsolutePath.ofLink(given)), held.contains(own) {
      path = own
    } else {
      path = try inner(AbsolutePath.of(given))
    }
  }

  /// Whether a file lies in this folder.
  func surrounds(_ file: String) -> Bool { isFolder && (path.isEmpty || file.hasPrefix(path + "/")) }

  /// Whether a walk of the folder would take a file in, by its name and by the settings.
  func mayHold(_ file: String, isManifest: Bool, _ finder: inout SettingsFinder) -> Bool {
    guard surrounds(file) else { return false }
    let here = self.path(on: file)
    guard isManifest || finder.isIncluded(here) else { return false }
    var folder = given == "." ? "" : given + (given.hasSuffix("/") ? "" : "/")
    for name in file.dropFirst(path.isEmpty ? 0 : path.count + 1).split(separator: "/").dropLast() {
      if FileDiscovery.reasonToLeaveOut(folderNamed: name) != nil { return false }
      folder += name + "/"
      if finder.exclusion(of: folder) != nil { return false }
    }
    return finder.exclusion(of: here) == nil
  }

  /// A file of the repository as a path of the command line.
  func path(on file: String) -> String {
    guard isFolder else { return given }
    let inner = path.isEmpty ? file : String(file.dropFirst(path.count + 1))
    return given == "." ? inner : given + (given.hasSuffix("/") ? "" : "/") + inner
  }

  static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
}
