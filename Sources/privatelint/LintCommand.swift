import ArgumentParser
import Diagnostics
import Driver
import ManifestModel

/// `privatelint lint`.
struct LintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "lint", abstract: "Check manifests.")

  @OptionGroup var input: InputFlags

  @Option(help: ArgumentHelp("The output format; repeatable, each with `=FILE` to a file.", valueName: "format"))
  var format: [OutputFormat] = []

  @Flag(help: "Count warnings as errors.")
  var strict = false

  @Flag(help: "Print findings only, without the last line that counts them.")
  var quiet = false

  @Option(help: ArgumentHelp("Colour: auto, always or never.", valueName: "when"))
  var color = ColorChoice.auto

  @Flag(help: "Say which files would be checked, and why others are left out.")
  var listFiles = false

  func run() throws {
    var inputs = try input.discover()
    if listFiles { return try input.list(inputs) }
    let outcome = Lint.run(inputs.files, input.options())
    var report = Report(outcome)
    report.documentationAddress = Tool.documentationAddress
    report.leastFailing = strict ? .warning : .error
    inputs.problems += OutputFormat.write(report, as: format, color: color, isQuiet: quiet)
    try input.finish(inputs, outcome, report, strict: strict)
  }
}
