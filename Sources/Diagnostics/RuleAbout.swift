/// Everything there is to say of a rule, in one value: the catalog, `explain`, the docs and the schema derive from it.
package struct RuleAbout: Sendable {
  /// Kebab-case, names the fault: "ignore `wildcard-principal`" reads as English.
  package let id: String
  package let group: Group
  package let severity: Severity
  /// The rule's rank in the order of `rules.md`: at one place only the first fires.
  package let precedence: Precedence
  /// One sentence: when it fires.
  package let summary: String
  /// Why it matters to the person who wrote the manifest.
  package let why: String
  /// How to fix it.
  package let remedy: String
  /// The section of the source document, or the fact, that the rule rests on.
  package let basis: Basis
  package let isIgnorable: Bool
  /// It reports that something is not there, so it is silent in a file of which only a part could be read.
  package let reportsAbsence: Bool
  package let example: Example?

  package init(
    _ id: String,
    _ group: Group,
    _ severity: Severity = .error,
    _ precedence: Precedence = .rest,
    summary: String,
    why: String,
    remedy: String,
    basis: Basis = .language,
    isIgnorable: Bool = true,
    reportsAbsence: Bool = false,
    example: Example? = nil
  ) {
    self.id = id
    self.group = group
    self.severity = severity
    self.precedence = precedence
    self.summary = summary
    self.why = why
    self.remedy = remedy
    self.basis = basis
    self.isIgnorable = isIgnorable
    self.reportsAbsence = reportsAbsence
    self.example = example
  }

  package enum Group: String, Sendable, CaseIterable {
    case yaml = "YAML"
    case language = "Language"
    case limits = "Documented limits"
    case direction = "Direction"
    case values = "Values"
    case consistency = "Consistency"
    /// What compares a manifest with the cloud.
    case cloud = "Cloud"
    /// An organization's own, from its settings.
    case policies = "Policies"
    case ignores = "Ignores"
  }

  /// The order in which findings of one place give way, first to last.
  package enum Precedence: Int, Sendable, Comparable {
    case secret, yaml, duplicateKey, unknownKey, invisibleCharacter, ambiguousScalar, wrongType, emptyValue,
      placeholder,
      documentationSample,
      cloudMismatch, malformed, limit, rest

    package static func < (left: Precedence, right: Precedence) -> Bool { left.rawValue < right.rawValue }
  }

  /// What a rule rests on.
  package enum Basis: Sendable, Equatable {
    /// The manifest language of this tool.
    case language
    /// A section of Adobe's PrivateLink service page.
    case service(String)
    /// A fact of AWS's or Azure's or Adobe's documentation beside that page.
    case fact(String)
    /// Settings of an organization: the place where they say it.
    case settings(String)

    /// The label of the citation: one of Adobe's limits, or a source.
    package var label: String { self == .service("Limitations") ? "limit" : "source" }

    /// The citation shown with a finding, for an edition of the limits.
    package func citation(edition: String) -> String? {
      switch self {
      case .language: nil
      case .service(let section): "PrivateLink service, \(section) (\(edition))"
      case .fact(let fact): fact
      case .settings(let place): "policy in \(place)"
      }
    }
  }

  /// The same rule where it reports that something is not there, or that something is.
  package func reporting(absence: Bool) -> RuleAbout { copy(isIgnorable: isIgnorable, reportsAbsence: absence) }

  /// The same rule as one that no ignore and no baseline lets through.
  package var locked: RuleAbout { copy(isIgnorable: false, reportsAbsence: reportsAbsence) }

  private func copy(isIgnorable: Bool, reportsAbsence: Bool) -> RuleAbout {
    RuleAbout(
      id,
      group,
      severity,
      precedence,
      summary: summary,
      why: why,
      remedy: remedy,
      basis: basis,
      isIgnorable: isIgnorable,
      reportsAbsence: reportsAbsence,
      example: example
    )
  }

  /// A bad and a good manifest, given as replacements in one of the standing examples; tests run both.
  package struct Example: Sendable {
    package enum Base: Sendable { case aws, azure }
    package let base: Base
    /// Lines of the base that are replaced, in order, to make the fault.
    package let bad: [(find: String, replace: String)]
    /// The same for the fixed form; empty: the base itself.
    package let good: [(find: String, replace: String)]
    /// What was collected beside the manifest, for a rule that compares with the cloud.
    package let answers: [Answer]

    package init(
      _ base: Base,
      bad: [(find: String, replace: String)],
      good: [(find: String, replace: String)] = [],
      answers: [Answer] = []
    ) {
      self.base = base
      self.bad = bad
      self.good = good
      self.answers = answers
    }

    /// An answer of a cloud, as far as the rule looks at it.
    package struct Answer: Sendable {
      /// Its file, as the collecting script names it.
      package let file: String
      /// What it says beside the bad manifest, and beside the good one.
      package let bad: String
      package let good: String

      package init(_ file: String, bad: String, good: String? = nil) {
        self.file = "privatelink-cloud/" + file
        self.bad = bad
        self.good = good ?? bad
      }
    }
  }
}
