import Diagnostics
import Files

/// Which files of a snapshot belong to a comparison.
struct RevisionCoverage {
  enum Place {
    case within(PathScope)
    case earlierName
  }

  private let root: String
  private let folders: [PathScope]
  /// By the path in the repository.
  private let files: [String: PathScope]
  /// Today's settings.
  private var finder: SettingsFinder
  /// The settings of the snapshot; nil: one file, or none, was named for both sides.
  private let earlier: RevisionSettings?
  /// The index: what it keeps off the disk is not gone.
  private let index: RevisionFiles
  private var known: [String: Place?] = [:]
  /// What belongs to neither side: it is not tracked any more, and git ignores it.
  private var ignored = IgnoredManifests()

  init(_ paths: [String], of snapshot: RevisionFiles, beside index: RevisionFiles, _ finder: SettingsFinder)
    throws(InputProblem)
  {
    root = snapshot.root
    self.index = index
    let known = Set(snapshot.paths)
    var scopes: [PathScope] = []
    for path in paths { scopes.append(try PathScope(path, root: root, known: known)) }
    folders = scopes.filter(\.isFolder)
    files = Dictionary(scopes.filter { !$0.isFolder }.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    self.finder = finder
    earlier = finder.isSearching ? try RevisionSettings(snapshot) : nil
    if finder.honoursGitIgnore { ignored = try IgnoredManifests(of: snapshot, beside: index) }
  }

  mutating func place(of file: String) -> Place? {
    if let place = known[file] { return place }
    let place = find(file)
    known[file] = .some(place)
    return place
  }

  private mutating func find(_ file: String) -> Place? {
    if let scope = files[file] { return .within(scope) }
    let isGone = { [root, index] in !FileReading.exists(root + "/" + file) && !index.isHidden(file) }
    let isManifest =
      FileDiscovery.isManifestName(PathScope.name(of: file)) || (earlier?.isIncluded(file) == true && isGone())
    for scope in folders where scope.mayHold(file, isManifest: isManifest, &finder) {
      return ignored.take(file, in: scope) ? nil : .within(scope)
    }
    // A file that is gone from another place may have been moved here.
    return isManifest && !folders.contains { $0.surrounds(file) } && isGone() ? .earlierName : nil
  }

  /// What is said of manifests that git ignores.
  func notesOnIgnored() -> [String] { ignored.notes }

  /// What is said of submodules of a revision whose files are not here: neither side has them.
  func notesOnSubmodules(of snapshot: RevisionFiles, _ revision: String) -> [String] {
    let today = index.absentModules
    let changed = snapshot.absentModules.filter { today[$0.key] != $0.value }.keys.sorted()
    return changed.filter { path in
      folders.contains { $0.surrounds(path) || $0.path == path } || files.keys.contains { $0.hasPrefix(path + "/") }
    }.map { path in
      let fetch =
        today[path] == nil
        ? "its files are not here: `git clone` it, and compare with `--from FOLDER`"
        : "it is not checked out: `git submodule update --init` fetches it"
      return
        """
        \(Display.oneLine(path)) is a submodule of `\(Display.oneLine(revision))` and has changed since; what it \
        contains is not compared, because \(fetch)
        """
    }
  }

  /// The paths of the command line that cover a file and are not on disk.
  func missingPaths(covering file: String) -> [String] {
    let covering = folders.filter { $0.surrounds(file) } + [files[file]].compactMap { $0 }
    return covering.map(\.given).filter { !FileReading.exists($0) }
  }

  /// As with a folder on disk: no link leads out of it. A file that was asked for by name may be anywhere.
  mutating func mayFollow(_ link: String, to target: String?) -> Bool {
    switch place(of: link) {
    case .within(let scope) where scope.isFolder: target.map(scope.surrounds) ?? false
    case .within: true
    case .earlierName, nil: target != nil
    }
  }

  mutating func settings(for file: String, _ place: Place) -> Settings {
    if let earlier { return finder.flagged(earlier.settings(for: file)) }
    return settingsToday(for: file, place)
  }

  /// The settings that apply at the place of a file now.
  mutating func settingsToday(for file: String, _ place: Place) -> Settings {
    if case .within(let scope) = place { return finder.settings(for: scope.path(on: file)) }
    return finder.settings(for: root + "/" + file)
  }
}
