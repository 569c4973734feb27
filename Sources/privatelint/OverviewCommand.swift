import ArgumentParser
import Diagnostics
import Emitters
import Files
import Linter
import ManifestModel

/// `privatelint overview`.
struct OverviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "overview",
    abstract: "Show every connection: its state, who acts next, and the next step.",
    discussion: """
      This also works on manifests with errors: their connections are shown as not ready. html is a single file \
      without scripts, for a security review; svg, \
      mermaid and dot draw the diagram. --from marks what has been added, changed or removed since the given version.

      Examples: `privatelint overview`, `privatelint overview --format html -o privatelink.html`, `privatelint \
      overview --from main...`.
      """
  )

  @OptionGroup var scope: ScopeFlags

  @Option(help: ArgumentHelp("The output format.", valueName: "format"))
  var format = OverviewFormat.text

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("Write to this file.", valueName: "file"),
    completion: .file()
  )
  var output: String?

  @Option(
    help: ArgumentHelp(
      """
      Mark what changed since this version: a file or folder, or a git revision; `main...` is where HEAD branched \
      off main.
      """,
      valueName: "ref-or-path"
    ),
    completion: NameCompletion.revisions
  )
  var from: String?

  @OptionGroup var keeping: CheckFlag

  @Option(help: ArgumentHelp("When to use color.", valueName: "when"))
  var color = ColorChoice.auto

  @OptionGroup var input: InputFlags

  func validate() throws { try keeping.validate(with: output) }

  func run() throws {
    let inputs = try input.discover()
    if inputs.files.isEmpty, inputs.problems.isEmpty {
      Terminal.finish(input.status(inputs))
    }
    let (builder, problems, known) = try read(inputs)
    Terminal.write(problems: problems)
    try scope.checkNames(among: known)
    let wanted = Set(scope.project)
    let overview = builder.overview(
      projects: { wanted.isEmpty || wanted.contains($0) },
      environments: scope.environments
    )
    var isStale = false
    if let output {
      try input.spareManifests(inputs, from: [output])
      let text = format.render(overview, style: TextStyle(hasColour: false))
      let file = KeptFile(output)
      if keeping.check { isStale = try file.isStale(text) } else { try file.write(text) }
    } else {
      Terminal.write(format.render(overview, style: color.prose))
    }
    Terminal.finish(ExitStatus(inputs, problems: problems, fails: isStale))
  }

  /// What is shown, what could not be read, and the projects that may be asked for.
  private func read(_ inputs: InputFlags.Inputs) throws -> (OverviewBuilder, [InputProblem], [EffectiveProject]) {
    let options = input.options(inputs)
    guard let from else {
      let outcome = Lint.run(inputs.files, options)
      var builder = OverviewBuilder(outcome, today: input.day)
      builder.namesDay = input.basis.today != nil
      return (builder, inputs.problems + outcome.problems, builder.projects)
    }
    do throws(InputProblem) {
      let paths = input.paths.map { $0 == "-" ? input.standardInputName : $0 }
      let base = try BaseSide(from, paths: paths, settings: input.finder)
      let sides = try ChangeSides(base, named: from, new: inputs.files, options)
      let outcome = sides.new.outcome
      var builder = OverviewBuilder(outcome, today: input.day)
      builder.namesDay = input.basis.today != nil
      builder.notes += sides.notes
      builder.compare(with: sides.old, isWhole: inputs.problems.isEmpty && outcome.problems.isEmpty)
      return (builder, inputs.problems + outcome.problems, sides.old.projects + builder.projects)
    } catch {
      throw ExitStatus.impossible(because: error)
    }
  }
}

/// The formats of an overview.
enum OverviewFormat: String, ExpressibleByArgument, CaseIterable {
  case text, markdown, html, svg, mermaid, dot, json

  func render(_ overview: Overview, style: TextStyle) -> String {
    switch self {
    case .text: OverviewText.render(overview, style: style)
    case .markdown: OverviewMarkdown.render(overview)
    case .html: OverviewHTML.render(overview)
    case .svg: OverviewSVG.render(overview)
    case .mermaid: OverviewMermaid.render(overview)
    case .dot: OverviewDOT.render(overview)
    case .json: OverviewJSON.render(overview)
    }
  }
}
