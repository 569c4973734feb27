import ArgumentParser
import CloudState
import Diagnostics
import Emitters
import Files
import Linter
import ManifestModel
import Rules

/// `privatelint audit`.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Compare manifests with actual resources in AWS or Azure, or with Terraform state.",
    discussion: """
      First, collect the data by running a generated script, which makes only read-only API calls:
        privatelint audit --script > collect.sh && sh collect.sh
      Then compare: privatelint audit --from privatelink-cloud
      """
  )

  @Option(
    help: ArgumentHelp(
      """
      The collected data: a JSON file or a folder of JSON files, from the script, the AWS CLI, the Azure CLI or \
      `terraform show -json`; repeatable.
      """,
      valueName: "path"
    ),
    completion: .file()
  )
  var from: [String] = []

  @Flag(help: "Print the script that collects what these manifests refer to.")
  var script = false

  @Option(help: ArgumentHelp("The folder that the script writes to (default: privatelink-cloud).", valueName: "folder"))
  var folder: String?

  @Option(
    help: ArgumentHelp(
      "With --script: collect from this AWS account or Azure subscription, without a manifest.",
      valueName: "account"
    )
  )
  var account: String?

  @Option(help: ArgumentHelp("With --account: the AWS region.", valueName: "region"))
  var region: String?

  @Option(
    help: ArgumentHelp(
      """
      The output format; repeatable. Only one format can go to standard output; give each of the others a file \
      (`FORMAT=FILE`).
      """,
      valueName: "format"
    )
  )
  var format: [OutputFormat] = []

  @Option(help: ArgumentHelp("The lowest severity that fails the run (default: error).", valueName: "severity"))
  var failOn: Severity?

  @Flag(help: "Fail on warnings too; short for --fail-on warning.")
  var strict = false

  @Flag(help: "Fail unless everything the manifests declare was collected and compared.")
  var requireComplete = false

  @Flag(help: "Print findings only.")
  var quiet = false

  @Option(help: ArgumentHelp("When to use color.", valueName: "when"))
  var color = ColorChoice.auto

  @OptionGroup var comparison: ChangedSinceFlags

  @OptionGroup(title: "Fixing") var fixing: FixFlags

  @OptionGroup var input: InputFlags

  mutating func validate() throws {
    try comparison.refuse(beside: fixing)
    if script == !from.isEmpty {
      throw ValidationError(
        script
          ? "use either --script, to collect data, or --from, to compare it, not both"
          : "use --script to print the script that collects data, or --from to pass the data it collected"
      )
    }
    if script, requireComplete { throw ValidationError("--require-complete requires --from") }
    if script, fixing.fix || fixing.diff || !format.isEmpty {
      throw ValidationError("--script cannot be combined with --fix, --diff or --format")
    }
    if !script, folder != nil || account != nil || region != nil {
      throw ValidationError("--folder, --account and --region require --script")
    }
    if fixing.diff, format.contains(where: { $0.file == nil }) {
      throw ValidationError(
        "--diff and --format both write to standard output; send the report to a file, as in --format json=FILE"
      )
    }
    if format.count(where: { $0.file == nil }) > 1 { throw ValidationError("standard output takes only one format") }
    if folder?.isEmpty == true || folder?.starts(withMark: "-") == true {
      throw ValidationError("--folder takes the name of a folder")
    }
    if strict, let failOn, failOn != .warning {
      throw ValidationError(
        "--strict is short for --fail-on warning, and cannot be combined with --fail-on \(failOn.rawValue)"
      )
    }
    try checkTarget()
  }

  /// `--account` with the `--region` it needs.
  private func checkTarget() throws {
    guard account != nil || region != nil else { return }
    guard let account, let target = target else {
      throw ValidationError(
        "--account takes a 12-digit AWS account (with --region) or an Azure subscription ID"
      )
    }
    if target.cloud == .aws, region.map({ !CollectTarget.isRegion($0) }) ?? true {
      throw ValidationError("--account \(account) requires --region with an AWS region, such as eu-west-1")
    }
    if !input.paths.isEmpty { throw ValidationError("--account cannot be combined with manifests") }
  }

  private var target: CollectTarget? { account.flatMap { CollectTarget(account: $0, region: region) } }

  func run() throws {
    if script { return try printScript() }
    var inputs = try input.discover()
    try input.spareManifests(inputs, from: format.compactMap(\.file))
    var options = input.options(inputs)
    let (state, problems) = Snapshot.read(from)
    inputs.problems += problems
    for (path, reason) in state.skipped {
      Terminal.writeError("skipped \(Display.oneLine(path)): \(Display.oneLine(reason))")
    }
    guard !state.sources.isEmpty || state.isDisputed else {
      Terminal.write(problems: inputs.problems)
      // A path that cannot be read has been named already.
      if !problems.isEmpty, problems.count == from.count { throw ExitStatus.impossible }
      Terminal.problem(
        "the \(from.count == 1 ? "--from path contains" : "--from paths contain") no data from AWS, Azure or Terraform"
          + AuditCommand.failures(state)
      )
      throw ExitStatus.impossible
    }
    options.cloud = state
    let isFixing = fixing.fix || fixing.diff
    if isFixing, state.isDisputed {
      Terminal.write(problems: inputs.problems)
      Terminal.problem("files contradict each other, so nothing was fixed")
      throw ExitStatus.impossible
    }
    let outcome = isFixing ? try fixing.run(&inputs, options, among: Catalog.cloudIDs) : Lint.run(inputs.files, options)
    let facts = AuditFacts(outcome.files.compactMap(\.audit))
    try report(outcome, with: facts, options: options, inputs: &inputs)
  }

  /// What the calls that failed have left.
  static func failures(_ state: CloudState) -> String {
    let errors = state.failedCalls
    guard !errors.isEmpty else { return "" }
    let more = errors.count > 5 ? ["\(errors.count - 5) more"] : []
    return "; \(Display.count(errors.count, "call")) failed: see "
      + Display.list(errors.prefix(5).map { Display.oneLine($0) } + more, "and")
  }

  /// Findings that concern the cloud, and whatever keeps a manifest from being read.
  private func report(
    _ outcome: LintOutcome,
    with facts: AuditFacts,
    options: LintOptions,
    inputs: inout InputFlags.Inputs
  ) throws {
    var report = Report(outcome)
    try comparison.divide(
      &report,
      of: input,
      options,
      isQuiet: quiet,
      where: { $0.about.group == .cloud || $0.about.group == .yaml }
    )
    report.documentationAddress = Version.documentation
    report.diagnostics = report.diagnostics.filter { $0.about.group == .cloud || $0.about.group == .yaml }
    report.suppressed = report.suppressed.filter { $0.about.group == .cloud }
    report.currentFolderNames = currentFolderNames()
    report.coverage = facts.coverage
    report.leastFailing = failOn ?? (strict ? .warning : .error)
    if format.contains(where: \.kind.namesFilesFromRoot) { report.name(filesFrom: nil) }
    let formats = fixing.printsText(inputs) ? format.filter { $0.file != nil } : format
    if !fixing.printsText(inputs) || !formats.isEmpty {
      inputs.problems += OutputFormat.write(report, as: formats, color: color, isQuiet: quiet)
    }
    if !quiet, !inputs.files.isEmpty {
      let isText = format.isEmpty || format.contains { $0.file == nil && $0.kind == .text }
      if isText, !fixing.printsText(inputs) {
        Terminal.write(Display.oneLine(facts.summary) + "\n")
      } else {
        Terminal.writeError(Display.oneLine(facts.summary))
      }
    }
    let isIncomplete = requireComplete && !facts.coverage.isComplete
    if isIncomplete {
      Terminal.problem("\(facts.count - facts.known) of \(Display.count(facts.count, "fact")) could not be compared")
    }
    input.finish(inputs, outcome, reporting: report, isIncomplete: isIncomplete)
  }

  // MARK: The script

  private func printScript() throws {
    if let target {
      Terminal.write(CollectScript.render([target], folder: folder ?? "privatelink-cloud"))
      return
    }
    let inputs = try input.discover()
    let outcome = Lint.run(inputs.files, input.options(inputs))
    Terminal.write(problems: inputs.problems + outcome.problems)
    if inputs.files.isEmpty, inputs.problems.isEmpty {
      Terminal.problem("without a manifest, --account and --region name what to collect")
      throw input.nothingToCheck(inputs)
    }
    // What has the form of an account and a region can be asked for, whatever else is wrong with the manifest.
    let targets = CollectScript.targets(of: Compilation.projects(of: outcome)).filter(\.isWellFormed)
    guard !targets.isEmpty else {
      Terminal.problem("these manifests name no account and region to collect from")
      throw ExitStatus.impossible
    }
    Terminal.write(CollectScript.render(targets, folder: folder ?? "privatelink-cloud"))
    Terminal.finish(ExitStatus(inputs, problems: outcome.problems))
  }
}
