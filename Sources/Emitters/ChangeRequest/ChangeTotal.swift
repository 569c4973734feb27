import Diagnostics

/// How many changes there are, in one line.
package struct ChangeTotal: Sendable {
  package let add: Int
  package let change: Int
  package let remove: Int
  package let ownSide: Int
  package let bookkeeping: Int

  private let isPartial: Bool

  package init(_ report: ChangeReport) {
    let all = report.changes.flatMap(\.changes)
    isPartial = report.isPartial
    let asked = all.filter { !$0.documents.isEmpty }
    add = asked.count { $0.mark == .added }
    change = asked.count { $0.mark == .changed }
    remove = asked.count { $0.mark == .removed }
    bookkeeping = all.count { $0.kind == .bookkeeping }
    ownSide = all.count - asked.count - bookkeeping
  }

  /// "2 to add, 1 to change, 0 to remove. Without a ticket: 3 changes on your side, 1 bookkeeping change".
  package var text: String {
    if add + change + remove + ownSide + bookkeeping == 0 {
      return isPartial ? "No changes in what was compared." : "No changes: the two versions are equivalent."
    }
    let asked = "\(add) to add, \(change) to change, \(remove) to remove"
    let others = [
      ownSide > 0 ? "\(Display.count(ownSide, "change")) on your side" : nil,
      bookkeeping > 0 ? Display.count(bookkeeping, "bookkeeping change") : nil,
    ].compactMap { $0 }
    return others.isEmpty ? asked : "\(asked). Without a ticket: \(others.joined(separator: ", "))"
  }
}
