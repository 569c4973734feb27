import Testing
import Linter

/// Patterns of settings and of `--exclude`.
@Suite struct PatternTests {
  @Test(arguments: [
    ("*.yaml", "a/b/c.yaml", true), ("archive/**", "archive/x/y.yaml", true), ("archive", "x/archive/y.yaml", true),
    ("a/*.yaml", "a/b/c.yaml", false),
    ("a/**/c.yaml", "a/c.yaml", true), ("a/**/c.yaml", "a/b/d/c.yaml", true), ("?.yaml", "ab.yaml", false),
    ("a/b", "a/bc", false),
    ("**/old/*", "x/y/old/z", true),
    // From the folder, with or without a mark of it.
    ("./net/**", "net/x.yaml", true), ("./net/**", "./net/a/x.yaml", true), ("./x.yaml", "a/x.yaml", false),
    ("/x.yaml", "x.yaml", true),
    ("/x.yaml", "a/x.yaml", false), ("net//x.yaml", "net/x.yaml", true), ("old/", "a/old/x.yaml", true),
    // One of some characters.
    ("net/[cd]*.yaml", "net/conn.yaml", true), ("net/[cd]*.yaml", "net/eve.yaml", false),
    ("[a-c0-9].yaml", "b.yaml", true),
    ("[a-c0-9].yaml", "7.yaml", true), ("[a-c0-9].yaml", "d.yaml", false), ("[!a-c].yaml", "d.yaml", true),
    ("[^a-c].yaml", "b.yaml", false),
    ("[]x].yaml", "].yaml", true), ("[*].yaml", "*.yaml", true), ("[*].yaml", "a.yaml", false), ("[!]x", "!x", true),
    ("[a-]", "-", true),
    ("[[]x", "[x", true), ("[é]", "é", true),
    // Either of some.
    ("net/{conn,x}.yaml", "net/conn.yaml", true), ("net/{conn,x}.yaml", "net/x.yaml", true),
    ("net/{conn,x}.yaml", "net/y.yaml", false),
    ("{a,b}/{c,d}", "b/c", true), ("{a,b}/{c,d}", "c/b", false), ("{a/b,c}/x", "a/b/x", true),
    ("x{,.old}.yaml", "x.yaml", true),
    ("x{,.old}.yaml", "x.old.yaml", true), ("[{]a[}]", "{a}", true), ("[,{]x", ",x", true), ("{[,],b}", ",", true),
  ])
  func matches(pattern: String, path: String, isMatch: Bool) throws {
    #expect(try GlobPattern(pattern).matches(path) == isMatch, "\(pattern) \(path)")
  }

  @Test(arguments: [
    ("", "it is empty"), (" ", "it is empty"), ("./", "it names no file"), ("/", "it names no file"),
    (".", "it names no file"),
    ("../x", "it points outside the folder"), ("a/../x", "it points outside the folder"),
    ("!foo", "patterns cannot be negated"),
    ("[z", "its `[` has no `]`"), ("[]", "its `[` has no `]`"), ("a/[b/c]", "its `[` has no `]`"),
    ("[z-a]", "`z-a` is not a range"),
    ("{a,b", "its `{` has no `}`"), ("a}", "its `}` has no `{`"), ("{a,{b,c}}", "it has braces inside braces"),
    ("{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}", "its braces expand to too many patterns"),
    ("^archive/", "it is a regular expression"),
    ("archive/.*$", "it is a regular expression"), ("archive\\x", "`\\` has no meaning in it"),
  ])
  func refused(pattern: String, reason: String) {
    #expect { try GlobPattern(pattern) } throws: { ($0 as? PatternFault)?.reason == reason }
  }
}
