import ArgumentParser
import Diagnostics
import ManifestModel
import Rules
import YAMLTree
import Files
import Linter

/// What is checked, and by which settings: shared by every command that reads manifests.
struct InputFlags: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "Files, folders, or `-` for standard input (default: the current folder).",
      valueName: "path"
    ),
    completion: .file()
  )
  var paths: [String] = []

  @OptionGroup var basis: SettingsFlags

  @Option(
    help: ArgumentHelp("Set a rule's severity: error, warning, note or off; repeatable.", valueName: "rule=level")
  )
  var severity: [String] = []

  @Option(
    help: ArgumentHelp(
      """
      Leave out files that match the pattern, even if the command line names them; repeatable. Patterns work as in \
      .gitignore, and may also use braces: `archive/**`, `*.old.yaml`, `net/{a,b}.yaml`.
      """,
      valueName: "pattern"
    )
  )
  var exclude: [String] = []

  @Flag(
    help: "Also check files that git ignores. (Files named on the command line are checked even if git ignores them.)"
  )
  var noGitignore = false

  @Flag(help: "Report findings even where an ignore comment covers them.")
  var noIgnores = false

  @Option(
    help: ArgumentHelp(
      "The path to assume for standard input (`-`), in findings and when looking for settings.",
      valueName: "path"
    )
  )
  var stdinName: String?

  @Option(
    help: ArgumentHelp(
      "Maximum number of threads (default: one per available core).",
      valueName: "number"
    )
  )
  var jobs: Int?

  @OptionGroup(title: ReadingFlags.title) var reading: ReadingFlags

  mutating func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a positive number") }
    for argument in severity {
      if let objection = RuleSeverity.objection(to: argument) {
        throw ValidationError("--severity \(Display.oneLine(argument)): \(objection)")
      }
    }
    for pattern in exclude {
      do throws(PatternFault) { _ = try GlobPattern(pattern) } catch {
        throw ValidationError(
          "--exclude \(Display.quoted(pattern)) is not a valid pattern: \(error.reason); \(error.help)"
        )
      }
    }
    if stdinName?.isEmpty == true { throw ValidationError("--stdin-name takes a path") }
    if stdinName != nil, !paths.contains("-") {
      throw ValidationError("--stdin-name requires standard input, given as the path `-`")
    }
  }

  /// What standard input is called.
  var standardInputName: String { stdinName ?? InputFlags.unnamedInput }

  /// What standard input is called if nobody gives it a name.
  static let unnamedInput = "standard input"

  /// The inputs of the run, and what went wrong on the way.
  struct Inputs {
    var files: [LintInput] = []
    var problems: [InputProblem] = []
    var leftOut: [(path: String, reason: String)] = []
    /// Those of them that were asked for by name.
    var leftOutByName: [(path: String, reason: String)] = []
    /// Those that are named nearly like manifests or settings.
    var nearlyNamed: [(path: String, reason: String)] = []
    var isStandardInputLeftOut = false
    var settings: [ByteKey: Settings] = [:]
    /// A bad setting, shown already.
    var hasBadSettings = false
  }

  /// What paths lead to. Where it is quiet, nothing is reported of files whose names are nearly those of manifests;
  /// `hidden` is what is kept off the disk.
  func discover(isQuiet: Bool = false, hidden: HiddenManifests = HiddenManifests()) throws -> Inputs {
    let discovery = FileDiscovery.find(
      paths.isEmpty ? ["."] : paths.filter { $0 != "-" },
      settings: finder.with(hidden: hidden.settingsFiles)
    )
    var finder = discovery.settings
    var inputs = Inputs(
      files: discovery.files.map { .file($0) },
      problems: discovery.problems,
      leftOut: discovery.leftOut
    )
    inputs.leftOutByName = discovery.leftOutByName
    inputs.nearlyNamed = discovery.nearlyNamed
    if paths.contains("-") { readStandardInput(&inputs, &finder) }
    for file in inputs.files {
      let settings = finder.settings(for: file.path)
      if !settings.isDefault { inputs.settings[ByteKey(file.path)] = settings }
    }
    for id in finder.unknownPolicies where !inputs.files.isEmpty {
      inputs.problems.append(
        InputProblem("--severity \(Display.oneLine(id))", reason: "names a policy that these settings do not have")
      )
    }
    inputs.problems += finder.problems
    // Settings that others extend may have any name.
    let bases = Set(inputs.settings.values.flatMap(\.bases))
    inputs.nearlyNamed.removeAll { near in bases.contains { FileReading.isOneFile($0, as: near.path) } }
    let known = Set(inputs.nearlyNamed.map { ByteKey($0.path) })
    for path in finder.misnamed where !known.contains(ByteKey(path)) {
      inputs.nearlyNamed.append((path, NearManifestName.settingsReason))
      inputs.leftOut.append((path, NearManifestName.settingsReason))
    }
    if !isQuiet, !inputs.files.isEmpty { reportNearlyNamed(inputs) }
    if !finder.diagnostics.isEmpty {
      inputs.hasBadSettings = true
      let report = Report(diagnostics: finder.diagnostics, files: 0, documents: 0)
      Terminal.writeErrorText(
        // Whoever shares the output must not share a credential that is in the settings.
        SecretMask.mask(TextRenderer.render(report, style: ColorChoice.auto.style(for: STDERR_FILENO), isQuiet: true))
      )
    }
    return inputs
  }

  var finder: SettingsFinder {
    let levels = Dictionary(
      severity.compactMap { RuleSeverity($0) }.map { ($0.rule, $0.level) },
      uniquingKeysWith: { $1 }
    )
    let choice = basis.choice
    return SettingsFinder(
      choice,
      flags: SettingsFinder.Flags(
        levels: levels,
        exclude: exclude.compactMap { try? GlobPattern($0) },
        honoursGitIgnore: !noGitignore
      )
    )
  }

  private func readStandardInput(_ inputs: inout Inputs, _ finder: inout SettingsFinder) {
    let name = standardInputName
    if let reason = finder.exclusion(of: name) {
      inputs.leftOut.append((name, reason))
      inputs.leftOutByName.append((name, reason))
      inputs.isStandardInputLeftOut = true
      return
    }
    do throws(InputProblem) {
      let block = try FileReading.readStandardInput(limit: reading.limits.bytes)
      defer { block.deallocate() }
      // An editor checks what it holds instead of the file on disk.
      inputs.files.removeAll { $0.path == name }
      inputs.files.append(.contents(path: name, Array(block)))
    } catch {
      inputs.problems.append(error)
    }
    inputs.files.sort { $0.path.precedesByBytes($1.path) }
  }

  /// Passes standard input on unchanged if it is left out but its fixed text is expected.
  func copyStandardInput() throws {
    do throws(InputProblem) {
      let block = try FileReading.readStandardInput(limit: 1 << 40)
      defer { block.deallocate() }
      try OutputFile.write(Array(block), to: "/dev/fd/1")
    } catch {
      throw ExitStatus.impossible(because: error)
    }
  }

  /// The paths that are reported one by one.
  private static let mostNamed = 5

  func report(_ lines: [String]) {
    for line in lines.prefix(InputFlags.mostNamed) { Terminal.problem(line) }
    if lines.count > InputFlags.mostNamed {
      Terminal.problem("and \(lines.count - InputFlags.mostNamed) more; `--list-files` says which")
    }
  }

  /// The day on which dates are looked at.
  var day: CivilDate { basis.day }

  func reportNearlyNamed(_ inputs: Inputs) {
    report(inputs.nearlyNamed.map { "\(Display.oneLine($0.path)): \($0.reason)" })
  }

  func options(_ inputs: Inputs) -> LintOptions {
    var options = LintOptions(today: day)
    options.editionOverride = basis.limits
    options.jobs = jobs
    options.readingLimits = reading.limits
    options.settings = inputs.settings
    options.obeysIgnores = !noIgnores
    return options
  }

  func list(_ inputs: Inputs) throws {
    Terminal.write(inputs.files.map { Display.oneLine($0.path) + "\n" }.joined())
    for (path, reason) in inputs.leftOut { Terminal.writeError("left out: \(Display.oneLine(path)): \(reason)") }
    Terminal.write(problems: inputs.problems)
    Terminal.finish(status(inputs, isListed: true))
  }

  /// A mistake such as `--write-baseline privatelink.yaml` must not destroy the manifest.
  func spareManifests(_ inputs: Inputs, from outputs: [String]) throws {
    for output in outputs {
      for case .file(let file) in inputs.files where FileReading.isOneFile(output, as: file.path) {
        Terminal.problem("\(Display.oneLine(output)) is a manifest to check; nothing was written to it")
        throw ExitStatus.impossible
      }
      if finder.isSettingsFile(output) || FileReading.isOneFile(output, as: Settings.fileName) {
        Terminal.problem("\(Display.oneLine(output)) is a settings file; nothing was written to it")
        throw ExitStatus.impossible
      }
    }
  }
}
