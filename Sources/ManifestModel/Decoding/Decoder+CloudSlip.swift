import Diagnostics

// A project's `cloud` that everything else contradicts: one mistake, reported where it was made.

extension Decoder {
  /// The finding at the `cloud` of the project that is being decoded, which explains those of everything that it
  /// contradicts.
  var cloudCause: Diagnostic.Cause? {
    guard let project = file.projects.last, project.cloud.isPresent else { return nil }
    return .finding(
      CloudMismatch.about,
      at: findings.reportedSpan(of: FindingPlace(project.cloud.place), in: project.place)
    )
  }

  /// `start`: the findings of the project begin there.
  mutating func explainByCloud(_ index: Int, findingsFrom start: Int) {
    let project = file.projects[index]
    guard let cloud = project.cloud.present, let cause = cloudCause else { return }
    let contradictions = findings.items[start...].filter { $0.about.id == CloudMismatch.about.id }
    guard contradictions.count > 1, !file.agreesWithCloud(project) else { return }
    findings.explain(CloudMismatch.about, from: start, by: cause)
    CloudMismatch.report(cloud, of: project, contradictedAt: contradictions.map(\.location), to: &findings)
  }
}

extension ManifestDraft {
  /// Whether anything in a project is of its cloud.
  fileprivate func agreesWithCloud(_ project: Project) -> Bool {
    if project.region.isPresent { return true }
    for environment in environments[project.environments.range] where agreesWithCloud(environment) { return true }
    return false
  }

  private func agreesWithCloud(_ environment: Environment) -> Bool {
    if environment.region.isPresent || environment.account.isPresent || environment.adobeServiceName.isPresent
      || environment.adobeResourceID.isPresent || environment.adobeSubscription.isPresent
      || subscriptions[environment.subscriptions.range].contains(where: { $0.id.isPresent })
      || endpoints[environment.endpoints.range].contains(where: { $0.id.isPresent })
    {
      return true
    }
    for service in endpointServices[environment.endpointServices.range] where agreesWithCloud(service) { return true }
    return false
  }

  private func agreesWithCloud(_ service: EndpointService) -> Bool {
    service.name.isPresent || service.resourceID.isPresent || service.region.isPresent
      || principals[service.principals.range].contains { $0.principal.isPresent }
      || loadBalancers[service.loadBalancers.range].contains { $0.name.isPresent }
  }
}
