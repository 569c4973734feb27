import Diagnostics
import YAMLTree

/// A tree as text: one node a line with its range, then comments, then problems.
///
/// Keys are marked, what is under a collection is indented, and of several documents each begins with `---`. An anchor
/// follows its node, with a range of its own; an alias shows the range of its target.
struct TreeDump {
  private let tree: YAMLTree
  private let index: LineIndex
  private var anchors: [NodeID: Span] = [:]
  private(set) var text = ""

  init(_ tree: YAMLTree) {
    self.tree = tree
    index = LineIndex(tree.source)
    for anchor in tree.anchors {
      if anchors.updateValue(anchor.span, forKey: anchor.node) != nil { text += "two anchors at one node\n" }
    }
    for root in tree.roots {
      if tree.roots.count > 1 { text += "---\n" }
      dump(root, isKey: false, indentation: "")
    }
    for comment in tree.comments {
      text += "comment \(quoted(tree.source.text(comment.span))) \(range(comment.span))\n"
    }
    for problem in tree.problems { dump(problem) }
    if tree.isPartial { text += "partial\n" }
  }

  private mutating func dump(_ id: NodeID, isKey: Bool, indentation: String) {
    let node = tree[id]
    var line = indentation + (isKey ? "key " : "") + what(id) + " " + range(node.span)
    if node.kind == .alias { line += " for \(range(tree[tree.resolve(id)].span))" }
    if let anchor = anchors[id] { line += " anchor \(quoted(tree.source.text(anchor))) \(range(anchor))" }
    if node.flags.contains(.anchor) != (anchors[id] != nil) { line += " anchor-flag-wrong" }
    if node.flags.contains(.tag) { line += " tagged" }
    if node.flags.contains(.duplicateKey) { line += " again" }
    if node.flags.contains(.unusable) { line += " unusable" }
    text += line + "\n"
    for (place, child) in tree.children(of: id).enumerated() {
      dump(child, isKey: node.kind == .mapping && place % 2 == 0, indentation: indentation + "  ")
    }
  }

  private func what(_ id: NodeID) -> String {
    let node = tree[id]
    let style =
      switch node.style {
      case .plain: "plain"
      case .singleQuoted: "single-quoted"
      case .doubleQuoted: "double-quoted"
      case .literal: "literal"
      case .folded: "folded"
      case .block: "block"
      case .flow: "flow"
      }
    return switch node.kind {
    case .scalar: "\(style) \(quoted(tree.text(id).string))"
    case .mapping: "mapping \(style)"
    case .sequence: "sequence \(style)"
    case .alias: "alias"
    }
  }

  private mutating func dump(_ problem: YAMLProblem) {
    text += "problem "
    switch problem.kind {
    case .syntax(let words): text += "syntax, \(words)"
    case .invalidBytes(let words): text += "invalid bytes, \(words)"
    case .limit(let name, let value, let option): text += "limit \(option), \(name) \(value)"
    case .undefinedAlias(let name): text += "undefined alias \(quoted(name))"
    case .recursiveAlias(let name): text += "recursive alias \(quoted(name))"
    case .customTag(let tag): text += "custom tag \(quoted(tag))"
    case .nonScalarKey: text += "key that is no scalar"
    case .duplicateKey(let key): text += "duplicate key \(quoted(key))"
    }
    text += " " + range(problem.span)
    if let context = problem.context { text += ", \(context.words) \(range(context.span))" }
    text += "\n"
  }

  /// `@line:column-line:column`, from 1, the end exclusive.
  private func range(_ span: Span) -> String {
    let start = index.position(span.start)
    let end = index.position(span.end)
    return "@\(start.line):\(start.column)-\(end.line):\(end.column)"
  }

  /// In double quotes, whatever does not show itself escaped.
  private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\"", "\\": result += "\\\(scalar)"
      case "\u{0}"..<" ", "\u{7F}"..<"\u{A1}", "\u{2028}"..."\u{2029}", "\u{FEFF}", "\u{FFFD}":
        result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
