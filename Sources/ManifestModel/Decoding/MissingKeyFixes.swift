import Diagnostics
import Editing
import YAMLTree

/// The edits that write missing keys, each with placeholders that say how to find the value. They are planned together
/// when the file is decoded, since each plan reads the text again.
struct MissingKeyFixes {
  private var findings: [Int] = []
  private var titles: [String] = []
  private var changes: [Change] = []

  /// More keys than anybody fills in at once; `--fix` finds the rest in its next round.
  private static let most = 1000

  /// Remembers a key that a mapping lacks, with the index of the finding about it. `order`: the keys of the mapping in
  /// canonical order.
  mutating func add(_ field: FieldDeclaration, to mapping: NodeID, order: [String], _ cloud: Cloud?, finding: Int) {
    guard changes.count < MissingKeyFixes.most else { return }
    findings.append(finding)
    let value = field.placeholder(on: cloud)
    if case .plain(let text) = value {
      titles.append("add `\(field.key): \(text)`")
    } else {
      titles.append("add `\(field.key)`")
    }
    changes.append(Change(mapping, at: [.key(field.key, order: order)], .set(value)))
  }

  /// Attaches each edit that could be proved to its finding.
  func attach(to findings: inout Findings, _ tree: YAMLTree) {
    for (index, edits) in EditPlan.edits(for: changes, in: tree).enumerated() {
      guard let edits = try? edits.get() else { continue }
      findings.attach(Fix(.suggested, titles[index], edits: edits), to: self.findings[index])
    }
  }
}

extension FieldDeclaration {
  /// A value to be filled in: the required keys of a mapping, one item of a list, a placeholder that says how to find a
  /// text.
  fileprivate func placeholder(on cloud: Cloud?) -> NewValue { placeholder(type, on: cloud) }

  private func placeholder(_ type: ValueType, on cloud: Cloud?) -> NewValue {
    switch type {
    case .integer(let range) where range.count == 1: .plain("\(range.lowerBound)")
    case .list(let element): .list([placeholder(element, on: cloud)])
    case .mapping(let mapping): .mapping(FieldDeclaration.required(of: mapping, on: cloud))
    case .named(_, let mapping):
      .mapping([.init(wanted(on: cloud), .mapping(FieldDeclaration.required(of: mapping, on: cloud)))])
    case .text, .word, .identifier, .integer, .boolean, .date, .enumeration, .table, .conditions:
      .text(wanted(on: cloud))
    }
  }

  private static func required(of mapping: MappingDeclaration, on cloud: Cloud?) -> [NewValue.Entry] {
    mapping.fields.filter { $0.need == .required || $0.need == cloud.map(Need.requiredOn) }.map {
      NewValue.Entry($0.key, $0.placeholder(on: cloud))
    }
  }

  /// Where the value is found, with the words to choose from if that does not name them.
  private func wanted(on cloud: Cloud?) -> String {
    let origin = (origin ?? doc).on(cloud)
    switch type {
    // The name does not show the kind of environment; the help says how to find out.
    case .enumeration(let words) where need == .requiredForUntellingID: return "<\(Display.list(words))>"
    case .enumeration(let words) where !words.allSatisfy { origin.contains("`\($0)`") }:
      return "<\(Display.list(words)): \(origin)>"
    // The colon brings the quotes that the digits need.
    case .identifier(.account): return "<\(key): \(origin)>"
    default: return "<\(origin)>"
    }
  }
}
