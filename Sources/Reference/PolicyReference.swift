import Diagnostics
import Linter
import ManifestModel

/// The part of `docs/settings.md` about policies, from the table of targets that they are about.
enum PolicyReference {
  static var text: String {
    """

    ## Policies

    Requirements that your organization sets. [Policies](policies.md) shows how to write them, with six examples from \
    real teams.

    """ + KeyReference.section(PolicyKey.mapping) + targets + contexts
  }

  private static var targets: String {
    let rows = PolicyTarget.allCases.map { target in
      [
        "`\(target.rawValue)`", TextBlock.cell(target.doc),
        target.fields.map { "`\($0.key)`" }.joined(separator: ", ")
          + (target.takesExtensions ? ", keys that begin with `x-`" : ""),
        target.contexts.map { "`\($0.rawValue)`" }.joined(separator: ", "),
      ]
    }
    return
      """

      ## Targets of policies

      For each target: its own keys, which `require` and `when` take, and the keys of its context, which only `when` \
      takes.


      """
        + Markdown.table(["`on`", "Target", "Its keys", "Keys of its context"], rows)
  }

  private static var contexts: String {
    let rows = PolicyContext.allCases.map { ["`\($0.rawValue)`", TextBlock.cell($0.field.doc.on(nil))] }
    return
      """

      The context of a target is what contains it. A key of the target itself takes precedence over one of its \
      context with the same name.


      """
        + Markdown.table(["Key of the context", "What it is"], rows)
  }
}
