import Diagnostics
import Linter
import ManifestModel

/// The part of `docs/settings.md` about policies, from the table of things that they are about.
enum PolicyReference {
  static var text: String {
    """

    ## Policies

    Limits of your organisation's own. [Policies](policies.md) shows how to write them, with six that real teams have.

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
      "\n## What policies are about\n\nFor each `on`: the values that `require` and `when` take, and those around it that only `when` takes.\n\n"
      + Markdown.table(["`on`", "What it is", "Its values", "Around it"], rows)
  }

  private static var around: String {
    let rows = PolicyContext.allCases.map { ["`\($0.rawValue)`", TextBlock.cell($0.field.doc.on(nil))] }
    return
      "\nThe values around a thing are those of what it is in. A value of the thing itself by the same name comes first.\n\n"
      + Markdown.table(["Value", "What it is"], rows)
  }
}
