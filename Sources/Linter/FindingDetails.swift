import Diagnostics
import ManifestModel
import YAMLTree

/// Gives the findings of a file what every output needs: the address, the citation, and no secret.
struct FindingDetails {
  private let file: ManifestFile
  private let addresses: AddressBook
  /// Of a text that is used very often, as many places as anybody looks at.
  private static let mostUses = 100
  /// Some file of the run contains a secret.
  private let masks: Bool

  init(_ file: ManifestFile, masks: Bool) {
    self.file = file
    self.masks = masks
    addresses = AddressBook(file.tree)
  }

  func complete(_ findings: [Diagnostic]) -> [Diagnostic] { findings.map(complete) }

  private func complete(_ finding: Diagnostic) -> Diagnostic {
    var finding = finding
    finding.citation = finding.about.basis.citation(edition: file.edition(at: finding.location.span.start).id)
    finding.address = addresses.address(of: finding.location.span)
    if let supplied = finding.supplied, finding.origin == finding.location.span {
      finding.address += (finding.address.isEmpty ? "" : "/") + supplied.path
    }
    let aliases = finding.origin == finding.location.span ? finding.uses : [finding.location.span]
    finding.addressesOfUses = aliases.prefix(FindingDetails.mostUses).compactMap { span in
      guard let node = addresses.node(around: span), file.tree[node].kind == .alias else { return nil }
      return addresses.address(of: finding.origin, through: node)
    }
    return masks ? masked(finding, by: file.secrets.isEmpty ? SecretMask.mask : SecretMask.maskWithCutWords) : finding
  }

  /// A finding may speak of another file, so that it is masked if any file contains a secret.
  private func masked(_ finding: Diagnostic, by mask: (String) -> String) -> Diagnostic {
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
