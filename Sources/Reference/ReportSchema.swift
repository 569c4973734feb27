import Diagnostics
import Rules

/// `schemas/report.schema.json`: what `lint --format json` writes.
enum ReportSchema {
  static let value = OutputSchema.root(
    .report,
    "privatelint report",
    "The findings of one run, as `privatelint lint --format json` writes them",
    body,
    definitions: [("position", position), ("diagnostic", diagnostic), ("related", related), ("fix", fix)]
  )

  private static let body = OutputSchema.object(
    nil,
    [
      ("version", OutputSchema.version),
      (
        "tool",
        OutputSchema.object(
          "What wrote the report",
          [("name", OutputSchema.text("Its name")), ("version", OutputSchema.text("Its version"))]
        )
      ),
      ("summary", summary),
      (
        "diagnostics",
        OutputSchema.list("The findings in order of path and position", of: OutputSchema.reference("diagnostic"))
      ),
    ]
  )

  private static let summary = OutputSchema.object(
    "How many there are",
    [
      ("files", OutputSchema.count("Files checked")), ("errors", OutputSchema.count("Findings that are errors")),
      ("warnings", OutputSchema.count("Findings that are warnings")),
      ("notes", OutputSchema.count("Findings that are notes")),
      ("ignored", OutputSchema.count("Findings that ignores or the baseline let through; they are not listed")),
    ],
    optional: [("unshown", OutputSchema.count("Findings beyond the limit on those listed", from: 1))]
  )

  private static let position = OutputSchema.object(
    "A place in a file; ends are exclusive",
    [
      ("line", OutputSchema.count("The line, from 1", from: 1)),
      ("column", OutputSchema.count("The column in Unicode scalars, from 1", from: 1)),
      ("offset", OutputSchema.count("The offset in UTF-8 bytes, from 0; a byte-order mark counts as three")),
    ]
  )

  private static let place: OutputSchema.Members = [
    ("file", OutputSchema.text("The path of the file, as it was given or found")),
    ("start", OutputSchema.reference("position")),
    ("end", OutputSchema.reference("position")),
  ]

  private static let diagnostic = OutputSchema.object(
    "A finding",
    [
      ("rule", OutputSchema.rule("The rule; `privatelint explain RULE` tells more")),
      ("severity", OutputSchema.words("How much it weighs", Severity.allCases.reversed().map(\.rawValue))),
      ("message", OutputSchema.text("What was found and what was wanted, in one clause")),
    ] + place + [("address", OutputSchema.text("The place in the manifest by names, so that it survives edits"))],
    optional: [
      ("label", OutputSchema.text("What is wrong at this spot")),
      ("related", OutputSchema.list("The other places that matter", of: OutputSchema.reference("related"))),
      ("help", OutputSchema.text("What to do, and who can")),
      ("source", OutputSchema.text("Where the limit comes from: document, section, edition")),
      ("url", OutputSchema.text("The page of the rule")), ("fix", OutputSchema.reference("fix")),
    ]
  )

  private static let related = OutputSchema.object(
    "Another place that matters to a finding",
    place + [("message", OutputSchema.text("What is there"))]
  )

  private static let fix = OutputSchema.object(
    "Edits that fix the finding",
    [
      (
        "safety",
        OutputSchema.words(
          "Whether the text can mean only one thing, or the author has to look",
          ["safe", "suggested"]
        )
      ),
      ("title", OutputSchema.text("What the edits do")),
      (
        "edits",
        OutputSchema.list(
          "Replacements in order, apart from each other",
          of: OutputSchema.object(
            nil,
            [
              ("start", OutputSchema.count("The first byte replaced, as an offset")),
              ("end", OutputSchema.count("The byte after the last one replaced")),
              ("text", OutputSchema.text("What is written there")),
            ]
          )
        )
      ),
    ]
  )
}
