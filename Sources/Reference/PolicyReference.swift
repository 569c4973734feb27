import Diagnostics
import Linter
import ManifestModel

/// The part of `docs/settings.md` about policies, from the table of things that they are about.
enum PolicyReference {
  static var text: String {
    """

    ## Policies

    Limits that your organisation sets. [Policies](policies.md) shows how to write them, with six examples from real \
    teams.

    """ + KeyReference.section(PolicyKey.mapping) + things + around
  }

  private static var things: String {
    let rows = PolicyThing.allCases.map { thing in
      [
        "`\(thing.rawValue)`", TextBlock.cell(thing.doc),
        thing.fields.map { "`\($0.key)`" }.joined(separator: ", ")
          + (thing.takesExtensions ? ", keys that begin with `x-`" : ""),
        thing.around.map { "`\($0.rawValue)`" }.joined(separator: ", "),
      ]
    }
    return
      """

      ## What policies are about

      For each `on`: the values that `require` and `when` take, and those around it that only `when` takes.


      """
        + Markdown.table(["`on`", "What it is", "Its values", "Around it"], rows)
  }

  private static var around: String {
    let rows = PolicyContext.allCases.map { ["`\($0.rawValue)`", TextBlock.cell($0.field.doc.on(nil))] }
    return
      """

      The values around a thing belong to what contains it. A value of the thing itself with the same name comes \
      first.


      """
        + Markdown.table(["Value", "What it is"], rows)
  }
}
