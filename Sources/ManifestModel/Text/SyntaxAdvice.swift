/// What to do about libyaml's commonest complaints.
enum SyntaxAdvice {
  typealias Words = (label: String, help: String)

  /// How libyaml says that a `:` is where no key can be before it.
  static let misplacedColon = "mapping values are not allowed in this context"
  /// How libyaml says that something is in the place of a key that is none.
  static let unexpectedKey = "did not find expected key"
  /// How libyaml says that a document ended and something else than `---` follows.
  static let missingDocumentStart = "did not find expected <document start>"
  /// How libyaml says that a key on one line has no colon.
  static let missingColon = "could not find expected ':'"

  static let hiddenBlank = (
    label: "a character that looks like a space comes before this",
    help: "write an ordinary space instead"
  )

  static let besideDocumentStart = (
    label: "a mapping cannot begin on the line of `---`", help: "begin it on the line below `---`"
  )

  /// What libyaml says of bytes, in words for people who did not write a decoder.
  static func bytes(_ words: String) -> String {
    switch words {
    case "invalid leading UTF-8 octet", "invalid trailing UTF-8 octet", "incomplete UTF-8 octet sequence",
      "invalid length of a UTF-8 sequence":
      "bytes that are not UTF-8"
    case "invalid Unicode character": "a code point without a character"
    case "unexpected low surrogate area", "expected low surrogate area", "incomplete UTF-16 surrogate pair":
      "half of a UTF-16 surrogate pair"
    case "incomplete UTF-16 character": "half of a UTF-16 code unit"
    case "control characters are not allowed": "a control character"
    default: words
    }
  }

  static func `for`(_ words: String) -> Words {
    switch words {
    case misplacedColon:
      ("a second `:`", "quote the value if the colon belongs to it, or check the indentation of this line")
    case missingColon:
      (
        "a key without `:`",
        "write `key: value` with a space after the colon, or check the indentation of the line before"
      )
    case unexpectedKey:
      (
        "the parser expected a key here",
        "align this line with the other keys of its mapping, or close the quote or bracket before it"
      )
    case "did not find expected '-' indicator":
      (
        "a list item is not expected here",
        "align this line with the keys of the item before it, or begin an item of its list with `- `"
      )
    case "did not find expected alphabetic or numeric character":
      ("read as an alias or anchor", "quote the value: \"*\"")
    case "found character that cannot start any token":
      ("no value can begin like this", "quote the value, and indent with spaces, not tabs")
    case "found a tab character that violates indentation",
      "found a tab character where an indentation space is expected":
      ("a tab", "indent with spaces")
    case "found unknown escape character":
      ("not a YAML escape", "write the backslash twice, or use single quotes")
    case "found unexpected end of stream", "did not find expected ',' or ']'", "did not find expected ',' or '}'":
      (
        "expected `,` or a closing bracket",
        "add the missing comma before this, or close the quote or bracket that is still open"
      )
    case missingDocumentStart:
      ("a second manifest begins", "separate documents with a line `---`, or check the indentation")
    case "found undefined tag handle":
      ("a custom tag", "remove the tag")
    default: ("reading stops here", "fix this line; everything before it has been checked")
    }
  }
}
