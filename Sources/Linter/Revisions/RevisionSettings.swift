import Diagnostics
import YAMLTree
import Files

/// The settings of a git revision: for each file the nearest `.privatelint.yaml` from its folder up to the root of its
/// repository.
///
/// What is wrong with them blocks nothing, as with everything else of a base side.
struct RevisionSettings {
  /// By the folder, from the root of the repository; the root itself is empty.
  private var byFolder: [String: Settings] = [:]
  private let submodules: Set<String>

  init(_ snapshot: RevisionFiles) throws(InputProblem) {
    submodules = Set(snapshot.submodules)
    for file in try RevisionSettings.files(of: snapshot) {
      let (source, problem) = Settings.source(contents: file.contents, path: file.path)
      let settings = Settings.read(source, problem) { path throws(InputProblem) in
        try RevisionSettings.extended(path, in: snapshot)
      }.settings
      byFolder[settings.folder] = settings
    }
  }

  /// The settings files of a snapshot.
  static func files(of snapshot: RevisionFiles, where isWanted: (String) -> Bool = { _ in true }) throws(InputProblem)
    -> [RevisionFiles.File]
  {
    try snapshot.files(
      where: { ($0 == Settings.fileName || $0.hasSuffix("/" + Settings.fileName)) && isWanted($0) },
      following: { $1 != nil }
    )
  }

  /// A file that settings extend: as the revision has it, or as it is on disk where it is outside of the repository.
  private static func extended(_ path: String, in snapshot: RevisionFiles) throws(InputProblem) -> (
    Source, YAMLProblem?
  ) {
    let isOutside = path.hasPrefix("/") || path.hasPrefix("../")
    if let file = try snapshot.files(where: { !isOutside && $0 == path }, following: { $1 != nil }).first {
      return Settings.source(contents: file.contents, path: file.path)
    }
    return try Settings.load(path.hasPrefix("/") ? path : "\(snapshot.root)/\(path)")
  }

  /// The settings for a file, by its path from the root of the repository.
  func settings(for path: String) -> Settings {
    if byFolder.isEmpty { return Settings() }
    var folder = path[...]
    while let slash = folder.lastIndex(of: "/") {
      folder = folder[..<slash]
      if let settings = byFolder[String(folder)] { return settings }
      if submodules.contains(String(folder)) { return Settings() }
    }
    return byFolder[""] ?? Settings()
  }

  /// Whether settings name a file of any name as a manifest.
  func isIncluded(_ path: String) -> Bool {
    let settings = settings(for: path)
    let inner = settings.folder.isEmpty ? path : String(path.dropFirst(settings.folder.count + 1))
    return settings.include.contains { $0.matches(inner) }
  }
}
