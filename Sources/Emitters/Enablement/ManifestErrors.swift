import Diagnostics

/// The errors of checked manifests, by the documents that they block. Every view of a connection's state counts with
/// this.
package struct ManifestErrors: Sendable {
  private var byProject: [String: [OverviewFinding]] = [:]
  /// The errors outside of any project, each of which blocks all of its file.
  private var byPath: [String: ErrorCount] = [:]

  package init(_ findings: [OverviewFinding]) {
    for finding in findings where finding.severity == .error {
      if let project = finding.project {
        byProject[project, default: []].append(finding)
      } else {
        byPath[finding.path, default: ErrorCount()].add(finding, isBeyondRunbook: true)
      }
    }
  }

  package func errors(of project: EffectiveProject) -> ProjectErrors {
    let ofFiles = project.paths.reduce(ErrorCount()) { $0 + byPath[$1, default: ErrorCount()] }
    return ProjectErrors(byProject[project.id] ?? [], ofFiles: ofFiles)
  }
}

/// The errors of one project.
package struct ProjectErrors: Sendable {
  private let own: [String: ErrorCount]
  /// The errors of the project as a whole, and those of its files.
  private let shared: ErrorCount
  private let all: ErrorCount

  fileprivate init(_ errors: [OverviewFinding], ofFiles: ErrorCount) {
    let grouped = Dictionary(grouping: errors) { $0.environment ?? "" }.mapValues(ErrorCount.init)
    own = grouped
    shared = grouped["", default: ErrorCount()] + ofFiles
    all = ErrorCount(errors) + ofFiles
  }

  package func errors(of environment: String) -> EnvironmentErrors {
    EnvironmentErrors(own: own[environment, default: ErrorCount()] + shared, inProject: all)
  }
}

/// The errors that one environment waits for.
package struct EnvironmentErrors: Sendable {
  /// Its own, those of the project as a whole, and those of the files.
  package let own: ErrorCount
  /// All errors that keep the project's documents from being written.
  package let inProject: ErrorCount

  package static let none = EnvironmentErrors(own: ErrorCount(), inProject: ErrorCount())
}

/// How many errors there are, and the first of them.
package struct ErrorCount: Sendable {
  package private(set) var all = 0
  /// The errors that no step of a runbook resolves.
  private(set) var beyondRunbook = 0
  private(set) var first: OverviewFinding?

  package init() {}

  /// Counts findings that are all errors.
  package init(_ errors: [OverviewFinding]) {
    for error in errors { add(error, isBeyondRunbook: !Runbook.toleratedRules.contains(error.rule)) }
  }

  fileprivate mutating func add(_ finding: OverviewFinding, isBeyondRunbook: Bool) {
    all += 1
    if isBeyondRunbook { beyondRunbook += 1 }
    first = ErrorCount.earlier(first, finding)
  }

  static func + (left: ErrorCount, right: ErrorCount) -> ErrorCount {
    var sum = left
    sum.all += right.all
    sum.beyondRunbook += right.beyondRunbook
    sum.first = earlier(left.first, right.first)
    return sum
  }

  /// The one that comes first by path and line.
  private static func earlier(_ left: OverviewFinding?, _ right: OverviewFinding?) -> OverviewFinding? {
    guard let left, let right else { return left ?? right }
    if left.path != right.path { return left.path.precedesByBytes(right.path) ? left : right }
    return left.line <= right.line ? left : right
  }
}
