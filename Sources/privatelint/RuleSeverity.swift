import Diagnostics
import Linter
import ManifestModel
import Rules

/// `RULE=LEVEL`.
struct RuleSeverity {
  let rule: String
  let level: RuleLevel

  init?(_ argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let level = RuleLevel(rawValue: parts[1]), RuleSeverity.objection(to: argument) == nil
    else { return nil }
    rule = parts[0]
    self.level = level
  }

  /// Why an argument is none; nil if it is one.
  static func objection(to argument: String) -> String? {
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return "write it as RULE=LEVEL" }
    // Which policies there are is known once the settings have been read.
    if parts[0].hasPrefix(Policy.prefix) {
      return RuleLevel(rawValue: parts[1]) == nil ? "a severity is error, warning, note or off" : nil
    }
    guard let about = Catalog.rule(parts[0]) else {
      return "there is no rule \(Display.quoted(parts[0]))"
        + (NearestName.of(parts[0], among: Catalog.ids).map { "; did you mean `\($0)`?" } ?? "")
    }
    guard let level = RuleLevel(rawValue: parts[1]) else { return "a severity is error, warning, note or off" }
    return Settings.objection(to: level, for: about).map { "\($0); \(Settings.adviceForFixed(about))" }
  }
}
