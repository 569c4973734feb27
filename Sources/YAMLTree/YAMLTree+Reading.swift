import Diagnostics

extension YAMLTree {
  /// Reads a source. `problem` is what transcoding has already found; `size`: how many bytes were read of a file that
  /// may not be UTF-8, one more than the limit where there are more.
  package static func read(
    _ source: Source,
    limits: ReadingBounds = ReadingBounds(),
    problem: YAMLProblem? = nil,
    size: Int = 0
  )
    -> YAMLTree
  {
    if max(size, source.bytes.count) > limits.bytes {
      return .empty(source, .limit(name: "size in bytes", value: limits.bytes, option: "bytes"))
    }
    var builder = TreeBuilder(source, limits: limits, length: source.bytes.count)
    builder.read()
    if let stop = builder.unreadableFrom {
      // libyaml reads ahead, so bad bytes hide the lines before them: read those alone, and keep the problem.
      var prefix = TreeBuilder(source, limits: limits, length: stop)
      prefix.read()
      prefix.problems = prefix.problems.filter { if case .syntax = $0.kind { false } else { true } } + builder.problems
      prefix.isPartial = true
      builder = prefix
    }
    if let problem {
      // What the missing rest would have closed is no mistake of its own.
      builder.problems.removeAll { if case .syntax = $0.kind { true } else { false } }
      builder.problems.append(problem)
      builder.isPartial = true
    }
    return builder.finish()
  }

  private static func empty(_ source: Source, _ kind: YAMLProblem.Kind) -> YAMLTree {
    YAMLTree(
      source: source,
      nodes: [],
      roots: [],
      comments: [],
      anchors: [],
      tags: [:],
      problems: [YAMLProblem(kind: kind, span: Span(0, 0))],
      isPartial: true,
      sideTexts: SideTexts(bytes: [], ends: [])
    )
  }
}
