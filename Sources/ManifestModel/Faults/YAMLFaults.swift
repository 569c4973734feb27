import Diagnostics
import YAMLTree

/// `yaml-syntax`: libyaml refuses the file.
package enum YAMLSyntax {
  package static let about = RuleAbout(
    "yaml-syntax",
    .yaml,
    .error,
    .yaml,
    summary: "The file is not YAML: libyaml refuses it, or its bytes are no valid UTF-8 or UTF-16.",
    why: "Nothing behind the problem can be read, so nothing there is checked, and no ticket can be compiled.",
    remedy:
      "Mend the line that is named; quote values that begin with `*`, `&`, `%`, `@` or a backtick, and indent with spaces.",
    isIgnorable: false,
    example: .init(.aws, bad: [("        connection: unidirectional", "        connection: unidirectional: yes")])
  )
}

/// `yaml-limit`: the file asks for more than the reader gives.
package enum YAMLLimit {
  package static let about = RuleAbout(
    "yaml-limit",
    .yaml,
    .error,
    .yaml,
    summary: "Nesting, alias expansion, size or the number of nodes passes a limit of the reader.",
    why:
      "A manifest of any company stays far below the limits; what passes them is a mistake or an attack on the machine that reads it.",
    remedy:
      "Split the file, nest less deeply, or write out what aliases repeat; the flag that the help names raises the limit for one run.",
    isIgnorable: false,
    example: .init(
      .aws,
      bad: [
        (
          "        # endpoint services",
          "        x-nested: \(String(repeating: "[", count: 100))\(String(repeating: "]", count: 100))"
        )
      ]
    )
  )

  /// What brings a file below a limit, by the flag that raises it.
  static func remedy(of option: String) -> String {
    switch option {
    case "depth": "take some of the collections out of each other"
    case "alias-nodes": "write the values out, or repeat less of them by aliases"
    case "scalar-bytes": "shorten the text"
    default: "split the file"
    }
  }
}

/// `yaml-unsupported`: YAML that the manifest language has no use for.
package enum YAMLUnsupported {
  package static let about = RuleAbout(
    "yaml-unsupported",
    .yaml,
    .error,
    .yaml,
    summary: "A custom tag, a key that is no scalar, or an alias that is recursive or leads nowhere.",
    why: "YAML readers disagree on what these mean, so the manifest would not say the same to everybody.",
    remedy: "Write the value out: plain keys, no tags but YAML's own, aliases only of anchors that stand before them.",
    isIgnorable: false,
    example: .init(.aws, bad: [("connection: unidirectional", "connection: !direction unidirectional")])
  )
}

/// `duplicate-key`: a mapping holds a key twice.
package enum DuplicateKey {
  package static let about = RuleAbout(
    "duplicate-key",
    .yaml,
    .error,
    .duplicateKey,
    summary: "A mapping holds a key twice.",
    why: "YAML readers keep one of the two without a word, and not all the same one.",
    remedy: "Remove one, or put both things under one key.",
    isIgnorable: false,
    example: .init(.aws, bad: [("    plan: pro", "    plan: pro\n    plan: pro")])
  )
}

extension Decoder {
  mutating func reportYAMLProblems() {
    for problem in tree.problems { report(problem) }
  }

  private mutating func report(_ problem: YAMLProblem) {
    let spot = Spot(problem.span)
    let related = problem.context.map { [(spot: Spot($0.span), message: $0.words)] } ?? []
    switch problem.kind {
    case .syntax(let words):
      let (advice, cause) = advice(words, problem.span)
      let related = related + (cause.map { [(spot: Spot($0.span), message: $0.words)] } ?? [])
      findings.add(
        YAMLSyntax.about,
        at: spot,
        "this is not YAML: \(words)",
        label: advice.label,
        related: related,
        help: advice.help
      )
    case .invalidBytes(let words):
      findings.add(
        YAMLSyntax.about,
        at: spot,
        "this is not text YAML can hold: \(SyntaxAdvice.bytes(words))",
        label: "unreadable from here",
        help:
          "save the file as UTF-8, and write a control character as an escape such as \"\\x07\" if it is really wanted"
      )
    case .limit(let name, let value, let option):
      findings.add(
        YAMLLimit.about,
        at: spot,
        "the limit on the \(name) is \(value), and this file passes it",
        label: "reading stops here",
        help: "\(YAMLLimit.remedy(of: option)); `--max-\(option)` raises the limit for one run"
      )
    case .undefinedAlias(let name):
      findings.add(
        YAMLUnsupported.about,
        at: spot,
        "no anchor `&\(Shown.oneLine(name, limit: 80))` stands before this alias",
        label: "leads nowhere",
        help: "anchor the value first, or quote the text if it is no alias"
      )
    case .recursiveAlias(let name):
      findings.add(
        YAMLUnsupported.about,
        at: spot,
        "the alias `*\(Shown.oneLine(name, limit: 80))` stands inside the value it repeats",
        label: "would never end",
        help: "write the inner value out"
      )
    case .customTag(let tag):
      findings.add(
        YAMLUnsupported.about,
        at: spot,
        "the tag \(Shown.quoted(tag)) is not one of YAML's own",
        label: "unknown to other readers",
        help: "remove the tag, and write the value as it is"
      )
    case .nonScalarKey where isPlaceholder(problem.span):
      findings.add(
        Placeholder.about,
        at: spot,
        "the placeholder \(Shown.quoted(tree.source.text(problem.span))) is not filled in",
        label: "fill this in",
        help: "write the name in its place"
      )
    case .nonScalarKey(let kind):
      findings.add(
        YAMLUnsupported.about,
        at: spot,
        "a key has to be text, and this is a \(kind == .mapping ? "mapping" : "list")",
        label: "used as a key",
        help: "write a plain key; a template such as `{{ name }}` has to be filled in before the manifest is read"
      )
    case .duplicateKey(let key):
      findings.add(
        DuplicateKey.about,
        at: spot,
        "the key \(Shown.quoted(key)) stands twice in this mapping",
        label: "again here",
        related: related,
        help: key == "<<"
          ? "merge both in one list: `<<: [*first, *second]`"
          : "remove one of the two; the first is the one that was checked"
      )
    }
  }

  /// What to do, and the place of what brought it about where that is another one.
  private func advice(_ words: String, _ span: Span) -> (SyntaxAdvice.Words, cause: (span: Span, words: String)?) {
    if holdsConflict { return (SyntaxAdvice.conflict, nil) }
    if isBehindMark(span) { return (SyntaxAdvice.mark, nil) }
    if let (place, scalar) = hiddenBlank(before: span) {
      return (SyntaxAdvice.hiddenBlank, (place, InvisibleCharacters.name(scalar)))
    }
    guard words == SyntaxAdvice.misplacedColon else { return (SyntaxAdvice.for(words), nil) }
    if startsDocument(line(upTo: span)) { return (SyntaxAdvice.besideDocumentStart, nil) }
    let continued = ContinuedLine(span, in: tree.source)
    return (continued?.advice ?? SyntaxAdvice.for(words), continued.map { ($0.above, $0.related) })
  }

  /// The first character of this line or the one above that looks like a blank and is none, in the indentation or behind a colon or a dash.
  private func hiddenBlank(before span: Span) -> (Span, Unicode.Scalar)? {
    let bytes = tree.source.bytes
    let start =
      bytes[..<max(0, line(upTo: span).startIndex - 1)].lastIndex(of: 10).map { $0 + 1 }
      ?? tree.source.byteOrderMarkLength
    guard start < Int(span.start) else { return nil }
    var offset = UInt32(start)
    var previous: Unicode.Scalar = "\n"
    for scalar in tree.source.text(Span(offset, span.start)).unicodeScalars {
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

  private func line(upTo span: Span) -> Slice<UnsafeBufferPointer<UInt8>> {
    let before = tree.source.bytes[..<Int(span.start)]
    return before.suffix(from: before.lastIndex { "\r\n".utf8.contains($0) }.map { $0 + 1 } ?? 0)
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private func startsDocument(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let text = line.starts(with: Self.byteOrderMark) ? line.dropFirst(Self.byteOrderMark.count) : line
    return text.starts(with: "---".utf8) && text.dropFirst(3).first?.isWhite ?? false
  }

  /// Whether git could not merge the file, and left its markers.
  private var holdsConflict: Bool {
    tree.source.bytes.split(separator: 10).contains { Text($0).hasPrefix("<<<<<<< ") || Text($0).hasPrefix(">>>>>>> ") }
  }

  /// Whether the line up to the problem begins with a byte-order mark, which is none inside a file, or the file with two.
  private func isBehindMark(_ span: Span) -> Bool {
    let mark = Self.byteOrderMark
    let line = line(upTo: span)
    return line.startIndex > 0 && line.starts(with: mark)
      || tree.source.bytes[..<Int(span.start)].starts(with: mark + mark)
  }

  /// `{projectId}`: one word in braces.
  private func isPlaceholder(_ span: Span) -> Bool {
    let text = tree.source.text(span)
    let name = text.dropFirst().dropLast()
    return text.first == "{" && !name.isEmpty
      && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
  }
}

/// What to do about libyaml's commonest complaints.
enum SyntaxAdvice {
  typealias Words = (label: String, help: String)

  /// How libyaml says that a `:` stands where no key can have stood before it.
  static let misplacedColon = "mapping values are not allowed in this context"

  static let hiddenBlank = (
    label: "a character that looks like a blank stands before this",
    help: "write an ordinary blank instead of it"
  )

  static let besideDocumentStart = (
    label: "a mapping cannot begin beside `---`", help: "begin it on the line below `---`"
  )

  static let conflict = (
    label: "a merge conflict", help: "resolve the conflict: keep one side, and remove git's marker lines"
  )

  static let mark = (
    label: "behind a byte-order mark",
    help:
      "remove the invisible U+FEFF: joined files leave it at the start of a line, and it belongs once at the start of a file"
  )

  /// What libyaml says of bytes, in words for people who did not write a decoder.
  static func bytes(_ words: String) -> String {
    switch words {
    case "invalid leading UTF-8 octet", "invalid trailing UTF-8 octet", "incomplete UTF-8 octet sequence",
      "invalid length of a UTF-8 sequence":
      "bytes that are no UTF-8"
    case "invalid Unicode character": "a number that no character has"
    case "unexpected low surrogate area", "expected low surrogate area", "incomplete UTF-16 surrogate pair":
      "half a pair of UTF-16 units"
    case "incomplete UTF-16 character": "half a UTF-16 unit"
    case "control characters are not allowed": "a control character"
    default: words
    }
  }

  static func `for`(_ words: String) -> Words {
    switch words {
    case misplacedColon:
      ("a second `:`", "quote the value if the colon belongs to it, or check the indentation of this line")
    case "could not find expected ':'":
      (
        "a key without `:`",
        "write `key: value` with a blank behind the colon, or check the indentation of the line before"
      )
    case "did not find expected key":
      (
        "not where a key can stand",
        "align this line with the other keys of its mapping, or close the quote or bracket before it"
      )
    case "did not find expected '-' indicator":
      ("not where an item can stand", "align this line with the other items of its list")
    case "did not find expected alphabetic or numeric character":
      ("read as an alias or anchor", "quote the value: \"*\"")
    case "found character that cannot start any token":
      ("no value can begin so", "quote the value, and indent with spaces, not tabs")
    case "found a tab character that violates indentation",
      "found a tab character where an indentation space is expected":
      ("a tab", "indent with spaces")
    case "found unknown escape character":
      ("not an escape of YAML", "write the backslash twice, or use single quotes")
    case "found unexpected end of stream", "did not find expected ',' or ']'", "did not find expected ',' or '}'":
      (
        "the file goes on otherwise",
        "put a comma before this where one is missing, or close the quote or bracket that is open"
      )
    case "did not find expected <document start>":
      ("a second manifest begins", "part documents by a line `---`, or check the indentation")
    case "found undefined tag handle":
      ("a tag of somebody's own", "remove the tag")
    default: ("reading stops here", "mend this line; what stands before it has been checked")
    }
  }
}
