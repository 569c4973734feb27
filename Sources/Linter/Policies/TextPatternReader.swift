/// Reads a `/pattern/`, and refuses what the subset does not have rather than taking it for something else.
struct TextPatternReader {
  /// A part of a pattern.
  private indirect enum Piece {
    case one(ScalarSet)
    case sequence([Piece])
    case either([Piece])
    /// `most`: nil: any number of times.
    case repeated(Piece, least: Int, most: Int?)
  }

  /// What a part of a pattern contributes to the automaton.
  private struct Ends {
    var isNullable = true
    var first = Bits()
    var last = Bits()
  }

  private let scalars: [Unicode.Scalar]
  private let foldsCase: Bool
  private var index = 0
  private var depth = 0
  private var automaton = Automaton()

  private static let longestPattern = 1000
  private static let deepestGroup = 30
  private static let mostRepetitions = 200

  static func read(_ text: String) throws(PatternFault) -> Automaton {
    var scalars = Array(text.unicodeScalars)
    guard scalars.count <= longestPattern else {
      throw PatternFault("it has more than \(longestPattern) characters", help: "write several patterns in a list")
    }
    let foldsCase = scalars.last == "i" && scalars.count > 2
    if foldsCase { scalars.removeLast() }
    guard scalars.count > 1, scalars.first == "/", scalars.last == "/" else {
      throw PatternFault("it has no `/` at both ends", help: "write it between slashes, as in `/^prod-[a-z]+$/`")
    }
    var reader = TextPatternReader(scalars: Array(scalars.dropFirst().dropLast()), foldsCase: foldsCase)
    if reader.scalars.isEmpty {
      throw PatternFault("it is empty", help: "write what the text has to contain, as in `/^prod-[a-z]+$/`")
    }
    try reader.readWhole()
    reader.automaton.finish()
    return reader.automaton
  }

  private init(scalars: [Unicode.Scalar], foldsCase: Bool) {
    self.scalars = scalars
    self.foldsCase = foldsCase
  }

  private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private mutating func take(_ wanted: Unicode.Scalar) -> Bool {
    guard next == wanted else { return false }
    index += 1
    return true
  }

  // MARK: Alternatives

  private mutating func readWhole() throws(PatternFault) {
    repeat {
      let isAtStart = take("^")
      let piece = try readSequence()
      let isAtEnd = take("$")
      if let other = next, other != "|" { throw TextPatternReader.fault(of: isAtEnd ? "$" : other) }
      let ends = try add(piece)
      if isAtStart {
        automaton.firstAtStart = automaton.firstAtStart.union(ends.first)
      } else {
        automaton.first = automaton.first.union(ends.first)
      }
      automaton.lastAtEnd = automaton.lastAtEnd.union(ends.last)
      if !isAtEnd { automaton.last = automaton.last.union(ends.last) }
      if ends.isNullable {
        automaton.matchesEmpty = true
        if !isAtStart || !isAtEnd { automaton.matchesAll = true }
      }
    } while take("|")
  }

  /// What ends a sequence in the wrong place.
  private static func fault(of scalar: Unicode.Scalar) -> PatternFault {
    switch scalar {
    case ")": PatternFault("`)` is never opened", help: "add the missing `(`, or write `\\)` for a literal parenthesis")
    case "^", "$":
      PatternFault(
        "`\(scalar)` is inside it",
        help:
          """
          write `^` first and `$` last in the pattern or in an alternative of it, or `\\\(scalar)` for the character \
          itself
          """
      )
    default: PatternFault("`\(scalar)` cannot be here", help: "write `\\\(scalar)` for the literal character")
    }
  }

  private mutating func readGroup() throws(PatternFault) -> Piece {
    if take("?"), !take(":") {
      throw PatternFault(
        "`(?` begins a lookaround or an option, which patterns here do not have",
        help: "write `(…)` for a group; several patterns in a list are alternatives"
      )
    }
    depth += 1
    defer { depth -= 1 }
    guard depth <= TextPatternReader.deepestGroup else {
      throw PatternFault(
        "it has groups more than \(TextPatternReader.deepestGroup) deep",
        help: "write several patterns in a list"
      )
    }
    var choices: [Piece] = []
    repeat { choices.append(try readSequence()) } while take("|")
    guard take(")") else {
      if let other = next { throw TextPatternReader.fault(of: other) }
      throw PatternFault("`(` is never closed", help: "add the missing `)`, or write `\\(` for a literal parenthesis")
    }
    return choices.count == 1 ? choices[0] : .either(choices)
  }

  private mutating func readSequence() throws(PatternFault) -> Piece {
    var pieces: [Piece] = []
    while let scalar = next, !"|)^$".unicodeScalars.contains(scalar) { pieces.append(try readRepeated()) }
    return pieces.count == 1 ? pieces[0] : .sequence(pieces)
  }

  // MARK: Repetition

  private mutating func readRepeated() throws(PatternFault) -> Piece {
    var piece = try readOne()
    var isRepeated = false
    while let (least, most) = try readCount() {
      if isRepeated {
        throw PatternFault(
          "it repeats a repetition",
          help: "write one of `*`, `+`, `?` and `{2,4}`, or put the first into a group"
        )
      }
      isRepeated = true
      piece = .repeated(piece, least: least, most: most)
    }
    return piece
  }

  private mutating func readCount() throws(PatternFault) -> (least: Int, most: Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    guard take("{") else { return nil }
    let help = "write `{2}`, `{2,}` or `{2,4}`, or `\\{` for the literal character"
    guard let least = readNumber() else { throw PatternFault("its `{` has no number", help: help) }
    var most: Int? = least
    if take(",") { most = readNumber() }
    guard take("}") else { throw PatternFault("its `{` has no `}`", help: help) }
    if let most, most < least {
      throw PatternFault("`{\(least),\(most)}` is no range", help: "write the smaller number first")
    }
    if max(least, most ?? 0) > TextPatternReader.mostRepetitions {
      throw PatternFault(
        "it repeats something more than \(TextPatternReader.mostRepetitions) times",
        help: "use `*` or `+`"
      )
    }
    return (least, most)
  }

  private mutating func readNumber() -> Int? {
    var number: Int?
    while let scalar = next, ("0"..."9").contains(scalar), (number ?? 0) < 100_000 {
      number = (number ?? 0) * 10 + Int(scalar.value - 48)
      index += 1
    }
    return number
  }

  // MARK: Characters

  private mutating func readOne() throws(PatternFault) -> Piece {
    guard let scalar = next else { return .sequence([]) }
    index += 1
    switch scalar {
    case "(": return try readGroup()
    case "[": return .one(folded(try readClass()))
    case ".": return .one(ScalarSet(ranges: [10...10], isNegated: true))
    case "\\": return .one(folded(try readEscape()))
    case "*", "+", "?", "{":
      throw PatternFault("`\(scalar)` repeats nothing", help: "write `\\\(scalar)` for the literal character")
    default: return .one(folded(ScalarSet(ranges: [scalar.value...scalar.value])))
    }
  }

  private func folded(_ set: ScalarSet) -> ScalarSet { foldsCase ? set.foldingCase : set }

  private static let digits: [ClosedRange<UInt32>] = [48...57]
  private static let word: [ClosedRange<UInt32>] = [48...57, 65...90, 95...95, 97...122]
  private static let space: [ClosedRange<UInt32>] = [9...13, 32...32]

  private mutating func readEscape() throws(PatternFault) -> ScalarSet {
    guard let scalar = next else {
      throw PatternFault("it ends with `\\`", help: "write `\\\\` for the literal character")
    }
    index += 1
    switch scalar {
    case "d": return ScalarSet(ranges: TextPatternReader.digits)
    case "D": return ScalarSet(ranges: TextPatternReader.digits, isNegated: true)
    case "w": return ScalarSet(ranges: TextPatternReader.word)
    case "W": return ScalarSet(ranges: TextPatternReader.word, isNegated: true)
    case "s": return ScalarSet(ranges: TextPatternReader.space)
    case "S": return ScalarSet(ranges: TextPatternReader.space, isNegated: true)
    case "n": return ScalarSet(ranges: [10...10])
    case "t": return ScalarSet(ranges: [9...9])
    case _ where scalar.properties.isAlphabetic || ("0"..."9").contains(scalar):
      throw PatternFault(
        "`\\\(scalar)` is not one of its escapes",
        help: "`\\d`, `\\w`, `\\s`, `\\D`, `\\W`, `\\S`, `\\n` and `\\t` are; any mark after `\\` is itself"
      )
    default: return ScalarSet(ranges: [scalar.value...scalar.value])
    }
  }

  private mutating func readClass() throws(PatternFault) -> ScalarSet {
    let open = PatternFault("`[` is never closed", help: "add the missing `]`, or write `\\[` for a literal bracket")
    var set = ScalarSet(ranges: [], isNegated: take("^"))
    var isFirst = true
    while let scalar = next, scalar != "]" || isFirst {
      isFirst = false
      if scalar == "[", index + 1 < scalars.count, scalars[index + 1] == ":" {
        throw PatternFault(
          "it has a named class",
          help: "write its characters, as in `[a-z]`, or `\\d`, `\\w` and `\\s`"
        )
      }
      let first = try readClassMember()
      guard first.ranges.count == 1, let low = first.ranges.first, low.count == 1, !first.isNegated,
        index + 1 < scalars.count, next == "-", scalars[index + 1] != "]"
      else {
        if first.isNegated {
          throw PatternFault(
            "it has a negated escape inside brackets",
            help: "write `[^…]` with the characters that it must not be"
          )
        }
        set.ranges += first.ranges
        continue
      }
      index += 1
      let last = try readClassMember()
      guard last.ranges.count == 1, let high = last.ranges.first, high.count == 1, !last.isNegated else {
        throw PatternFault("a range in its brackets has no end", help: "write one character on each side of `-`")
      }
      guard low.lowerBound <= high.lowerBound else {
        throw PatternFault("a range in its brackets runs backwards", help: "write the smaller character first")
      }
      set.ranges.append(low.lowerBound...high.lowerBound)
    }
    guard take("]") else { throw open }
    return set
  }

  private mutating func readClassMember() throws(PatternFault) -> ScalarSet {
    guard let scalar = next else {
      throw PatternFault("`[` is never closed", help: "add the missing `]`, or write `\\[` for a literal bracket")
    }
    index += 1
    return scalar == "\\" ? try readEscape() : ScalarSet(ranges: [scalar.value...scalar.value])
  }

  // MARK: The automaton

  private mutating func add(_ piece: Piece) throws(PatternFault) -> Ends {
    switch piece {
    case .one(let set):
      guard automaton.elements.count < Bits.capacity else {
        throw PatternFault(
          "it has more than \(Bits.capacity) elements, repetitions written out",
          help: "write several patterns in a list, or `*` for a large number of repetitions"
        )
      }
      var own = Bits()
      own.insert(automaton.elements.count)
      automaton.elements.append(set)
      automaton.follow.append(Bits())
      return Ends(isNullable: false, first: own, last: own)
    case .sequence(let pieces):
      var ends = Ends()
      for piece in pieces { ends = join(ends, to: try add(piece)) }
      return ends
    case .either(let pieces):
      var ends = Ends(isNullable: false)
      for piece in pieces {
        let choice = try add(piece)
        ends.isNullable = ends.isNullable || choice.isNullable
        ends.first = ends.first.union(choice.first)
        ends.last = ends.last.union(choice.last)
      }
      return ends
    case .repeated(let piece, let least, let most): return try add(piece, least: least, most: most)
    }
  }

  private mutating func add(_ piece: Piece, least: Int, most: Int?) throws(PatternFault) -> Ends {
    var ends = Ends()
    for count in 0..<(most ?? max(least, 1)) {
      let before = automaton.elements.count
      var once = try add(piece)
      // What takes nothing is the same however often: the repetitions of others end at the most elements.
      if automaton.elements.count == before { return ends }
      if most == nil, count == max(least, 1) - 1 {
        once.last.forEach { automaton.follow[$0] = automaton.follow[$0].union(once.first) }
      }
      if count >= least { once.isNullable = true }
      ends = join(ends, to: once)
    }
    return ends
  }

  /// One part after the other.
  private mutating func join(_ left: Ends, to right: Ends) -> Ends {
    left.last.forEach { automaton.follow[$0] = automaton.follow[$0].union(right.first) }
    return Ends(
      isNullable: left.isNullable && right.isNullable,
      first: left.isNullable ? left.first.union(right.first) : left.first,
      last: right.isNullable ? right.last.union(left.last) : right.last
    )
  }
}
