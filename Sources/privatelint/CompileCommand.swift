import ArgumentParser
import Diagnostics
import Emitters
import Formatter
import Linter
import ManifestModel

/// `privatelint compile`.
struct CompileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compile",
    abstract: "Compile the effective manifest, with aliases, merges, defaults and editions resolved.",
    discussion: "Examples: `privatelint compile infra -o effective.json`, `privatelint compile --format yaml`."
  )

  @Option(
    help: ArgumentHelp(
      "json: the projects of all manifests together, in canonical form. yaml: each manifest written out in full.",
      valueName: "format"
    )
  )
  var format = Format.json

  /// What the effective manifest is written as.
  enum Format: String, ExpressibleByArgument, CaseIterable { case json, yaml }

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("Write to this file.", valueName: "file"),
    completion: .file()
  )
  var output: String?

  @OptionGroup var keeping: CheckFlag

  @OptionGroup var emit: EmitFlags

  func validate() throws { try keeping.validate(with: output) }

  func run() throws {
    let result = try emit.compile()
    let text = format == .json ? json(result) : yaml(result)
    if let output { try result.keep(text, in: output, keeping) } else { Terminal.write(text) }
    result.finish()
  }

  private func json(_ result: EmitFlags.Result) -> String {
    let wanted = emit.environments
    let origins = DefaultOrigins(result.outcome.workspace, naming: CompileCommand.origin)
    return EffectiveJSON.render(result.projects, defaults: origins) { wanted.isEmpty || wanted.contains($0.id) }
  }

  private func yaml(_ result: EmitFlags.Result) -> String {
    let (projects, environments) = (Set(result.projects.map(\.id)), emit.environments)
    let documents = result.outcome.files.flatMap { checked in
      let file = checked.file
      let manifest = ExpandedManifest(
        file,
        keeping: result.inputs.settings[ByteKey(file.path)]?.policies.ownKeys ?? [],
        notes: IgnoreNotes.notes(of: checked),
        where: { project, environment in
          guard projects.contains(EffectiveBuilder.id(of: project, in: file)) else { return false }
          guard let environment, !environments.isEmpty else { return true }
          return environments.contains(EffectiveBuilder.id(of: environment, in: file))
        },
        origin: CompileCommand.origin
      )
      return ExpandedManifest.documents(manifest)
    }
    return documents.joined(separator: "---\n")
  }

  private static func origin(_ location: Location) -> String {
    let line = LineIndex(location.source).position(location.span.start).line
    return "\(DisplayPath.of(location.source.path)):\(line)"
  }
}
