import ArgumentParser
import Diagnostics
import Rules
import Linter
import ManifestModel
import Reference

/// `privatelint explain`.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain what a rule means, why it matters and how to fix what it finds, or search the rules for a word.",
    discussion:
      """
      The text format also shows how the settings of the current folder change the rule. Examples: `privatelint \
      explain https-to-commerce`, `privatelint explain ssh`.
      """
  )

  @Argument(
    help: ArgumentHelp("The ID of a rule, or a word to search for.", valueName: "rule"),
    completion: NameCompletion.rules
  )
  var rule: String

  @Option(help: ArgumentHelp("The output format.", valueName: "format"))
  var format = DocumentFormat.text

  mutating func run() throws {
    guard let about = Catalog.rule(rule) ?? policyHere else {
      if format == .text, !RuleAdvice.isKey(rule), let found = RuleReference.search(rule, ColorChoice.prose) {
        return Terminal.write(own: found)
      }
      Terminal.problem(RuleAdvice.advice(for: rule, policies: settings.policies.ruleIDs))
      throw ExitStatus.impossible
    }
    let explanation = RuleExplanation(about, here: settingHere(about.id))
    let text =
      switch format {
      case .text: explanation.text(ColorChoice.prose)
      case .markdown: explanation.markdown
      case .json: explanation.json
      }
    // A rule's example shows a credential that documentation prints; a policy is somebody's own text.
    if Catalog.rule(rule) == nil { Terminal.write(text) } else { Terminal.write(own: text) }
  }

  /// A policy of the settings of the current folder.
  private var policyHere: RuleAbout? { rule.hasPrefix(Policy.prefix) ? settings.rule(rule) : nil }

  private var settings: Settings { ExplainCommand.settings }

  private static var settings: Settings {
    var finder = SettingsFinder(.search)
    return finder.settings(for: Settings.fileName)
  }

  /// What a shell offers: the rules, and the policies of the current folder. Shells expand what they are offered, so
  /// that nothing but plain names is.
  static var explained: [String] {
    settings.ruleIDs.filter { id in
      id.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D || $0 == 0x2F }
    }
  }

  /// Why the rule is on or off in the current folder, or locked; nil if no settings speak of it.
  private func settingHere(_ id: String) -> String? {
    let settings = settings
    var parts: [String] = []
    if let level = settings.levels[id], let path = settings.levelOrigins[id]?.path ?? settings.path {
      parts.append("\(level.rawValue), set in \(Display.oneLine(path))")
    }
    if let lock = settings.locked[id] { parts.append("locked in \(Display.oneLine(lock.path)):\(lock.line)") }
    return parts.isEmpty ? nil : SecretMask.mask(parts.joined(separator: "; "))
  }
}
