import Diagnostics
import YAMLTree
import Files

/// The settings of a git revision: for each file the nearest `.privatelint.yaml` from its folder up to the root of its repository.
///
/// What is wrong with them blocks nothing, as with everything else of a base side.
struct RevisionSettings {
  /// By the folder, from the root of the repository; the root itself is empty.
  private var byFolder: [String: Settings] = [:]
  private let submodules: Set<String>

  init(_ snapshot: RevisionFiles) throws(InputProblem) {
    submodules = Set(snapshot.submodules)
    let files = try snapshot.files(
      where: { $0 == Settings.fileName || $0.hasSuffix("/" + Settings.fileName) },
      following: { $1 != nil }
    )
    for file in files {
      let block = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: file.contents.count)
      _ = block.initialize(from: file.contents)
      let (source, problem) = Transcoding.source(path: file.path, contents: block)
      let settings = Settings.read(source, problem).settings
      byFolder[settings.folder] = settings
    }
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
