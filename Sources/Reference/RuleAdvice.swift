import Diagnostics
import ManifestModel
import Rules
import Linter

/// What is said to somebody who asks for a rule that there is not: a key is called one, and what is near is named.
package enum RuleAdvice {
  /// `policies`: the IDs of the policies that there are where it is asked.
  package static func advice(for name: String, policies: [String] = []) -> String {
    if name.hasPrefix(Policy.prefix) {
      let known = policies.isEmpty ? "there are none" : "there are \(list(policies))"
      return "there is no policy \(Display.quoted(name)) in the settings of this folder; \(known)"
    }
    if ["policy", "policies"].contains(name.lowercased()) {
      let known = policies.isEmpty ? "; there are none here" : ": \(list(policies))"
      return
        """
        policies are your organization's own rules, under `policies` in the settings; docs/policies.md shows how to \
        write them, and `privatelint explain policy/ID` explains one\(known)
        """
    }
    if let meaning = key(name) { return meaning }
    if let nearest = near(name) { return "there is no rule \(Display.quoted(name)); did you mean \(nearest)?" }
    let answer = name.contains("-") ? "there is no rule" : "no rule or key mentions"
    return "\(answer) \(Display.quoted(name)); `privatelint rules` lists all rules"
  }

  /// Whether a word is a key of manifests or settings, which has a meaning of its own.
  package static func isKey(_ name: String) -> Bool { key(name) != nil }

  private static func near(_ name: String) -> String? {
    if let nearest = NearestName.of(name, among: Catalog.ids) { return "`\(nearest)`" }
    let words = RuleReference.words(of: name)
    let related = Catalog.ids.filter { RuleReference.words(of: $0).isSuperset(of: words) }
    return related.isEmpty ? nil : Display.list(related.map { "`\($0)`" })
  }

  private static func key(_ name: String) -> String? {
    let meanings = ManifestKey.mapping.withInner.compactMap { mapping in
      mapping.fields.first { $0.key == name }.map { (place: mapping.name, meaning: $0.doc.on(nil)) }
    }
    if meanings.isEmpty {
      return SettingsKey.mapping.fields.first { $0.key == name }.map {
        "`\(name)` is a key of the settings, not a rule. It means: \($0.doc.on(nil))"
      }
    }
    let lines = meanings.map { "\n  in \(Display.withArticle($0.place)): \($0.meaning)" }
    let rules = Catalog.all.filter { isAbout($0, name) }.map(\.id)
    let ruleList = rules.isEmpty ? "" : "Rules about it: \(list(rules)). "
    return
      """
      `\(name)` is a manifest key, not a rule. It means:\(lines.joined())
      \(ruleList)`privatelint schema` describes every key.
      """
  }

  private static func isAbout(_ rule: RuleAbout, _ key: String) -> Bool {
    rule.summary.contains("`\(key)`") || RuleReference.words(of: rule.id).isSuperset(of: RuleReference.words(of: key))
  }

  private static func list(_ rules: [String]) -> String { Display.list(rules.map { "`\($0)`" }, "and") }
}
