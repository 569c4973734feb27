import Diagnostics
import Files
import Formatter
import Linter
import YAMLTree

/// `textDocument/formatting` and `rangeFormatting`: what `fmt` does, as few small edits.
extension Server {
  func format(_ params: JSON, _ writer: inout JSONWriter) throws(ResponseError) {
    let text = try text(of: params)
    guard let edits = try formattingEdits(of: text) else { return writer.null() }
    WorkspaceEdit.write(edits, text.lines, to: &writer)
  }

  /// The edits that touch a range, if they leave the meaning as it is without the others.
  func formatRange(_ params: JSON, _ writer: inout JSONWriter) throws(ResponseError) {
    let text = try text(of: params)
    let range = text.lines.span(of: try PositionRange(params["range"]))
    guard let all = try formattingEdits(of: text) else { return writer.null() }
    let edits = all.filter { Int($0.span.start) <= range.upperBound && range.lowerBound <= Int($0.span.end) }
    let bytes = text.bytes.withUnsafeBufferPointer { Edit.apply(edits, to: $0) }
    let old = YAMLTree.read(Source(path: text.path, contents: text.bytes))
    let new = YAMLTree.read(Source(path: text.path, contents: bytes))
    guard new.problems.isEmpty, SameMeaning.find(from: old, to: new) != nil else { return writer.null() }
    WorkspaceEdit.write(edits, text.lines, to: &writer)
  }

  /// Nil if there is nothing to do, or the text is not YAML yet.
  private func formattingEdits(of text: OpenText) throws(ResponseError) -> [Edit]? {
    guard isManifest(ByteKey(text.path)) else { return nil }
    do throws(InputProblem) {
      let input = LintInput.contents(path: text.path, text.bytes)
      guard case .changed(_, let bytes) = try FormattedInput.read(input, options.lint) else { return nil }
      return MinimalEdits.between(text.bytes, and: bytes)
    } catch {
      throw ResponseError(.requestFailed, "\(text.name) \(error.reason)")
    }
  }
}
