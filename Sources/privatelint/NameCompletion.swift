import ArgumentParser
import Diagnostics
import Files
import Linter
import ManifestModel
import YAMLTree

/// What a shell offers where a project, an environment or a git revision is asked for: what the folder at hand has.
enum NameCompletion {
  // Words alone: what a shell would read more into is quoted otherwise in each of them.
  static let projects = CompletionKind.shellCommand("\(Tool.name) names projects")
  static let environments = CompletionKind.shellCommand(environmentsCommand)
  static let environmentsCommand = "\(Tool.name) names environments"
  static let rules = CompletionKind.shellCommand("\(Tool.name) names rules")

  /// Branches and tags, and the files and folders that can be given in their place.
  static let revisions = CompletionKind.shellCommand(
    "git rev-parse --symbolic --branches --tags --remotes 2>/dev/null; ls -1p"
  )

  /// Who waits for a Tab does not wait for more.
  private static let (mostFolders, mostFiles, mostBytes) = (2000, 500, 1 << 20)

  /// The words of the line that is typed, as each shell has them: an environment is offered where its project is.
  static let lineWords = (bash: "${COMP_WORDS[@]}", zsh: "${(Q)words[@]}", fish: "(commandline -opc)")

  /// `environments`: those of the projects that a line asks for; of all projects where it asks for none.
  static func names(on line: [String] = []) -> (projects: [String], environments: [String]) {
    let wanted = wantedProjects(line)
    var (projects, environments): (Set<String>, Set<String>) = ([], [])
    for input in FileDiscovery.find(["."], mostFolders: mostFolders).files.prefix(mostFiles) {
      guard let block = try? FileReading.read(input.path, limit: mostBytes), block.count <= mostBytes else { continue }
      let tree = YAMLTree.read(Transcoding.source(path: input.path, contents: block).0)
      let file = Decoder.decode(tree).file
      for project in file.projects where isOffered(file.string(project.id)) {
        projects.insert(file.string(project.id))
        guard wanted.isEmpty || wanted.contains(file.string(project.id)) else { continue }
        environments.formUnion(
          file.environments[project.environments.range].map { file.string($0.id) }.filter(isOffered)
        )
      }
    }
    return (projects.sorted(), environments.sorted())
  }

  /// The projects after `--project` on a line; bash makes a word of the `=` between them.
  private static func wantedProjects(_ line: [String]) -> Set<String> {
    let words = line.flatMap { word in
      word.hasPrefix("--project=") ? ["--project", String(word.dropFirst("--project=".count))] : [word]
    }.filter { $0 != "=" }
    return Set(zip(words, words.dropFirst()).filter { $0.0 == "--project" && !$0.1.isEmpty }.map(\.1))
  }

  /// A shell would read more into other characters.
  private static func isOffered(_ name: String) -> Bool {
    name.utf8.count <= 100
      && name.utf8.allSatisfy { Alphabet.alphanumeric.contains($0) || "-_.".utf8.contains($0) }
      && SecretMask.mask(name) == name
  }
}

/// `privatelint names`, for completion scripts: what the manifests and settings of the folder at hand contain, one name
/// a line.
struct NamesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "names",
    abstract: "Print the projects, environments or rules of this folder, for completion.",
    shouldDisplay: false
  )

  enum Kind: String, ExpressibleByArgument, CaseIterable { case projects, environments, rules }

  @Argument(help: "What to print.")
  var kind: Kind

  @Argument(parsing: .captureForPassthrough, help: "The words of the line that is typed.")
  var line: [String] = []

  func run() {
    let names =
      switch kind {
      case .projects: NameCompletion.names().projects
      case .environments: NameCompletion.names(on: line).environments
      case .rules: ExplainCommand.explained
      }
    for name in names { Terminal.write(name + "\n") }
  }
}
