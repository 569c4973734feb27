import Diagnostics
import ManifestModel
import Rules
import YAMLTree

/// Turns what was found in a file into what is told of it: one mistake, one finding; its citation and address; nothing secret.
enum Settling {
  static func settle(_ found: [Diagnostic], in file: ManifestFile, masks: Bool) -> [Diagnostic] {
    guard !found.isEmpty else { return [] }
    let addresses = AddressBook(file.tree)
    return onePerMistake(found).map { finding in
      var finding = finding
      finding.citation = finding.about.basis.citation(edition: file.edition(at: finding.location.span.start).id)
      finding.address = addresses.address(of: finding.location.span)
      return masks ? masked(finding, by: file.secrets.isEmpty ? SecretMask.mask : SecretMask.maskWithCutWords) : finding
    }
  }

  /// In order of position; at one place only findings of the strongest precedence stay. What is absent is told at the key of what lacks it, and is a
  /// mistake of its own whatever is wrong with that key.
  private static func onePerMistake(_ found: [Diagnostic]) -> [Diagnostic] {
    let sorted = found.enumerated().sorted { left, right in
      let (first, second) = (left.element, right.element)
      if first.location.span != second.location.span { return first.location.span < second.location.span }
      if first.about.precedence != second.about.precedence { return first.about.precedence < second.about.precedence }
      return first.about.id != second.about.id ? first.about.id < second.about.id : left.offset < right.offset
    }
    var strongest: Diagnostic?
    return sorted.map(\.element).filter { finding in
      if finding.about.reportsAbsence { return true }
      if let strongest, strongest.location.span == finding.location.span,
        strongest.about.precedence < finding.about.precedence
      {
        return false
      }
      strongest = finding
      return true
    }
  }

  /// A finding may speak of another file, so that it is masked where any file holds a secret.
  private static func masked(_ finding: Diagnostic, by mask: (String) -> String) -> Diagnostic {
    var finding = finding
    finding.message = mask(finding.message)
    finding.label = finding.label.map(mask)
    finding.help = finding.help.map(mask)
    // Name by name: what joins them may belong to the alphabet of a key.
    finding.address = finding.address.parts(between: "/").map { AddressBook.escaped(mask(AddressBook.unescaped($0))) }
      .joined(
        separator: "/"
      )
    finding.related = finding.related.map { Diagnostic.Related($0.location, mask($0.message)) }
    // An edit that repeats a secret would carry it into every output: better no fix.
    if let fix = finding.fix, ([fix.title] + fix.edits.map(\.text)).contains(where: { SecretMask.mask($0) != $0 }) {
      finding.fix = nil
    }
    return finding
  }
}
