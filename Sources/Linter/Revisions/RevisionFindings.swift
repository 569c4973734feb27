import Diagnostics
import Files
import ManifestModel
import Rules

/// The findings that a git revision has already: a baseline that needs no file.
///
/// They are distinguished by rule, semantic address and value, not by file or line, so that one that was moved,
/// reordered or renamed with its file is still known. The revision is judged under today's settings: a rule that was
/// turned on since is not what a change brings.
package struct RevisionFindings: Sendable {
  fileprivate var counts: [Key: Int] = [:]
  /// What whoever reads the result has to know.
  package private(set) var notes: [String] = []

  fileprivate struct Key: Hashable, Sendable {
    let rule: String
    let address: ByteKey
    let value: ByteKey
  }

  /// - Parameters:
  ///   - revision: `REV`, or `REV...` for its merge base with HEAD.
  ///   - paths: what is checked today.
  ///   - finder: today's settings.
  ///   - options: how it is checked today.
  /// - Throws: what keeps the revision from being read.
  package init(_ revision: String, paths: [String], settings finder: SettingsFinder, _ options: LintOptions)
    throws(InputProblem)
  {
    let base = try BaseSide(revision: revision, paths: paths, settings: finder)
    var options = options
    options.settings = base.settingsToday
    // Defaults are values, not checks: those of the revision are what its manifests say.
    for (label, settings) in base.settings { options.settings[label]?.defaults = settings.defaults }
    let outcome = Lint.run(base.inputs, options)
    notes = base.notes
    for problem in outcome.problems { notes.append("\(problem.message): what is found in it counts as new") }
    for checked in outcome.files {
      if checked.file.tree.isPartial {
        notes.append(
          "\(Display.oneLine(checked.file.path)) cannot be read to the end: findings after the fault count as new"
        )
      }
      for finding in checked.diagnostics + checked.hidden {
        for key in Key.all(finding) { counts[key, default: 0] += 1 }
      }
    }
    let isChanged = base.settings.contains { label, settings in settings.texts != base.settingsToday[label]?.texts }
    let hasDefaults = base.settings.values.contains { !$0.defaults.isEmpty }
    if isChanged {
      notes.append(
        """
        the settings have changed since `\(Display.oneLine(revision))`: its findings are evaluated under the current \
        ones\(hasDefaults ? ", with the defaults of that revision" : "")
        """
      )
    }
  }

  /// Divides findings into new ones and those that the revision has. What is locked counts as new, as with any
  /// baseline.
  package func divide(_ findings: [Diagnostic]) -> (new: [Diagnostic], old: [Diagnostic]) {
    KnownFindings.divide(
      findings,
      by: counts,
      Diagnostic.Suppression(.revision, reason: "already in the revision"),
      mayBeOld: { !RevisionFindings.isLocked($0) },
      keys: Key.all
    )
  }

  private static func isLocked(_ finding: Diagnostic) -> Bool {
    !finding.about.isIgnorable && Catalog.rule(finding.about.id)?.isIgnorable != false
  }
}

extension RevisionFindings.Key {
  /// The keys of a finding, its own first: what an alias or a merge brings is the same when it is written out.
  fileprivate static func all(_ finding: Diagnostic) -> [RevisionFindings.Key] {
    let text = finding.location.source.text(finding.origin)
    // What is absent has no value; the message names it. Quotes are layout.
    let value = ByteKey(
      finding.about.reportsAbsence ? finding.message : finding.supplied?.text ?? SemanticAddress.unquoted(text)
    )
    return ([finding.address] + finding.addressesOfUses).map {
      RevisionFindings.Key(rule: finding.about.id, address: ByteKey(SemanticAddress.of($0)), value: value)
    }
  }
}

/// Addresses without places in lists: an item of a list that has no name is distinguished by its value.
enum SemanticAddress {
  /// The keys of lists whose items are named by their place.
  private static let lists: Set<String> = {
    var keys: Set<String> = []
    func take(_ mapping: MappingDeclaration) {
      for field in mapping.fields {
        switch field.type {
        case .mapping(let inner), .named(_, let inner): take(inner)
        case .list(let element):
          if field.key != EnvironmentKey.ports.field.key { keys.insert(field.key) }
          if case .mapping(let inner) = element { take(inner) }
        default: break
        }
      }
    }
    take(ManifestKey.mapping)
    return keys
  }()

  static func of(_ address: String) -> String {
    var names = address.parts(between: "/").map { String($0) }
    for index in names.indices.dropFirst() where names[index].isDigits && lists.contains(names[index - 1]) {
      names[index] = "*"
    }
    return names.joined(separator: "/")
  }

  static func unquoted(_ text: String) -> String {
    guard let mark = text.utf8.first, mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'"), text.utf8.count > 1,
      text.utf8.last == mark
    else { return text }
    return String(text.dropFirst().dropLast())
  }
}
