/// Findings as JSON (`schemas/report.schema.json`): `json` writes the whole report, `jsonl` each finding by itself.
package enum ReportJSON {
  /// A finding with all that is written of it.
  struct Finding: Sendable {
    let diagnostic: Diagnostic
    let place: IndexedLocation
    let related: [Related]
    let page: String?

    init(_ diagnostic: Diagnostic, of report: Report, _ indices: inout LineIndices) {
      self.diagnostic = diagnostic
      place = IndexedLocation(diagnostic.location, &indices)
      var related: [Related] = []
      for other in diagnostic.related {
        related.append(Related(place: IndexedLocation(other.location, &indices), message: other.message))
      }
      self.related = related
      page = report.page(of: diagnostic.about)
    }
  }

  struct Related: Sendable {
    let place: IndexedLocation
    let message: String
  }

  /// A location in a source whose lines are known.
  struct IndexedLocation: Sendable {
    let location: Location
    private let index: LineIndex

    init(_ location: Location, _ indices: inout LineIndices) {
      self.location = location
      index = indices.index(location.source)
    }

    var start: Offset { Offset(location.span.start, index) }
    var end: Offset { Offset(location.span.end, index) }
  }

  /// An offset and its position.
  struct Offset: Sendable {
    let offset: UInt32
    let position: LineIndex.Position

    init(_ offset: UInt32, _ index: LineIndex) {
      self.offset = offset
      position = index.position(offset)
    }
  }

  // MARK: The fields, in order

  package static let document = OutputObject<Report>(
    nil,
    [
      .version(),
      .object("tool", as: tool) { $0 },
      .object("summary", as: summary) { $0 },
      .optionalObject("audit", as: audit) { $0.coverage },
      OutputField(
        name: "diagnostics",
        shape: .list("The findings in order of path and position", finding.shape),
        isOptional: false
      ) { report, writer in
        // One by one, each handed on before the next is made: there may be hundreds of thousands.
        var indices = LineIndices()
        writer.array("diagnostics", of: report.diagnostics) { writer, diagnostic in
          finding.write(Finding(diagnostic, of: report, &indices), &writer)
        }
      },
    ]
  )

  /// What the schema defines once.
  package static let definitions: [(name: String, shape: OutputShape)] = [
    ("position", offset.body), ("diagnostic", finding.body), ("related", related.body), ("fix", fix.body),
  ]

  private static let tool = OutputObject<Report>(
    "What wrote the report",
    [.text("name", doc: "Its name") { _ in Tool.name }, .text("version", doc: "Its version") { _ in Version.number }]
  )

  private static let audit = OutputObject<AuditCoverage>(
    "How much of what the manifests say `audit` compared with the cloud",
    [
      .count("facts", doc: "Facts that the manifests speak of") { $0.facts },
      .count("audited", doc: "Facts that were collected and judged") { $0.audited },
      .texts("not_collected", doc: "What was not collected, with the reason where it is known") { $0.notCollected },
      .texts("not_judged", doc: "What was collected and could not be judged, with the reason") { $0.notJudged },
    ]
  )

  private static let summary = OutputObject<Report>(
    "How many there are",
    [
      .count("files", doc: "Files checked") { $0.files },
      .count("errors", doc: "Findings that are errors") { $0.count(.error) },
      .count("warnings", doc: "Findings that are warnings") { $0.count(.warning) },
      .count("notes", doc: "Findings that are notes") { $0.count(.note) },
      .count("ignored", doc: "Findings suppressed by ignores or the baseline; they are not listed") { $0.ignoredCount },
      .optionalNumber("unshown", doc: "Findings beyond the limit on those listed") {
        $0.unshown > 0 ? $0.unshown : nil
      },
    ]
  )

  static let finding = OutputObject<Finding>(
    "A finding",
    definition: "diagnostic",
    [
      .ruleOrPolicy("rule", doc: "The rule; `privatelint explain RULE` says more about it") { $0.diagnostic.about.id },
      .word("severity", doc: "Its severity", among: Severity.allCases.reversed().map(\.rawValue)) {
        $0.diagnostic.severity.rawValue
      },
      .text("message", doc: "What was found and what was expected, in one clause") { $0.diagnostic.message },
    ] + place { $0.place } + [
      .text("address", doc: "The place in the manifest by names, so that it survives edits") { $0.diagnostic.address },
      .optionalText("label", doc: "What is wrong at this spot") { $0.diagnostic.label },
      .optionalList("related", doc: "The other places that matter", of: related) {
        $0.related.isEmpty ? nil : $0.related
      },
      .optionalText("help", doc: "What to do, and who can do it") { $0.diagnostic.help },
      .optionalText("source", doc: "Where the limit comes from: document, section, edition") { $0.diagnostic.citation },
      .optionalText("url", doc: "The page of the rule") { $0.page },
      .optionalObject("fix", as: fix) { $0.diagnostic.fix },
    ]
  )

  private static let related = OutputObject<Related>(
    "Another place that matters to a finding",
    definition: "related",
    place { $0.place } + [.text("message", doc: "What is there") { $0.message }]
  )

  private static func place<Value>(_ place: @escaping @Sendable (Value) -> IndexedLocation) -> [OutputField<Value>] {
    [
      .text("file", doc: "The path of the file, as it was given or found") { place($0).location.source.path },
      .object("start", as: offset) { place($0).start },
      .object("end", as: offset) { place($0).end },
    ]
  }

  private static let offset = OutputObject<Offset>(
    "A place in a file; ends are exclusive",
    definition: "position",
    [
      .number("line", doc: "The line, from 1") { $0.position.line },
      .number("column", doc: "The column in Unicode scalars, from 1") { $0.position.column },
      .count("offset", doc: "The offset in UTF-8 bytes, from 0; a byte-order mark counts as three") { Int($0.offset) },
    ]
  )

  private static let fix = OutputObject<Fix>(
    "Edits that fix the finding",
    definition: "fix",
    [
      .word(
        "safety",
        doc: "Whether the text can mean only one thing (safe), or the author has to check it (suggested)",
        among: ["safe", "suggested"]
      ) {
        $0.safety.rawValue
      },
      .text("title", doc: "What the edits do") { $0.title },
      .list("edits", doc: "Replacements in order, without overlaps", of: edit) { $0.edits },
    ]
  )

  private static let edit = OutputObject<Edit>(
    nil,
    [
      .count("start", doc: "The first byte replaced, as an offset") { Int($0.span.start) },
      .count("end", doc: "The byte after the last one replaced") { Int($0.span.end) },
      .text("text", doc: "What replaces them") { $0.text },
    ]
  )
}
