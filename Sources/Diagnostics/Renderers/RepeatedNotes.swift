/// Notes that say the same of several places: a person reads them once, with the list of places.
struct RepeatedNotes {
  /// By the index of the first: the others.
  private var others: [Int: [Int]] = [:]
  private var repeated: Set<Int> = []

  /// What two notes have to share.
  private struct Words: Hashable {
    let rule: String
    let message: ByteKey
    let help: String?
  }

  init(_ findings: [Diagnostic]) {
    var first: [Words: Int] = [:]
    for (index, finding) in findings.enumerated() where RepeatedNotes.mayRepeat(finding) {
      let words = Words(rule: finding.about.id, message: ByteKey(finding.message), help: finding.help)
      guard let known = first[words] else {
        first[words] = index
        continue
      }
      others[known, default: []].append(index)
      repeated.insert(index)
    }
  }

  /// What has a fix or another place to show is shown by itself.
  private static func mayRepeat(_ finding: Diagnostic) -> Bool {
    finding.severity == .note && finding.fix == nil && finding.related.isEmpty
  }

  func isRepeat(_ index: Int) -> Bool { repeated.contains(index) }

  func places(of index: Int, in findings: [Diagnostic]) -> [Location] {
    others[index, default: []].map { findings[$0].location }
  }
}
