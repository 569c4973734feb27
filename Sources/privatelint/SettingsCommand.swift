import ArgumentParser
import Diagnostics
import Driver
import Rules

/// `privatelint settings`.
struct SettingsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "settings", abstract: "Show the effective settings of each manifest, and where each comes from.")

  @OptionGroup var input: InputFlags

  func run() throws {
    let inputs = try input.discover()
    for file in inputs.files {
      let settings = inputs.settings[file.path] ?? Settings()
      Terminal.write(render(file.path, settings))
    }
    for problem in inputs.problems { Terminal.problem(problem.message) }
    if !inputs.problems.isEmpty || inputs.hasBadSettings { throw ExitStatus.impossible }
    if inputs.files.isEmpty { throw input.nothingToCheck(inputs) }
  }

  private func render(_ path: String, _ settings: Settings) -> String {
    let source = settings.path ?? "default"
    var text = "\(Shown.oneLine(path))\n  settings file: \(settings.path.map { Shown.oneLine($0) } ?? "none")\n"
    let edition =
      input.limits.map { ("\($0.id)", "--limits") } ?? settings.edition.map { ($0.id, source) } ?? (
        "2022-10, where the manifest names none", "default"
      )
    text += "  limits: \(edition.0)  (\(edition.1))\n"
    let flags = Set(input.severity.compactMap { RuleSeverity($0)?.rule })
    for (rule, level) in settings.levels.sorted(by: { $0.key < $1.key }) {
      text += "  \(rule): \(level.rawValue)  (\(flags.contains(rule) ? "--severity" : Shown.oneLine(source)))\n"
    }
    for pattern in settings.include { text += "  include: \(Shown.oneLine(pattern.text))  (\(Shown.oneLine(source)))\n" }
    for pattern in settings.exclude { text += "  exclude: \(Shown.oneLine(pattern.text))  (\(Shown.oneLine(source)))\n" }
    for pattern in input.exclude { text += "  exclude: \(Shown.oneLine(pattern))  (--exclude)\n" }
    return text
  }
}
