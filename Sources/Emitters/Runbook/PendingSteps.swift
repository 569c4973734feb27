/// The open steps of a runbook, by the half of the connection that needs them: the first one is the reason for its
/// state.
package struct PendingSteps: Sendable {
  private let steps: [RunbookStep]
  /// The index of the first step of each track that is not done.
  private var first: [RunbookStep.Track: Int] = [:]
  /// Tracks with at least one completed step.
  private var begun: Set<RunbookStep.Track> = []
  private var firstPreparation: Int?

  init(_ steps: [RunbookStep]) {
    self.steps = steps
    for (index, step) in steps.enumerated() {
      if step.isDone {
        begun.insert(step.track)
      } else if first[step.track] == nil {
        first[step.track] = index
        if case .preparation = step.track { firstPreparation = firstPreparation ?? index }
      }
    }
  }

  package init(_ runbook: EnvironmentRunbook) { self.init(runbook.steps) }

  /// The step that a half of the connection waits for; nil: nothing is left to do.
  package func next(of half: ConnectionHalf) -> RunbookStep? { index(of: half).map { steps[$0] } }

  func index(of half: ConnectionHalf) -> Int? {
    let own: RunbookStep.Track =
      switch half {
      case .towardCommerce: .towardCommerce
      case .towardCustomer(let service): .towardCustomer(service: service)
      }
    // Steps before a completed one need nothing more.
    if begun.contains(own) { return first[own] }
    let ticket = first[.ticket]
    let candidates: [Int?] =
      switch half {
      // One ticket asks for all of an environment, so that it waits for every endpoint service.
      case .towardCommerce: [ticket == nil ? nil : firstPreparation, ticket, first[own]]
      case .towardCustomer(let service):
        [first[.preparation(service: service)], ticket, first[.request], first[own]]
      }
    return candidates.compactMap(\.self).min()
  }
}
