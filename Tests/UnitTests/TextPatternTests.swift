import Linter
import Testing

/// The `/patterns/` of policies.
@Suite struct TextPatternTests {
  @Test(arguments: [
    ("/abc/", "xabcx", true), ("/abc/", "xabx", false), ("/^abc/", "abcx", true), ("/^abc/", "xabc", false),
    ("/abc$/", "xabc", true), ("/abc$/", "abcx", false), ("/^abc$/", "abc", true), ("/^abc$/", "abcc", false),
    ("/^a|b$/", "ax", true), ("/^a|b$/", "xb", true), ("/^a|b$/", "xa", false), ("/^a|b$/", "bx", false),
    ("/^(a|b)$/", "b", true), ("/^(a|b)$/", "ab", false), ("/^(?:a|b)+$/", "abba", true),
    ("/^(?:a|b)+$/", "abca", false),
    ("/^a*$/", "", true), ("/^a*$/", "aaa", true), ("/^a*$/", "ab", false), ("/^a+$/", "", false),
    ("/^a+$/", "a", true),
    ("/^ab?c$/", "ac", true), ("/^ab?c$/", "abc", true), ("/^ab?c$/", "abbc", false),
    ("/^a{2}$/", "a", false), ("/^a{2}$/", "aa", true), ("/^a{2}$/", "aaa", false), ("/^a{2,}$/", "aaaa", true),
    ("/^a{2,}$/", "a", false), ("/^a{0,2}$/", "", true), ("/^a{0,2}$/", "aa", true), ("/^a{0,2}$/", "aaa", false),
    ("/^(ab){2,3}$/", "abab", true), ("/^(ab){2,3}$/", "ab", false), ("/^(ab){2,3}$/", "abababab", false),
    ("/^(ab){2,3}$/", "ababa", false), ("/^(a?b?)*$/", "bbaab", true), ("/^(a*)*b$/", "aaab", true),
    ("/^[a-c]$/", "b", true), ("/^[a-c]$/", "d", false), ("/^[^a-c]$/", "d", true), ("/^[^a-c]$/", "a", false),
    ("/^[]a]$/", "]", true), ("/^[a-]$/", "-", true), ("/^[a-]$/", "b", false), ("/^[\\d_]$/", "7", true),
    ("/^[\\]x]$/", "]", true),
    ("/^\\d\\D\\w\\W\\s\\S$/", "1a_- x", true), ("/^\\d\\D\\w\\W\\s\\S$/", "aa_- x", false),
    ("/^a.c$/", "a\nc", false), ("/^a.c$/", "abc", true), ("/^a.c$/", "aéc", true), ("/^a\\.c$/", "abc", false),
    ("/^é$/", "é", true), ("/^[à-ü]$/", "é", true), ("/^[^é]$/", "e", true), ("/^é$/", "e\u{301}", false),
    ("/^CC-\\d{4}$/", "CC-0815", true), ("/^CC-\\d{4}$/", "cc-0815", false), ("/^CC-\\d{4}$/i", "cc-0815", true),
    ("/^[a-z]+$/i", "ABC", true), ("/^[^a]$/i", "A", false), ("/a\\/b/", "a/b", true), ("/a/b/", "a/b", true),
    ("/^$|^x$/", "", true), ("/^$|^x$/", "x", true), ("/^$|^x$/", "y", false), ("/^()$/", "", true),
    ("/^()$/", "x", false),
    ("/^(){200}x$/", "x", true), ("/^((){200}){200}x$/", "x", true),
  ])
  func matches(pattern: String, text: String, isMatch: Bool) throws {
    #expect(try TextPattern(pattern).matches(text) == isMatch, "\(pattern) \(text)")
  }

  @Test(arguments: [
    ("//", "it is empty"), ("/a", "it has no `/` at both ends"), ("/(a/", "`(` is never closed"),
    ("/a)/", "`)` is never opened"),
    ("/[a/", "`[` is never closed"), ("/*a/", "`*` repeats nothing"), ("/a**/", "it repeats a repetition"),
    ("/a+?/", "it repeats a repetition"), ("/a{/", "its `{` has no number"), ("/a{2/", "its `{` has no `}`"),
    ("/a{3,2}/", "`{3,2}` is no range"), ("/a{999}/", "it repeats something more than 200 times"),
    ("/(?=a)/", "`(?` begins a lookaround or an option, which patterns here do not have"),
    ("/(?i)a/", "`(?` begins a lookaround or an option, which patterns here do not have"),
    ("/(a)\\1/", "`\\1` is not one of its escapes"), ("/\\bx/", "`\\b` is not one of its escapes"),
    ("/a^b/", "`^` is inside it"), ("/a$b/", "`$` is inside it"), ("/(^a)/", "`^` is inside it"),
    ("/[[:alpha:]]/", "it has a named class"), ("/[z-a]/", "a range in its brackets runs backwards"),
    ("/[\\D]/", "it has a negated escape inside brackets"), ("/[a-\\d]/", "a range in its brackets has no end"),
    ("/a\\/", "it ends with `\\`"), ("/(a{100}){3}/", "it has more than 256 elements, repetitions written out"),
  ])
  func refused(pattern: String, reason: String) {
    #expect { try TextPattern(pattern) } throws: { ($0 as? PatternFault)?.reason == reason }
  }

  @Test func whatMatchesEverythingIsKnown() throws {
    for pattern in ["/.*/", "/^/", "/$/", "/a*/", "/^a*/", "/a?$/", "/x|/"] {
      #expect(try TextPattern(pattern).matchesAll, "\(pattern)")
    }
    for pattern in ["/.+/", "/^a*$/", "/^$/", "/a/"] { #expect(try !TextPattern(pattern).matchesAll, "\(pattern)") }
  }

  /// What makes other engines go back over the text takes one pass here.
  @Test func hostilePatternsAndTextsAreLinear() throws {
    let text = String(repeating: "a", count: TextPattern.longestText)
    for pattern in ["/^(a+)+$/", "/^(a|a)*b$/", "/(a*)*(a*)*(a*)*b/", "/^(a?){100}a{100}$/"] {
      let pattern = try TextPattern(pattern)
      let start = ContinuousClock.now
      _ = pattern.matches(text)
      #expect(ContinuousClock.now - start < .seconds(2), "\(pattern.text)")
    }
    #expect(try !TextPattern("/a/").matches(text + "a"))
    #expect(throws: PatternFault.self) {
      try TextPattern("/" + String(repeating: "(", count: 500) + String(repeating: ")", count: 400) + "/")
    }
  }
}
