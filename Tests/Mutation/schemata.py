"""Writes many small faults into Swift sources at once; a variable of the environment switches one of them on.

One build serves every mutant: each fault is an expression that asks at run time whether its turn has come. Works on the text, with a lexer that
knows strings and comments, and leaves alone what is in `about`, in messages and in interpolations.
"""

import re
from dataclasses import dataclass

TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
      | (?P<number>(?<![\w.$])(?:0x[0-9A-Fa-f_]+|\d[\d_]*)(?![\w.]*\.\d)(?!\w))
      | (?P<word>[$A-Za-z_][\w$]*|`\w+`|\#\w+)
      | (?P<operator>[-+*/%<>=!&|^~?.]+)
      | (?P<mark>[(){}\[\],;:@\\])
      | (?P<space>\s+)
      | (?P<other>.)""",
    re.VERBOSE | re.DOTALL)
OPENING, CLOSING = "([{", ")]}"
# What a comparison or a connective turns into.
SHIFTED = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "&&": "||", "||": "&&"}
# Calls whose text is part of the check.
ASKING = {"hasPrefix", "hasSuffix", "contains", "equals", "equalsIgnoringCase", "starts"}
STATEMENT = re.compile(r"(?:return )?(?:\w+\.)*(?:report|check|add|compare|explain)\w*\(")


@dataclass
class Token:
    kind: str
    text: str
    start: int
    end: int


@dataclass
class Mutant:
    """One fault: where it is and what it does."""
    file: str
    line: int
    what: str
    source: str
    number: int = 0
    twin: int = 0

    @property
    def key(self):
        """What names it when lines around it move."""
        return f"{self.file}: {self.source} :: {self.what}" + (f" ({self.twin})" if self.twin else "")


def string_end(text, start):
    """Where a string literal ends, with whatever is interpolated."""
    quote = '"""' if text.startswith('"""', start) else '"'
    at = start + len(quote)
    while not text.startswith(quote, at):
        if text.startswith("\\(", at):
            depth, at = 1, at + 2
            while depth:
                if text[at] == '"':
                    at = string_end(text, at)
                    continue
                depth += {"(": 1, ")": -1}.get(text[at], 0)
                at += 1
        else:
            at += 2 if text[at] == "\\" else 1
    return at + len(quote)


def lex(text):
    """The tokens without spaces and comments."""
    tokens, at = [], 0
    while at < len(text):
        if text[at] == '"':
            end = string_end(text, at)
            tokens.append(Token("string", text[at:end], at, end))
        else:
            match = TOKEN.match(text, at)
            end = match.end()
            if match.lastgroup not in ("space", "comment"):
                tokens.append(Token(match.lastgroup, match.group(), at, end))
        at = end
    return tokens


class Sources:
    """Collects the mutants of some files, and gives each file's text with all of them in it."""

    def __init__(self):
        self.mutants, self.operators, self._keys = [], [], {}

    def mutate(self, file, text, dropped=frozenset()):
        return File(self, file, text, dropped).rewritten()

    def number(self, mutant, dropped):
        """A new number, and the key made unique; nothing for a fault that is not wanted."""
        mutant.twin = self._keys.get(mutant.key, 0)
        self._keys[Mutant(mutant.file, 0, mutant.what, mutant.source).key] = mutant.twin + 1
        if mutant.key in dropped:
            return 0
        mutant.number = len(self.mutants) + 1
        self.mutants.append(mutant)
        return mutant.number

    def support(self):
        """The Swift file that all others lean on."""
        return SUPPORT + "".join(self.operators)

    def operator(self, number, shape):
        """A name of its own for an operator, so that the mutant's number need not be in the expression."""
        digits = "".join(chr(0x2200 + (number >> shift & 15)) for shift in (12, 8, 4, 0))
        name = f"\u2260{digits}"
        self.operators.append(shape.replace("NAME", name).replace("NUMBER", str(number)))
        return name


class File:
    def __init__(self, sources, file, text, dropped):
        self.sources, self.file, self.text, self.dropped = sources, file, text, dropped
        self.tokens = list(lex(text))
        self.partner = self.partners()
        self.wraps, self.replacements = [], []
        self.quiet = self.quiet_spans()

    def partners(self):
        partner, stack = {}, []
        for index, token in enumerate(self.tokens):
            if token.kind != "mark":
                continue
            if token.text in OPENING:
                stack.append(index)
            elif token.text in CLOSING:
                opening = stack.pop()
                partner[opening], partner[index] = index, opening
        return partner

    def quiet_spans(self):
        """What describes a rule: its words are no check."""
        spans = []
        for index, token in enumerate(self.tokens[:-1]):
            if token.text == "RuleAbout" and self.tokens[index + 1].text == "(":
                spans.append((token.start, self.tokens[self.partner[index + 1]].end))
        return spans

    def is_quiet(self, start):
        return any(first <= start < last for first, last in self.quiet)

    def new(self, start, what):
        """The number of a mutant here; nothing where none is wanted."""
        source = re.sub(r"\s+", " ", self.text[self.text.rfind("\n", 0, start) + 1:self.text.find("\n", start)]).strip()
        # How much room is set aside changes nothing but time.
        if self.is_quiet(start) or "reserveCapacity" in source:
            return 0
        line = self.text.count("\n", 0, start) + 1
        return self.sources.number(Mutant(self.file, line, what, source), self.dropped)

    def rewritten(self):
        self.conditions()
        for index, token in enumerate(self.tokens):
            if token.kind == "operator":
                self.infix(index, token)
                self.negation(index, token)
            elif token.kind == "number":
                self.constant(index, token)
            elif token.kind == "string":
                self.words(index, token)
            elif token.text in ("true", "false") and (number := self.new(token.start, f"`{token.text}` turned round")):
                self.replacements.append((token.start, token.end, f"mutantFlip({number}, {token.text})"))
        self.statements()
        return self.composed()

    # Conditions

    def conditions(self):
        for index, token in enumerate(self.tokens):
            if token.text not in ("if", "guard", "while", "where") or token.kind != "word":
                continue
            if self.tokens[index - 1].text == "." or self.tokens[index + 1].text == ":" or self.is_constraint(token):
                continue
            ends = {"guard": ("else",), "where": ("{", ":")}.get(token.text, ("{",))
            for first, last in self.clauses(index + 1, ends):
                self.clause(first, last)

    def is_constraint(self, token):
        line = self.text[self.text.rfind("\n", 0, token.start) + 1:token.start]
        return token.text == "where" and re.search(r"\b(extension|func|struct|enum|protocol)\b", line)

    def clauses(self, index, ends):
        """Token ranges between the commas of a condition list."""
        first = index
        while index < len(self.tokens):
            token = self.tokens[index]
            if token.text in ends and (token.text != "{" or self.text[token.start - 1] in " \n"):
                yield first, index
                return
            if token.text == "," and token.kind == "mark":
                yield first, index
                first = index + 1
            index = self.partner[index] + 1 if token.kind == "mark" and token.text in OPENING else index + 1

    def clause(self, first, last):
        if first >= last or self.tokens[first].text in ("let", "var", "case", "#available"):
            return
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        words = re.sub(r"\s+", " ", self.text[start:end])
        negated, always = self.new(start, f"`{words}` negated"), self.new(start, f"`{words}` dropped")
        if negated or always:
            self.wraps.append((start, end, f"mutantCondition({negated}, {always}, ", ")"))

    # Operators, constants, words

    def infix(self, index, token):
        if token.text not in SHIFTED or self.text[token.start - 1] not in " \n" or self.text[token.end] not in " \n":
            return
        # A text may be compared with a literal of another type; there the literal is changed instead.
        if self.tokens[index - 1].text == "func" or self.tokens[index + 1].kind == "string":
            return
        after = self.tokens[index + 1].text
        number = self.new(token.start, f"`{token.text}` as `{SHIFTED[token.text]}`")
        if not number:
            return
        shape = CONNECTIVE if token.text in ("&&", "||") else IS_NIL if after == "nil" else COMPARISON if token.text in ("==", "!=") else ORDER
        name = self.sources.operator(number, shape.replace("OLD", token.text).replace("NEW", SHIFTED[token.text]).replace(
            "PRECEDENCE", {"&&": "LogicalConjunction", "||": "LogicalDisjunction"}.get(token.text, "Comparison")))
        self.replacements.append((token.start, token.end, name))

    def negation(self, index, token):
        if token.text != "!" or self.text[token.start - 1] not in " \n([{" or self.text[token.end] in " \n=":
            return
        if number := self.new(token.start, "`!` dropped"):
            self.replacements.append((token.start, token.end, self.sources.operator(number, NEGATION)))

    def constant(self, index, token):
        line = self.text[self.text.rfind("\n", 0, token.start) + 1:token.start]
        if re.match(r"\s*case\b[^:]*$", line) or self.text[token.start - 1] == "-" or self.text[token.end:token.end + 1] == ".":
            return
        more, less = self.new(token.start, f"`{token.text}` plus one"), self.new(token.start, f"`{token.text}` less one")
        if more or less:
            self.replacements.append((token.start, token.end, f"mutantNumber({more}, {less}, {token.text})"))

    def words(self, index, token):
        if "\\(" in token.text or token.text.startswith('"""') or not (self.is_asked(index) or self.is_in_table(index)):
            return
        if number := self.new(token.start, f"`{token.text}` never there"):
            self.wraps.append((token.start, token.end, f'(isMutant({number}) ? "\\u{{1}}" : ', ")"))

    def is_asked(self, index):
        """Whether the text is what a comparison or a call looks for."""
        if self.tokens[index - 1].text in ("==", "!="):
            return True
        while index and self.tokens[index - 1].text not in OPENING + CLOSING:
            index -= 1
        return index > 1 and self.tokens[index - 1].text == "(" and self.tokens[index - 2].text in ASKING

    def is_in_table(self, index):
        """Whether the text is an entry of a list that is declared as a constant."""
        while index:
            index -= 1
            token = self.tokens[index]
            if token.kind == "mark" and token.text in CLOSING:
                index = self.partner[index]
            elif token.kind == "mark" and token.text in OPENING:
                if token.text == "{":
                    return False
                if token.text == "[" and self.tokens[index - 1].text == "=":
                    line = self.text[self.text.rfind("\n", 0, token.start) + 1:token.start]
                    return bool(re.search(r"\bstatic let\b|^\s*(private )?let\b", line))
        return False

    # Statements

    def statements(self):
        for index, token in enumerate(self.tokens):
            line_start = self.text.rfind("\n", 0, token.start) + 1
            if self.text[line_start:token.start].strip() or not (match := STATEMENT.match(self.text, token.start)):
                continue
            before = self.text[:line_start].rstrip()
            if before.endswith((",", "(", "[", "=", "?", ":", "&", "|", "return", "->", "&&", "||")):
                continue
            opening = next(i for i in range(index, len(self.tokens)) if self.tokens[i].end == match.end())
            end = self.tokens[self.partner[opening]].end
            if self.text[end:end + 1] != "\n":
                continue
            name = match.group()[:-1].removeprefix("return ")
            if not (number := self.new(token.start, f"`{name}(…)` left out")):
                continue
            if match.group().startswith("return "):
                self.wraps.append((token.start, end, f"if isMutant({number}) {{ return }}; ", ""))
            else:
                self.wraps.append((token.start, end, f"if !isMutant({number}) {{ ", " }"))

    # Text

    def composed(self):
        events = []
        for order, (start, end, prefix, suffix) in enumerate(self.wraps):
            events.append((start, 1, -end, order, prefix, start))
            events.append((end, 0, -start, -order, suffix, end))
        for start, end, text in self.replacements:
            events.append((start, 2, 0, 0, text, end))
        out, at = [], 0
        for position, _, _, _, text, resume in sorted(events):
            out += [self.text[at:position], text]
            at = max(resume, position)
        return "".join(out) + self.text[at:]


SUPPORT = """#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The fault that is switched on; none by default.
package let activeMutant = getenv("MUTANT").flatMap { Int(String(cString: $0)) } ?? -1

package func isMutant(_ number: Int) -> Bool { activeMutant == number }
package func mutantFlip(_ number: Int, _ value: Bool) -> Bool { value != (activeMutant == number) }
package func mutantCondition(_ negated: Int, _ dropped: Int, _ value: Bool) -> Bool {
  (value != (activeMutant == negated)) || activeMutant == dropped
}
package func mutantNumber<T: FixedWidthInteger>(_ more: Int, _ less: Int, _ value: T) -> T {
  activeMutant == more ? value &+ 1 : activeMutant == less ? value &- 1 : value
}
"""
COMPARISON = """infix operator NAME: PRECEDENCEPrecedence
package func NAME <T: Equatable>(left: T, right: T) -> Bool { activeMutant == NUMBER ? left NEW right : left OLD right }
"""
ORDER = COMPARISON.replace("Equatable", "Comparable")
IS_NIL = """infix operator NAME: PRECEDENCEPrecedence
package func NAME <T>(left: T?, right: _OptionalNilComparisonType) -> Bool { activeMutant == NUMBER ? left NEW nil : left OLD nil }
"""
CONNECTIVE = """infix operator NAME: PRECEDENCEPrecedence
package func NAME (left: Bool, right: @autoclosure () throws -> Bool) rethrows -> Bool {
  activeMutant == NUMBER ? try left NEW right() : try left OLD right()
}
"""
NEGATION = """prefix operator NAME
package prefix func NAME (value: Bool) -> Bool { value == (activeMutant == NUMBER) }
"""
