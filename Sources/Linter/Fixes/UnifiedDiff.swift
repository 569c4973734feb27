import Diagnostics
import ManifestModel

/// The difference of two texts by lines, as `diff -u` and `git diff` show it.
package enum UnifiedDiff {
  private static let context = 3
  /// The lines of both sides between two common ones that are compared; a longer stretch counts as replaced, because
  /// the comparison takes time and memory that grow with its square.
  private static let mostCompared = 4000
  /// The lines of both sides that a difference shows.
  private static let mostShown = 1_000_000

  /// The difference; empty if there is none. Credentials are covered in the whole texts: a line of one means nothing by
  /// itself.
  package static func text(path: String, before: [UInt8], after: [UInt8]) -> String {
    let (before, after) = (SecretMask.mask(before), SecretMask.mask(after))
    let part = DifferingPart(before, and: after, context: context)
    var text = "--- \(path)\n+++ \(path)\n"
    guard part.lineCount <= mostShown else {
      return text + "\\ Too many lines differ to show them: \(part.lineCount)\n"
    }
    let changes = edits(lines(before[part.old]), to: lines(after[part.new]), from: part.linesBefore + 1)
    guard changes.contains(where: { $0.mark != " " }) else { return "" }
    var index = 0
    while let start = changes[index...].firstIndex(where: { $0.mark != " " }) {
      let hunk = hunk(around: start, in: changes)
      text +=
        header(changes[hunk])
        + changes[hunk].map { line in
          "\(line.mark)\(shown(line))"
            + (line.text.utf8.last == UInt8(ascii: "\n") ? "" : "\n\\ No newline at end of file\n")
        }.joined()
      index = hunk.upperBound
    }
    return text
  }

  private struct Line {
    let mark: Character
    let text: String
    /// 1-based line numbers on both sides.
    let old: Int
    let new: Int
  }

  /// A line with its own line break. What would steer a terminal or hide is named, as everywhere; such a line is for
  /// reading, not for `patch`.
  private static func shown(_ line: Line) -> String {
    guard line.text.unicodeScalars.contains(where: Display.isUnsafe) else { return line.text }
    let lineBreak = line.text.hasSuffix("\r\n") ? "\r\n" : line.text.hasSuffix("\n") ? "\n" : ""
    let mark = line.text.unicodeScalars.first == "\u{FEFF}" && (line.old == 1 || line.new == 1) ? "\u{FEFF}" : ""
    let text = line.text.unicodeScalars.dropFirst(mark.unicodeScalars.count).dropLast(lineBreak.unicodeScalars.count)
    return mark + text.map { $0 == "\t" || !Display.isUnsafe($0) ? String($0) : Display.name($0) }.joined() + lineBreak
  }

  private static func lines(_ bytes: ArraySlice<UInt8>) -> [String] {
    var lines: [String] = []
    var start = bytes.startIndex
    for offset in bytes.indices where bytes[offset] == UInt8(ascii: "\n") {
      lines.append(String(decoding: bytes[start...offset], as: UTF8.self))
      start = offset + 1
    }
    if start < bytes.endIndex { lines.append(String(decoding: bytes[start...], as: UTF8.self)) }
    return lines
  }

  /// Every line of both sides in order, counted from a number on. What both have at the start and the end is found
  /// first: edits of a file are few and near each other.
  private static func edits(_ old: [String], to new: [String], from first: Int) -> [Line] {
    var prefix = 0
    while prefix < min(old.count, new.count), old[prefix] == new[prefix] { prefix += 1 }
    var suffix = 0
    while suffix < min(old.count, new.count) - prefix, old[old.count - 1 - suffix] == new[new.count - 1 - suffix] {
      suffix += 1
    }
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for gap in PatienceDiff.gaps(from: prefix..<old.count - suffix, of: old, to: prefix..<new.count - suffix, of: new) {
      guard gap.old.count + gap.new.count <= mostCompared else {
        removed.formUnion(gap.old)
        inserted.formUnion(gap.new)
        continue
      }
      for change in Array(new[gap.new]).difference(from: Array(old[gap.old])) {
        switch change {
        case .remove(let offset, _, _): removed.insert(offset + gap.old.lowerBound)
        case .insert(let offset, _, _): inserted.insert(offset + gap.new.lowerBound)
        }
      }
    }
    var result: [Line] = []
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      if i < old.count, removed.contains(i) {
        result.append(Line(mark: "-", text: old[i], old: i + first, new: j + first))
        i += 1
      } else if j < new.count, inserted.contains(j) {
        result.append(Line(mark: "+", text: new[j], old: i + first, new: j + first))
        j += 1
      } else {
        result.append(Line(mark: " ", text: new[j], old: i + first, new: j + first))
        i += 1
        j += 1
      }
    }
    return result
  }

  /// The changes near each other, with the lines around them.
  private static func hunk(around start: Int, in lines: [Line]) -> Range<Int> {
    var end = start
    var index = start
    while index < lines.count, index <= end + 2 * context {
      if lines[index].mark != " " { end = index }
      index += 1
    }
    return max(0, start - context)..<min(lines.count, end + context + 1)
  }

  private static func header(_ hunk: ArraySlice<Line>) -> String {
    let old = hunk.count { $0.mark != "+" }
    let new = hunk.count { $0.mark != "-" }
    guard let first = hunk.first else { return "" }
    return "@@ -\(old == 0 ? first.old - 1 : first.old),\(old) +\(new == 0 ? first.new - 1 : first.new),\(new) @@\n"
  }
}
