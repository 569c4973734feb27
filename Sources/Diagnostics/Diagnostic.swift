/// One finding: data with a span. Rules make it, the linter filters it, renderers print it.
package struct Diagnostic: Sendable {
  /// What the rule says of itself; `about.id` is the rule id.
  package var about: RuleAbout
  package var severity: Severity
  /// One clause that is complete by itself in a log: what was found and what was wanted.
  package var message: String
  package var location: Location
  /// What is wrong at this spot, shown beside the carets.
  package var label: String?
  /// The other places that matter, each with its own words.
  package var related: [Related]
  /// What to do, and who can.
  package var help: String?
  /// Where the limit comes from: document, section, edition.
  package var citation: String?
  package var fix: Fix?
  /// The place in the manifest by names (`projects/ID/environments/…`), so that it survives edits.
  package var address: String
  /// Why it was let through, once an ignore or a baseline has; nil while it counts.
  package var suppression: Suppression?
  /// The faulty text itself. It differs from the location where the finding is reported at an alias of the text.
  package var origin: Span
  /// The aliases elsewhere through which the text at the location is used, and to which the finding applies as well.
  package var uses: [Span] = []
  /// The addresses that it has through aliases, as if the text were written there.
  package var addressesOfUses: [String] = []
  /// The value of the settings that the finding is about; nil: it is about what is written in its file.
  package var supplied: Supplied?
  /// The mistake that this finding follows from, if there is one.
  package var cause: Cause?
  /// It stands for the findings that name it as their cause, and goes where an ignore lets each of these through.
  package var isSummary = false

  package init(
    _ about: RuleAbout,
    at location: Location,
    message: String,
    label: String? = nil,
    related: [Related] = [],
    help: String? = nil,
    citation: String? = nil,
    fix: Fix? = nil,
    address: String = ""
  ) {
    self.about = about
    self.severity = about.severity
    self.message = message
    self.location = location
    self.origin = location.span
    self.label = label
    self.related = related
    self.help = help
    self.citation = citation
    self.fix = fix
    self.address = address
  }

  /// A value that a manifest takes from the settings.
  package struct Supplied: Sendable {
    /// The keys that lead to it from where the finding is reported: `customer/region`.
    package let path: String
    package let text: String

    package init(path: String, text: String) { (self.path, self.text) = (path, text) }
  }

  package struct Related: Sendable {
    package var location: Location
    package var message: String

    package init(_ location: Location, _ message: String) {
      self.location = location
      self.message = message
    }
  }

  /// A mistake in the same file that explains a finding, which is not shown while a finding that counts is there.
  package enum Cause: Sendable, Hashable {
    /// A finding of that rule, reported at exactly that span.
    case finding(rule: String, Span)
    /// Any finding inside a span: what is written there cannot be read.
    case anything(in: Span)

    package static func finding(_ rule: RuleAbout, at span: Span) -> Cause { .finding(rule: rule.id, span) }
  }

  /// How a finding came to be let through.
  package struct Suppression: Sendable, Equatable {
    package enum Kind: String, Sendable { case ignore, baseline, revision }
    package var kind: Kind
    package var reason: String
    /// The last day of an ignore, as it is written; nil: it has no end.
    package var until: String?

    package init(_ kind: Kind, reason: String, until: String? = nil) {
      self.kind = kind
      self.reason = reason
      self.until = until
    }
  }
}
