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
    /// Lines of `key = value`, as Terraform and TOML have.
    case assignments
    /// Azure's language of resources.
    case bicep
    /// HTML, such as the page of a failed download, or XML.
    case markup
    /// What Ansible has encrypted.
    case vault
    /// The difference between two versions of a file.
    case patch
    /// Statements of a template, as in a Helm chart.
    case template
    /// A manifest that was quoted in a mail.
    case mailQuote
  }

  let kind: Kind
  /// The line that shows it, without indentation.
  let line: Span
  /// It is the first line that is not a comment: no part of the file is a manifest.
  let isWholeFile: Bool

  /// Nil: nothing of that kind. Only the beginning is looked at, except for conflicts.
  init?(_ source: Source) {
    let bytes = source.bytes
    var start = source.byteOrderMarkLength
    var isFirst = true
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      var text = Span(start..<end)
      while text.start < text.end, bytes[Int(text.start)].isWhite { text.start += 1 }
      while text.end > text.start, case let last = bytes[Int(text.end) - 1], last.isWhite || last.isLineBreak {
        text.end -= 1
      }
      if let kind = ForeignText.kind(Text(UnsafeBufferPointer(rebasing: bytes[text.range])), isFirst: isFirst) {
        (self.kind, line, isWholeFile) = (kind, text, isFirst && kind != .conflict && kind != .markdownFence)
        return
      }
      if !text.isEmpty, bytes[Int(text.start)] != UInt8(ascii: "#") { isFirst = false }
      start = end + 1
    }
    return nil
  }

  private static func kind(_ line: Text, isFirst: Bool) -> Kind? {
    if line.hasPrefix("<<<<<<< ") || line.hasPrefix(">>>>>>> ") { return .conflict }
    if line.hasPrefix("{{") && !line.hasSuffix(":") || line.hasPrefix("{%") || line.hasPrefix("<%") { return .template }
    guard isFirst else { return nil }
    if line.hasPrefix("$ANSIBLE_VAULT;") { return .vault }
    if line.hasPrefix("> ") { return .mailQuote }
    if line.hasPrefix("diff --git ") || line.hasPrefix("--- a/") { return .patch }
    if line.hasPrefix("<!") || line.hasPrefix("<?xml") || line.hasPrefix("<html") || line.hasPrefix("<HTML") {
      return .markup
    }
    if line.hasPrefix("version https://git-lfs.github.com/") { return .lfsPointer }
    if line.hasPrefix("```") || line.hasPrefix("~~~") { return .markdownFence }
    return language(line)
  }

  /// `resource "a" "b" {` and `locals {` of Terraform, `param location string` of Bicep, `company = "…"`.
  private static func language(_ line: Text) -> Kind? {
    guard line.count <= 1_000 else { return nil }
    let words = line.string.split(separator: " ")
    guard words.count > 1, words[0].utf8.allSatisfy(\.isKeyCharacter) else { return nil }
    let first = String(words[0])
    if words.last == "{", !words.contains("="), blocks.contains(first) { return .terraform }
    let isBicep =
      first == "param" && words.count > 2 || first == "targetScope" && words[1] == "="
      || ["resource", "module"].contains(first) && words.count > 3 && words[2].hasPrefix("'")
    return isBicep ? .bicep : words[1] == "=" ? .assignments : nil
  }

  private static let blocks = [
    "resource", "data", "variable", "output", "module", "provider", "terraform", "locals", "moved", "import",
  ]

  /// What was found, and what to do.
  var words: (what: String, label: String, help: String) {
    switch kind {
    case .conflict:
      (
        "git left a merge conflict here", "a merge conflict",
        "resolve the conflict: keep one side, and remove git's marker lines"
      )
    case .lfsPointer:
      ("this is a Git LFS pointer, not the manifest", "a Git LFS pointer", "run `git lfs pull` to fetch the file")
    case .markdownFence:
      (
        "a Markdown code fence is not part of a manifest", "a Markdown fence",
        "remove the ``` lines around the manifest"
      )
    case .terraform:
      (
        "this is Terraform's language, but a manifest is YAML", "not YAML",
        "write the manifest as YAML; `privatelint init` writes one to start from"
      )
    case .assignments:
      (
        "this is `key = value`, as in Terraform and TOML, but a manifest is YAML", "not YAML",
        "write `key: value`; `privatelint init` writes a manifest to start from"
      )
    case .bicep:
      (
        "this is Bicep, but a manifest is YAML", "not YAML",
        "write the manifest as YAML; `privatelint init` writes one to start from"
      )
    case .markup:
      (
        "this is HTML or XML, not the manifest", "markup",
        "look at the file: a failed download often leaves an error page"
      )
    case .vault:
      ("this file is encrypted by Ansible Vault", "encrypted", "decrypt it, and check the result")
    case .patch:
      ("this is a diff, not the manifest", "a patch", "apply it, and check the result")
    case .mailQuote:
      (
        "`>` begins this line, as in a quoted e-mail", "not part of a manifest",
        "remove the `> ` before each line"
      )
    case .template:
      (
        "this is a template that has not been filled in", "a template statement",
        "check what the template tool writes, not the template"
      )
    }
  }
}
