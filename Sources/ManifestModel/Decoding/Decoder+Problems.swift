import Diagnostics
import YAMLTree

extension Decoder {
  /// Reports what is wrong with the YAML itself.
  mutating func reportYAMLProblems() {
    let isForeign = tree.isPartial && ForeignText(tree.source)?.isWholeFile == true
    let isOfOtherTool =
      foreign.contains { $0 != nil } && zip(tree.roots, foreign).allSatisfy { $1 != nil || tree.isNull($0) }
    for problem in tree.problems {
      if isForeign, case .nonScalarKey = problem.kind { continue }
      if isOfOtherTool, Decoder.isFineElsewhere(problem.kind) { continue }
      report(problem)
    }
  }

  /// Whether another tool's YAML may have it: `!Ref` and its like.
  private static func isFineElsewhere(_ kind: YAMLProblem.Kind) -> Bool {
    switch kind {
    case .customTag, .nonScalarKey, .duplicateKey, .undefinedAlias, .recursiveAlias: true
    case .syntax, .invalidBytes, .limit: false
    }
  }

  private mutating func report(_ problem: YAMLProblem) {
    let span = problem.span
    switch problem.kind {
    case .syntax(let words): YAMLSyntax.report(problem, words: words, to: &findings)
    case .invalidBytes(let words): YAMLSyntax.report(bytesAt: span, words: words, to: &findings)
    case .limit(let name, let value, let option):
      YAMLLimit.report(name, value, option: option, at: span, to: &findings)
    case .undefinedAlias(let name): YAMLUnsupported.report(undefinedAlias: name, at: span, to: &findings)
    case .recursiveAlias(let name): YAMLUnsupported.report(recursiveAlias: name, at: span, to: &findings)
    case .customTag(let tag): YAMLUnsupported.report(tag: tag, at: span, to: &findings)
    case .nonScalarKey where Placeholders.isBracedWord(tree.source.text(span)):
      PlaceholderLeft.report(keyAt: FindingPlace(span), tree.source.text(span), to: &findings)
    case .nonScalarKey where tree.source.isInDoubleBraces(span):
      let outer = Span(span.start - 1, span.end + 1)
      PlaceholderLeft.report(keyAt: FindingPlace(outer), tree.source.text(outer), to: &findings)
    case .nonScalarKey(let kind): YAMLUnsupported.report(key: kind, at: span, to: &findings)
    case .duplicateKey(let key): DuplicateKey.report(key, from: problem, to: &findings)
    }
  }
}

extension Source {
  /// Whether a mapping is one of the pairs of braces of `{{ name }}`, which a template tool was to replace.
  fileprivate func isInDoubleBraces(_ span: Span) -> Bool {
    let (start, end) = (Int(span.start), Int(span.end))
    guard start > 0, end < bytes.count, end - start > 2, end - start <= 200, bytes[start] == UInt8(ascii: "{") else {
      return false
    }
    return bytes[start - 1] == UInt8(ascii: "{") && bytes[end] == UInt8(ascii: "}")
      && !bytes[start..<end].contains(UInt8(ascii: "\n"))
  }
}
