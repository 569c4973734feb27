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
        policies are your organisation's own rules, under `policies` in the settings; docs/policies.md shows how to \
        write them, and `privatelint explain policy/ID` explains one\(known)
        """
    }
    return "there is no rule \(Display.quoted(name))" + (key(name) ?? near(name))
      + "; `privatelint rules` lists all rules"
  }

  /// Whether a word is a key of manifests or settings, which has a meaning of its own.
  package static func isKey(_ name: String) -> Bool { key(name) != nil }

  private static func near(_ name: String) -> String {
    if let nearest = NearestName.of(name, among: Catalog.ids) { return "; did you mean `\(nearest)`?" }
    let related = Catalog.ids.filter { words(of: $0).isSuperset(of: words(of: name)) }
    return related.isEmpty ? "" : "; did you mean \(list(related))?"
  }

  private static func key(_ name: String) -> String? {
    let mappings = ManifestKey.mapping.withInner
    let holders = mappings.filter { $0.fields.contains { $0.key == name } }
    guard let field = holders.first?.fields.first(where: { $0.key == name }) else {
      return SettingsKey.mapping.fields.first { $0.key == name }.map {
        "; `\(name)` is a key of the settings: \($0.doc.on(nil))"
      }
    }
    let rules = Catalog.all.filter { isAbout($0, name) }.map(\.id)
    let ruleList = rules.isEmpty ? "" : ". Rules about it: \(list(rules))"
    let place = Display.list(holders.map { ("aeiou".contains($0.name.first ?? "x") ? "an " : "a ") + $0.name }, "and")
    return "; `\(name)` is a key of \(place): \(field.doc.on(nil)); `privatelint schema` has every key\(ruleList)"
  }

  private static func isAbout(_ rule: RuleAbout, _ key: String) -> Bool {
    rule.summary.contains("`\(key)`") || words(of: rule.id).isSuperset(of: words(of: key))
  }

  /// The words of a name, each in the singular.
  private static func words(of name: String) -> Set<String> {
    Set(
      name.lowercased().split { "-_ ".contains($0) }.map { word in
        String(word.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss") ? word.dropLast() : word)
      }
    )
  }

  private static func list(_ rules: [String]) -> String { Display.list(rules.map { "`\($0)`" }, "and") }
}
