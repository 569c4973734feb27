import Diagnostics
import YAMLTree

/// What a file contains that was meant as a manifest and is something else, by what its lines begin with.
struct ForeignText {
  enum Kind {
    /// What git leaves where it could not merge.
    case conflict
    /// What Git LFS keeps in place of a file.
    case lfsPointer
    /// The marks of a code block around YAML.
    case markdownFence
    /// HashiCorp's configuration language.
    case terraform
    /// Statements of a template, as in a Helm chart.
    case template
  }

  let kind: Kind
  /// The line that shows it, without indentation.
  let line: Span

  /// Nil: nothing of that kind. Only the beginning is looked at, except for conflicts.
  init?(_ source: Source) {
    let bytes = source.bytes
    var start = source.byteOrderMarkLength
    var isFirst = true
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 10) ?? bytes.count
      var text = Span(start..<end)
      while text.start < text.end, bytes[Int(text.start)].isWhite { text.start += 1 }
      while text.end > text.start, bytes[Int(text.end) - 1].isWhite || bytes[Int(text.end) - 1] == 13 { text.end -= 1 }
      if let kind = ForeignText.kind(Text(UnsafeBufferPointer(rebasing: bytes[text.range])), isFirst: isFirst) {
        (self.kind, line) = (kind, text)
        return
      }
      if !text.isEmpty, bytes[Int(text.start)] != UInt8(ascii: "#") { isFirst = false }
      start = end + 1
    }
    return nil
  }

  private static func kind(_ line: Text, isFirst: Bool) -> Kind? {
    if line.hasPrefix("<<<<<<< ") || line.hasPrefix(">>>>>>> ") { return .conflict }
    if line.hasPrefix("{{-") || line.hasPrefix("{%") || line.hasPrefix("{{ if ") || line.hasPrefix("{{ range ") {
      return .template
    }
    guard isFirst else { return nil }
    if line.hasPrefix("version https://git-lfs.github.com/") { return .lfsPointer }
    if line.hasPrefix("```") || line.hasPrefix("~~~") { return .markdownFence }
    return isTerraform(line) ? .terraform : nil
  }

  /// `resource "a" "b" {`, `locals {`, `company = "…"`.
  private static func isTerraform(_ line: Text) -> Bool {
    let words = line.string.split(separator: " ")
    guard words.count > 1, words[0].utf8.allSatisfy({ $0 &- 97 < 26 || $0 == UInt8(ascii: "_") }) else { return false }
    let blocks = [
      "resource", "data", "variable", "output", "module", "provider", "terraform", "locals", "moved", "import",
    ]
    return words[1] == "=" || (blocks.contains(String(words[0])) && words.last == "{")
  }

  /// What was found, and what to do.
  var words: (what: String, label: String, help: String) {
    switch kind {
    case .conflict:
      (
        "git left a merge conflict here", "a merge conflict",
        "resolve the conflict: keep one side, and remove git's marker lines"
      )
    case .lfsPointer:
      ("this is a pointer of Git LFS, not the manifest", "a pointer of Git LFS", "`git lfs pull` fetches the file")
    case .markdownFence:
      (
        "the mark of a Markdown code block is not part of a manifest", "a Markdown fence",
        "remove the lines of ``` around the manifest"
      )
    case .terraform:
      (
        "this is Terraform's language, and a manifest is YAML", "not YAML",
        "write the manifest as YAML; `privatelint init` writes one to start from"
      )
    case .template:
      (
        "this is a template that nothing has been filled into", "a statement of a template",
        "check what the template tool writes, not the template"
      )
    }
  }
}
