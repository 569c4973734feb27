import CloudState

/// The health of the targets that a port is forwarded to.
struct TargetHealth {
  /// The targets of each target group.
  let groups: [ObservedList<Observed<String>>]
  var states: [Observed<String>] { groups.flatMap(\.items) }
  /// Where the first target group was read.
  var origin: Origin? { groups.first?.origin }

  /// nil where not all targets are known.
  init?(_ listeners: LiveListeners.Result, in state: CloudState) {
    let groups = listeners.balancers.compactMap(\.listener).map(\.targetGroups)
    guard !groups.contains(nil) else { return nil }
    let names = Set(groups.compactMap { $0 }.joined()).sorted()
    let health = names.compactMap { state.targetGroups[$0]?.health }
    guard health.count == names.count, health.allSatisfy(\.isWhole) else { return nil }
    self.groups = health
  }

  var healthy: Int { states.count { $0.value == "healthy" } }

  /// Targets that traffic should reach and does not. One that is being removed is none of them.
  var bad: [Observed<String>] { states.filter { TargetHealth.badWords.contains($0.value) } }

  /// Target groups in which no target is registered for good: one that is being removed is none.
  var groupsWithoutTargets: [ObservedList<Observed<String>>] {
    groups.filter { group in group.items.allSatisfy { $0.value == "draining" } }
  }

  /// A word that says nothing about health, such as that of a target group without health checks, where no target is
  /// known to be healthy.
  var unknownWord: String? {
    guard healthy == 0 else { return nil }
    return states.first { !TargetHealth.badWords.contains($0.value) && $0.value != "draining" }?.value
  }

  private static let badWords: Set<String> = ["unhealthy", "unused", "initial", "unhealthy.draining"]
}
