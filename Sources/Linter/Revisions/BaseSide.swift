import Diagnostics
import Emitters
import Files
import ManifestModel

/// The base side of a comparison: manifests on disk, or in a git revision.
///
/// A revision is compiled under the settings that it had itself: its edition of the limits is the one its tickets were
/// written under, and a file that it took for a manifest is one. What today's settings leave out is left out of both
/// sides: to exclude a manifest is not to end its connections.
package struct BaseSide: Sendable {
  package private(set) var inputs: [LintInput] = []
  /// The settings of each input.
  package private(set) var settings: [ByteKey: Settings] = [:]
  /// Those that the same file has today.
  package private(set) var settingsToday: [ByteKey: Settings] = [:]
  /// What whoever compares with it has to know before anything is read off the comparison.
  package private(set) var notes: [String] = []
  /// Whether something that belongs to the base side is left out, which the notes name.
  package private(set) var isPartial = false
  /// The paths of the new side that are gone since, with everything under them.
  package private(set) var gone: Set<String> = []
  /// What the index keeps off the disk: a part of the new side.
  package private(set) var hidden = HiddenManifests()
  /// Inputs that may be the earlier names of files on the new side: of them count the projects that the new side has
  /// too.
  private var earlierNames: Set<String> = []

  /// No base side: whatever there is, is new.
  package init() {}

  /// The manifests that `reference` means, an existing path or a git revision, beside the paths of the new side.
  package init(_ reference: String, paths: [String], settings finder: SettingsFinder) throws(InputProblem) {
    self.init()
    guard FileReading.exists(reference) else {
      self = try BaseSide(revision: reference, paths: paths, settings: finder)
      return
    }
    try BaseSide.refuseRevision(named: reference, paths: paths)
    hidden = try HiddenManifests(besideFilesOf: paths.isEmpty ? ["."] : paths, finder)
    let discovery = FileDiscovery.find([reference], settings: finder.with(hidden: hidden.settingsFiles))
    if let problem = discovery.problems.first { throw problem }
    var finder = discovery.settings
    inputs = discovery.files.map { .file($0) }
    for file in discovery.files { settings[ByteKey(file.path)] = finder.settings(for: file.path) }
  }

  /// The manifests of a git revision (`REV`, or `REV...` for its merge base with HEAD), beside the paths of the new
  /// side.
  package init(revision text: String, paths: [String], settings finder: SettingsFinder) throws(InputProblem) {
    let paths = paths.isEmpty ? ["."] : paths
    let name = try RevisionName(text)
    let git = try Git(around: try AbsolutePath.folder(around: paths[0]), for: text)
    let revision = try ResolvedRevision(name, in: git)
    notes = revision.note.map { [$0] } ?? []
    let index = try RevisionFiles(indexOf: git)
    hidden = try HiddenManifests(paths, in: index, finder)
    let finder = finder.with(hidden: hidden.settingsFiles)
    let snapshot = try RevisionFiles(tree: revision.tree, named: text, in: git)
    // What was never checked out is not removed.
    if index.paths.isEmpty, !snapshot.paths.isEmpty, try !git.hasIndex() {
      throw InputProblem(
        git.root,
        reason: "nothing is checked out here, so everything would count as removed: `git checkout` writes the files"
      )
    }
    var coverage = try RevisionCoverage(paths, of: snapshot, beside: index, finder)
    let known = notes.count
    notes += coverage.notesOnSubmodules(of: snapshot, text)
    let files = try snapshot.files(
      where: { coverage.place(of: $0) != nil },
      following: { coverage.mayFollow($0, to: $1) }
    )
    for file in files {
      guard let place = coverage.place(of: file.path) else { continue }
      let label = "\(text):\(file.path)"
      inputs.append(.contents(path: label, file.contents))
      settings[ByteKey(label)] = coverage.settings(for: file.path, place)
      settingsToday[ByteKey(label)] = coverage.settingsToday(for: file.path, place)
      switch place {
      case .within: gone.formUnion(coverage.missingPaths(covering: file.path))
      case .earlierName: earlierNames.insert(label)
      }
    }
    inputs.sort { $0.path.precedesByBytes($1.path) }
    gone.subtract(hidden.paths)
    notes += coverage.notesOnIgnored()
    isPartial = notes.count > known
  }

  /// A name that is both is refused: either could be meant, and the wrong one makes everything new or gone.
  private static func refuseRevision(named reference: String, paths: [String]) throws(InputProblem) {
    // `./name` says that a path is meant. Where there is no repository, or no git, nothing else can be.
    let isPath = ["/", "./", "../"].contains(where: reference.hasPrefix)
    guard !isPath, let git = Git.ifAny(around: paths.first ?? "."), (try? git.id(of: reference, as: .tree)) != nil
    else { return }
    let full = (try? git.fullName(of: reference)) ?? "\(reference)~0"
    throw InputProblem(
      reference,
      reason:
        """
        is both a path and a revision; write `./\(Display.oneLine(reference))` for the path, or \
        `\(Display.oneLine(full))` for the revision
        """
    )
  }

  /// The base side as far as it belongs to the comparison.
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

/// The manifests that a sparse checkout, or an entry of the index with `skip-worktree`, keeps off the disk: hidden is
/// not removed.
package struct HiddenManifests: Sendable {
  package private(set) var inputs: [LintInput] = []
  /// The settings of each input.
  package private(set) var settings: [ByteKey: Settings] = [:]
  /// The paths of the command line that are not on disk and are covered all the same.
  package private(set) var paths: Set<String> = []
  /// The settings files that are kept off the disk, by their absolute path: they apply to what is on disk as well.
  package private(set) var settingsFiles: [ByteKey: [UInt8]] = [:]
  package init() {}

  /// Those beside the files that paths cover, where these are in a repository.
  init(besideFilesOf paths: [String], _ finder: SettingsFinder) throws(InputProblem) {
    self.init()
    guard let git = Git.ifAny(around: paths[0]) else { return }
    let index = try RevisionFiles(indexOf: git)
    let inside = paths.filter { path in
      (try? AbsolutePath.of(path)).map { $0 == git.root || $0.hasPrefix(git.root + "/") } ?? false
    }
    self = try HiddenManifests(inside, in: index, finder)
  }

  init(_ paths: [String], in index: RevisionFiles, _ finder: SettingsFinder) throws(InputProblem) {
    guard index.hidesAnything else { return }
    for file in try RevisionSettings.files(of: index, where: index.isHidden) {
      settingsFiles[ByteKey("\(index.root)/\(file.path)")] = file.contents
    }
    let finder = finder.with(hidden: settingsFiles)
    var coverage = try RevisionCoverage(paths, of: index, beside: index, finder)
    let found = try index.files(
      where: { index.isHidden($0) && coverage.place(of: $0) != nil },
      following: { coverage.mayFollow($0, to: $1) }
    )
    for file in found {
      guard case .within(let scope) = coverage.place(of: file.path) else { continue }
      let label = scope.path(on: file.path)
      inputs.append(.contents(path: label, file.contents))
      settings[ByteKey(label)] = coverage.settings(for: file.path, .within(scope))
      self.paths.formUnion(coverage.missingPaths(covering: file.path))
    }
  }
}
