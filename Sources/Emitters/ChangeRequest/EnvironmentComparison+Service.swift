import ManifestModel

extension EnvironmentComparison {
  /// The changes of the customer's endpoint services.
  func services() -> [Change] {
    var changes = pairs.same.filter { $0.0.name != $0.1.name }.map { before, after in
      change(
        .renameEndpointService,
        mark: .changed,
        "rename the \(cloud.serviceNoun) \(before.name)",
        from: before.name,
        to: after.name
      )
    }
    changes += pairs.added.map(addition) + pairs.replaced.map(replacement(from:to:)) + pairs.removed.map(removal)
    for index in changes.indices { changes[index].direction = .towardCustomer }
    for (before, after) in pairs.same { changes += ports(from: before, to: after, isReplaced: false) }
    for (before, after) in pairs.replaced { changes += ports(from: before, to: after, isReplaced: true) }
    // On another cloud everything of the customer's side is made anew, by the runbook.
    if around.isOtherCloud { return changes }
    for (before, after) in pairs.same { changes += ownSide(from: before, to: after) }
    for (before, after) in pairs.replaced { changes += settings(of: after, insteadOf: before) }
    return changes
  }

  private func addition(_ service: EffectiveEndpointService) -> Change {
    var change = change(
      .addEndpointService,
      mark: .added,
      "connect Adobe Commerce to \(service.name)",
      to: service.identifier
    )
    change.ownRequest = "connect to our \(cloud.serviceNoun) \(service.identifier ?? service.name)"
    change.customerStep = ServiceSteps(service, cloud).admission
    change.service = service
    return change
  }

  private func replacement(from old: EffectiveEndpointService, to new: EffectiveEndpointService) -> Change {
    var change = change(
      .replaceEndpointService,
      mark: .changed,
      "connect Adobe Commerce to another \(cloud.serviceNoun) for \(new.name)",
      from: old.identifier,
      to: new.identifier
    )
    let (before, after) = (old.identifier ?? old.name, new.identifier ?? new.name)
    change.ownRequest = "connect to our \(cloud.serviceNoun) \(after) instead of \(before)"
    change.details = [
      ("Order", "connect to the new one; disconnect from the old one once we confirm that it works")
    ]
    change.interruption = "traffic that still goes to \(before) when Adobe Commerce is disconnected from it"
    change.customerStep =
      """
      \(ServiceSteps(new, cloud).admission); tell Adobe that it works, then delete the old \(cloud.serviceNoun) if \
      nothing else uses it
      """
    change.service = new
    return change
  }

  private func removal(_ service: EffectiveEndpointService) -> Change {
    var change = change(
      .removeEndpointService,
      mark: .removed,
      "disconnect Adobe Commerce from \(service.name)",
      from: service.identifier
    )
    change.ownRequest = "disconnect from our \(cloud.serviceNoun) \(service.identifier ?? service.name)"
    change.interruption = "traffic from Adobe Commerce to \(service.identifier ?? service.name)"
    change.customerStep = "once Adobe confirms, delete the \(cloud.serviceNoun) if nothing else uses it"
    change.service = service
    return change
  }

  // MARK: Ports

  private func ports(
    from old: EffectiveEndpointService,
    to new: EffectiveEndpointService,
    isReplaced: Bool
  ) -> [Change] {
    let target = "toward \(new.name)"
    let opened = self.opened(from: old.ports, to: new.ports, target: target).map { change, port in
      let step = isReplaced ? nil : ServiceSteps(new, cloud).open(port)
      return about(change, service: new, asking: "open \(port.described)", step: step)
    }
    // What only the old endpoint service offers ends with it.
    let closed = self.closed(from: old.ports, to: new.ports, target: target).map { change, port in
      let step = isReplaced ? nil : ServiceSteps(new, cloud).close(port)
      let order = isReplaced ? "once we confirm that the new one works, " : ""
      return about(change, service: isReplaced ? old : new, asking: "\(order)close \(port.described)", step: step)
    }
    return opened + closed + notes(from: old.ports, to: new.ports, target: target)
  }

  private func about(_ change: Change, service: EffectiveEndpointService, asking action: String, step: Sentence?)
    -> Change
  {
    var change = change
    change.direction = .towardCustomer
    change.service = service
    change.ownRequest = "\(action) toward our \(cloud.serviceNoun) \(service.identifier ?? service.name)"
    change.customerStep = step
    return change
  }

  // MARK: The customer's own side

  private typealias Setting = (
    name: String, before: [String], after: [String], step: Sentence, interruption: String
  )

  /// The settings of an endpoint service that only the customer changes.
  private func settings(from old: EffectiveEndpointService, to new: EffectiveEndpointService) -> [Setting] {
    let steps = ServiceSteps(new, cloud)
    let balancers = LoadBalancerChange(from: old, to: new)
    return [
      (
        "the allowed principals", old.allowedPrincipals, new.allowedPrincipals,
        steps.principals(from: old.allowedPrincipals, to: new.allowedPrincipals), Change.noTraffic
      ),
      (
        "the load balancers", old.loadBalancers, new.loadBalancers, steps.loadBalancers(balancers),
        balancers.interrupts ? "traffic through a load balancer that is removed" : Change.noTraffic
      ),
      (
        "the acceptance of requests", ["\(old.acceptanceRequired)"], ["\(new.acceptanceRequired)"], steps.acceptance,
        Change.noTraffic
      ),
      (
        "private DNS", ["\(old.privateDNS)"], ["\(new.privateDNS)"], steps.privateDNS,
        old.privateDNS ? "traffic that uses the private DNS name" : Change.noTraffic
      ),
    ]
  }

  private func ownSide(from old: EffectiveEndpointService, to new: EffectiveEndpointService) -> [Change] {
    settings(from: old, to: new).filter { $0.before != $0.after }.map { setting in
      let summary = "\(setting.name) of \(new.name)"
      // An endpoint service has a load balancer whether or not the manifest says which.
      if setting.name == "the load balancers", LoadBalancerChange(from: old, to: new).isRecord {
        return change(.bookkeeping, mark: .changed, summary, from: text(setting.before), to: text(setting.after))
      }
      var change = change(.ownSide, mark: .changed, summary, from: text(setting.before), to: text(setting.after))
      change.direction = .towardCustomer
      change.customerStep = setting.step
      change.interruption = setting.interruption
      change.service = new
      return change
    }
  }

  /// Another endpoint service was made with its own settings: there is nothing to take off it, and nothing that it
  /// interrupts.
  private func settings(of new: EffectiveEndpointService, insteadOf old: EffectiveEndpointService) -> [Change] {
    settings(from: old, to: new).filter { $0.before != $0.after }.map { setting in
      var change = change(
        .ownSide,
        mark: .changed,
        "\(setting.name) of \(new.name)",
        from: text(setting.before),
        to: text(setting.after)
      )
      change.direction = .towardCustomer
      change.customerStep =
        setting.after.isEmpty
        ? "record \(setting.name) of the new \(cloud.serviceNoun)"
        : "make sure that the new \(cloud.serviceNoun) has this setting"
      change.service = new
      return change
    }
  }
}
