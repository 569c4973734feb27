import Files
import ArgumentParser
import Diagnostics
import ManifestModel
import Rules
import YAMLTree
import Linter

/// `privatelint settings`.
struct SettingsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "settings",
    abstract: "Show the effective settings for each manifest, and where each comes from.",
    discussion: "Example: `privatelint settings infra`."
  )

  @OptionGroup var input: InputFlags

  func run() throws {
    let inputs = try input.discover()
    let outcome = Lint.run(inputs.files, input.options(inputs))
    for checked in outcome.files {
      Terminal.write(render(checked.file, inputs.settings[ByteKey(checked.file.path)] ?? Settings()))
    }
    Terminal.write(problems: inputs.problems + outcome.problems)
    Terminal.finish(input.status(inputs, problems: outcome.problems))
  }

  private func render(_ file: ManifestFile, _ settings: Settings) -> String {
    let source = settings.path.map { Display.oneLine($0) } ?? "default"
    var text = "\(Display.oneLine(file.path))\n  settings file: \(settings.path == nil ? "none" : source)\n"
    for base in settings.bases { text += "  extends: \(Display.oneLine(base))\n" }
    for (edition, origin) in editions(of: file, settings, source) { text += "  limits: \(edition)  (\(origin))\n" }
    for entry in settings.defaults.listed {
      text += "  default \(entry.key): \(Display.oneLine(entry.text))  (\(entry.origin))\n"
    }
    let flags = Set(input.severity.compactMap { RuleSeverity($0)?.rule })
    for (rule, level) in settings.levels.sorted(by: { $0.key < $1.key }) where settings.policies[rule] == nil {
      let origin = settings.levelOrigins[rule].map(shown) ?? source
      text += "  \(rule): \(level.rawValue)  (\(flags.contains(rule) ? "--severity" : origin))\n"
    }
    for policy in settings.policies.policies.sorted(by: { $0.id < $1.id }) {
      let id = policy.about.id
      let level = settings.levels[id]?.rawValue ?? policy.about.severity.rawValue
      var origin = shown(policy.origin)
      if settings.levels[id] != nil {
        origin += ", set in \(flags.contains(id) ? "--severity" : settings.levelOrigins[id].map(shown) ?? source)"
      }
      text += "  \(id): \(level)  (\(origin))\n"
    }
    for (rule, origin) in settings.locked.sorted(by: { $0.key < $1.key }) {
      text += "  locked: \(rule)  (\(shown(origin)))\n"
    }
    if let origin = settings.ignoreTerms.origin {
      let terms = settings.ignoreTerms
      if let days = terms.maxDays { text += "  ignores: at most \(Display.count(days, "day"))  (\(shown(origin)))\n" }
      if terms.needsEnd { text += "  ignores: `until` required  (\(shown(origin)))\n" }
    }
    for pattern in settings.include { text += "  include: \(Display.oneLine(pattern.text))  (\(source))\n" }
    for pattern in settings.exclude { text += "  exclude: \(Display.oneLine(pattern.text))  (\(source))\n" }
    for pattern in input.exclude { text += "  exclude: \(Display.oneLine(pattern))  (--exclude)\n" }
    return text
  }

  private func shown(_ origin: SettingsOrigin) -> String { "\(Display.oneLine(origin.path)):\(origin.line)" }

  /// The editions that apply in a file, each with its source: a flag, the manifest, the settings, nobody. Each document
  /// has its own.
  private func editions(of file: ManifestFile, _ settings: Settings, _ source: String) -> [(String, String)] {
    if let flag = input.basis.limits { return [(flag.id, "--limits")] }
    let index = LineIndex(file.tree.source)
    var lines: [(edition: String, origin: String, more: Int)] = []
    var places: [String: Int] = [:]
    for manifest in file.manifests {
      let named = manifest.edition.present
      let key = named?.id ?? ""
      if let place = places[key] {
        lines[place].more += 1
        continue
      }
      places[key] = lines.count
      if let named {
        let line = index.position(file.tree[manifest.edition.place.node].span.start).line
        lines.append((named.id, "\(Display.oneLine(file.path)):\(line)", 0))
      } else {
        lines.append((file.edition(of: manifest).id, settings.editionOrigin.map(shown) ?? "default", 0))
      }
    }
    if lines.isEmpty { lines = [(file.editionDefault.id, settings.editionOrigin.map(shown) ?? "default", 0)] }
    return lines.map {
      ($0.edition, $0.more == 0 ? $0.origin : "\($0.origin), and \(Display.count($0.more, "more document"))")
    }
  }
}
