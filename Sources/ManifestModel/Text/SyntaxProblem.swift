import Diagnostics
import YAMLTree

/// A place where libyaml gave up, and what brought that about.
struct SyntaxProblem {
  let span: Span
  let source: Source

  /// What to do, and the place of what brought it about where that is another one; `slip`: all of it is a mistake on
  /// another line.
  func advice(_ words: String) -> (SyntaxAdvice.Words, cause: (span: Span, words: String)?, slip: SyntaxSlip?) {
    if let (place, scalar) = hiddenBlank() {
      return (SyntaxAdvice.hiddenBlank, (place, InvisibleCharacters.name(scalar)), nil)
    }
    guard words == SyntaxAdvice.misplacedColon else {
      let slip =
        [SyntaxAdvice.unexpectedKey, SyntaxAdvice.missingDocumentStart].contains(words)
        ? ContinuedLine(aboveKey: span, in: source)?.slip(before: span, "so this is not expected") : nil
      return (SyntaxAdvice.for(words), nil, slip)
    }
    if startsDocument(lineUpToProblem) { return (SyntaxAdvice.besideDocumentStart, nil, nil) }
    let continued = ContinuedLine(span, in: source)
    return (
      continued?.advice ?? SyntaxAdvice.for(words), continued.map { ($0.above, ContinuedLine.related) },
      continued?.slip(before: span)
    )
  }

  /// The first character of this line or the one above that looks like a space and is none, in the indentation or after
  /// a colon or a dash.
  private func hiddenBlank() -> (Span, Unicode.Scalar)? {
    let bytes = source.bytes
    let start =
      bytes[..<max(0, lineUpToProblem.startIndex - 1)].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 }
      ?? source.byteOrderMarkLength
    guard start < Int(span.start) else { return nil }
    var offset = UInt32(start)
    var previous: Unicode.Scalar = "\n"
    for scalar in source.text(Span(offset, span.start)).unicodeScalars {
      let length = UInt32(UTF8.width(scalar))
      if !scalar.isASCII, "\n:-".unicodeScalars.contains(previous),
        InvisibleCharacters.replacement(for: scalar, isFreeText: false) == "",
        !InvisibleCharacters.isQuote(scalar)
      {
        return (Span(offset, offset + length), scalar)
      }
      // Indentation goes on.
      if previous != "\n" || scalar != " " { previous = scalar }
      offset += length
    }
    return nil
  }

  private var lineUpToProblem: Slice<UnsafeBufferPointer<UInt8>> {
    let before = source.bytes[..<Int(span.start)]
    return before.suffix(from: before.lastIndex { "\r\n".utf8.contains($0) }.map { $0 + 1 } ?? 0)
  }

  private func startsDocument(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let text = line.starts(with: SyntaxSlip.byteOrderMark) ? line.dropFirst(SyntaxSlip.byteOrderMark.count) : line
    return text.starts(with: "---".utf8) && text.dropFirst(3).first?.isWhite ?? false
  }
}
