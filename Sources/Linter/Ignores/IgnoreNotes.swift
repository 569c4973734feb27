import Diagnostics
import Formatter
import ManifestModel
import YAMLTree

/// The ignores of a file as comments beside what they let through, for a text in which lines and aliases are others.
package enum IgnoreNotes {
  package static func notes(of checked: CheckedFile) -> ExpandedManifest.Notes {
    var notes = ExpandedManifest.Notes()
    let ignored = checked.suppressed.filter { $0.suppression?.kind == .ignore }
    guard !ignored.isEmpty else { return notes }
    let tree = checked.file.tree
    let addresses = AddressBook(tree)
    for finding in ignored {
      guard let suppression = finding.suppression, let node = addresses.node(around: finding.location.span) else {
        continue
      }
      let end = suppression.until.map { " until \($0)" } ?? ""
      let note = "# privatelint: ignore[\(finding.about.id)]\(end) -- \(Display.oneLine(suppression.reason))"
      if finding.supplied == nil {
        notes.add(note, to: node)
      } else {
        notes.add(note, toSuppliedOf: finding.location.span.isEmpty ? root(at: finding.location.span, tree) : node)
      }
    }
    return notes
  }

  private static func root(at span: Span, _ tree: YAMLTree) -> NodeID {
    tree.roots.last { tree[$0].start <= span.start } ?? tree.roots.first ?? 0
  }
}
