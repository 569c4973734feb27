import Diagnostics
import ManifestModel
import Testing
import YAMLTree

@Suite struct YAMLTextTests {
  /// What is written in double quotes is read back as the same text, and contains no character that acts on a terminal.
  @Test(arguments: [
    "plain", "\"quoted\" and \\ back", "a\nb\tc\rd", "\u{0}\u{1B}[31m\u{7F}", "\u{85}\u{9F}\u{A0}\u{FF}",
    "\u{100}\u{200B}\u{2028}\u{FEFF}\u{FFFB}",
    "\u{10000}\u{E0001}\u{E007F}\u{1F9D1}", "größer 東京", "",
  ])
  func doubleQuoted(text: String) {
    let quoted = YAMLText.doubleQuoted(text)
    let tree = YAMLTree.read(Source(path: "", contents: quoted.utf8))
    #expect(tree.problems.isEmpty)
    #expect(tree.text(tree.roots[0]).string == text)
    #expect(!quoted.unicodeScalars.contains(where: Display.isUnsafe))
  }

  /// The shortest escape that can express a character.
  @Test func escapes() {
    #expect(YAMLText.doubleQuoted("\u{9F}\u{200B}\u{E0001}") == #""\x9F\u200B\U000E0001""#)
  }
}
