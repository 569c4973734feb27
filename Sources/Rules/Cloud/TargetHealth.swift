import CloudState

/// The health of the targets that a port is forwarded to.
struct TargetHealth {
  let states: [Observed<String>]
  /// Where the first target group was read.
  let origin: Origin?

  /// nil where not all targets are known.
  init?(_ listeners: LiveListeners.Result, in state: CloudState) {
    let groups = listeners.balancers.compactMap(\.listener).map(\.targetGroups)
    guard !groups.contains(nil) else { return nil }
    let names = Set(groups.compactMap { $0 }.joined()).sorted()
    let health = names.compactMap { state.targetGroups[$0]?.health }
    guard health.count == names.count, health.allSatisfy(\.isWhole) else { return nil }
    states = health.flatMap(\.items)
    origin = health.first?.origin
  }

  var healthy: Int { states.count { $0.value == "healthy" } }

  /// Targets that traffic should reach and does not. One that is being removed is none of them.
  var bad: [Observed<String>] { states.filter { TargetHealth.badWords.contains($0.value) } }

  /// A word that says nothing about health, such as that of a target group without health checks, where no target is known to be healthy.
  var unknownWord: String? {
    guard healthy == 0 else { return nil }
    return states.first { !TargetHealth.badWords.contains($0.value) && $0.value != "draining" }?.value
  }

  private static let badWords: Set<String> = ["unhealthy", "unused", "initial", "unhealthy.draining"]
}
