import Diagnostics
import YAMLTree

extension Decoder {
  /// Reports what is wrong with the YAML itself.
  mutating func reportYAMLProblems() {
    for problem in tree.problems { report(problem) }
  }

  private mutating func report(_ problem: YAMLProblem) {
    let span = problem.span
    switch problem.kind {
    case .syntax(let words): YAMLSyntax.report(problem, words: words, &findings)
    case .invalidBytes(let words): YAMLSyntax.report(bytesAt: span, words: words, &findings)
    case .limit(let name, let value, let option):
      YAMLLimit.report(name, value, option: option, at: span, &findings)
    case .undefinedAlias(let name): YAMLUnsupported.report(undefinedAlias: name, at: span, &findings)
    case .recursiveAlias(let name): YAMLUnsupported.report(recursiveAlias: name, at: span, &findings)
    case .customTag(let tag): YAMLUnsupported.report(tag: tag, at: span, &findings)
    case .nonScalarKey where Placeholders.isBracedWord(tree.source.text(span)):
      PlaceholderLeft.report(keyAt: FindingPlace(span), tree.source.text(span), &findings)
    case .nonScalarKey(let kind): YAMLUnsupported.report(key: kind, at: span, &findings)
    case .duplicateKey(let key): DuplicateKey.report(key, problem, &findings)
    }
  }
}
