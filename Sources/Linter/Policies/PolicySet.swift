import Diagnostics
import ManifestModel

/// The policies that apply to a file, arranged so that each mapping of a manifest is looked through once, however many
/// they are.
package final class PolicySet: Sendable {
  package let policies: [Policy]
  /// By the target that they are about.
  let plans: [PolicyTarget: Plan]
  /// By the level at which they are decided: conditions about what a target is in.
  let contextConditions: [PolicyLevel: [(policy: Int, condition: PolicyCondition)]]
  private let byID: [String: Policy]

  package static let empty = PolicySet([])

  package init(_ policies: [Policy]) {
    self.policies = policies
    byID = Dictionary(policies.map { ($0.about.id, $0) }, uniquingKeysWith: { $1 })
    plans = Dictionary(grouping: policies.indices, by: { policies[$0].target }).mapValues { Plan($0, of: policies) }
    var contexts: [PolicyLevel: [(policy: Int, condition: PolicyCondition)]] = [:]
    for (index, policy) in policies.enumerated() {
      for condition in policy.conditions {
        if let context = condition.field.context { contexts[context.level, default: []].append((index, condition)) }
      }
    }
    contextConditions = contexts
  }

  package var isEmpty: Bool { policies.isEmpty }
  package var ruleIDs: [String] { policies.map(\.about.id) }

  /// The keys of one's own that some policy looks at.
  package var ownKeys: Set<String> {
    Set(policies.flatMap { $0.conditions + $0.requirements }.map(\.field.name).filter { $0.hasPrefix("x-") })
  }

  package subscript(ruleID: String) -> Policy? { byID[ruleID] }

  /// The policies on one target.
  struct Plan: Sendable {
    /// The keys that some policy looks at.
    let keys: KeyNames
    let policies: [Planned]

    /// A policy, with the places of its values among those that are gathered.
    struct Planned: Sendable {
      let index: Int
      let conditions: [Slotted]
      let requirements: [Slotted]
    }

    struct Slotted: Sendable {
      let condition: PolicyCondition
      /// The place among the keys; -1: the name or the scalar itself.
      let slot: Int
    }

    init(_ indices: [Int], of policies: [Policy]) {
      var names: [String] = []
      func slotted(_ condition: PolicyCondition) -> Slotted {
        guard case .key = condition.field.source else { return Slotted(condition: condition, slot: -1) }
        let name = condition.field.name
        if let known = names.firstIndex(where: { $0.utf8.elementsEqual(name.utf8) }) {
          return Slotted(condition: condition, slot: known)
        }
        names.append(name)
        return Slotted(condition: condition, slot: names.count - 1)
      }
      var planned: [Planned] = []
      for index in indices {
        planned.append(
          Planned(
            index: index,
            conditions: policies[index].ownConditions.map(slotted),
            requirements: policies[index].requirements.map(slotted)
          )
        )
      }
      self.policies = planned
      keys = KeyNames(names)
    }
  }
}
