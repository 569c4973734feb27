import Diagnostics
import Rules

/// Everything in the repository that follows from declarations: `privatelint generate` writes it, and a test compares
/// it with them.
package enum GeneratedFiles {
  /// The files by path from the root of the repository. `dump` is what `--experimental-dump-help` prints. There are
  /// none while an example of a rule is at fault.
  package static func all(
    rules: [RuleAbout] = Catalog.all,
    dump: String,
    completions: [(shell: String, script: String)]
  ) throws(FaultyExamples) -> [(path: String, text: String)] {
    try FaultyExamples.refuse(rules)
    var files = SchemaFile.allCases.map { ("schemas/\($0.fileName)", $0.value.text) }
    files += [
      ("docs/manifest.md", KeyReference.text), ("docs/settings.md", SettingsReference.text),
      ("docs/rules/README.md", RuleReference.index),
    ]
    files += rules.map { ("docs/rules/\($0.id).md", RuleExplanation($0).markdown) }
    if let root = CommandTree(dump: dump) {
      files += [("docs/cli.md", CommandReference.render(root)), ("share/man/privatelint.1", ManualPage.render(root))]
    }
    return files + completions.map { (completionPath($0.shell), $0.script) }
  }

  /// Under the name that the shell looks for.
  private static func completionPath(_ shell: String) -> String {
    switch shell {
    case "zsh": "share/completions/zsh/_privatelint"
    case "fish": "share/completions/fish/privatelint.fish"
    default: "share/completions/\(shell)/privatelint"
    }
  }
}
