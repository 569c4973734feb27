import Diagnostics
import Editing
import Emitters
import ManifestModel
import YAMLTree

/// Where something can be recorded: an environment, or an endpoint service of it.
package struct RecordTarget: Sendable {
  /// Indices of the file among those of the run, of the environment and the endpoint service in it.
  package let file: Int
  let environment: Int
  let service: Int?
  package let project: String
  package let environmentID: String
  package let serviceLabel: String?
  /// What the environment is, if that is known.
  let type: EnvironmentType?

  /// "yw1unoukjcawe, production" or "yw1unoukjcawe, production, endpoint service erp".
  package var name: String {
    "\(Display.oneLine(project)), \(Display.oneLine(environmentID))"
      + (serviceLabel.map { ", endpoint service \(Display.oneLine($0))" } ?? "")
  }

  /// Whether the name of its project has the form of a project ID.
  package var hasProjectID: Bool {
    var project = project
    return project.withUTF8 { ProjectID.isOne(Text($0)) }
  }

  /// Whether a place that an answer names is this one.
  func isOne(_ place: ReplyPlace) -> Bool {
    switch place {
    case .environment(let type, let id): id.map { $0 == environmentID.lowercased() } ?? (type == self.type)
    case .project(let id): id == project
    }
  }

  /// Whether a place that an answer names is known to be another one.
  func contradicts(_ place: ReplyPlace) -> Bool {
    switch place {
    case .environment: type != nil && !isOne(place)
    case .project: hasProjectID && !isOne(place)
    }
  }

  /// The flags that name it.
  package var flags: String {
    "--project \(Shell.word(project)) --environment \(Shell.word(environmentID))"
      + (serviceLabel.map { " --endpoint-service \(Shell.word($0))" } ?? "")
  }

  /// The targets that a command line leaves. An environment on another cloud than that of what is recorded is none;
  /// without an endpoint service it is Adobe's half.
  package static func all(
    in files: [ManifestFile],
    for recording: Recording,
    project: String?,
    environment: String?,
    service: String?
  ) -> [RecordTarget] {
    files.enumerated().flatMap { index, file in
      file.environments.enumerated().flatMap { place, candidate -> [RecordTarget] in
        let projectID = file.string(file.project(of: candidate).id)
        let id = file.string(candidate.id)
        guard project.map({ $0 == projectID }) ?? true, environment.map({ $0 == id }) ?? true,
          suits(file.project(of: candidate).cloud.present, recording)
        else { return [] }
        guard let service else {
          return [
            RecordTarget(
              file: index,
              environment: place,
              service: nil,
              project: projectID,
              environmentID: id,
              serviceLabel: nil,
              type: candidate.effectiveType
            )
          ]
        }
        return candidate.endpointServices.range.filter { file.string(file.endpointServices[$0].id) == service }.map {
          RecordTarget(
            file: index,
            environment: place,
            service: $0,
            project: projectID,
            environmentID: id,
            serviceLabel: service,
            type: candidate.effectiveType
          )
        }
      }
    }
  }

  /// Those that have an endpoint already.
  package static func holders(of endpoint: String?, among targets: [RecordTarget], in files: [ManifestFile])
    -> [RecordTarget]
  {
    guard let endpoint else { return [] }
    return targets.filter { $0.index(of: endpoint, in: files[$0.file]) != nil }
  }

  private static func suits(_ cloud: Cloud?, _ recording: Recording) -> Bool {
    guard let cloud else { return true }
    if recording.serviceName != nil { return cloud == .aws }
    if recording.resourceID != nil || recording.adobeSubscription != nil { return cloud == .azure }
    return recording.endpoint.map { ($0.id.starts(withMark: "/") ? Cloud.azure : .aws) == cloud } ?? true
  }

  // MARK: Paths

  /// The steps from the document to the `enablement` of the target.
  private func path(in file: ManifestFile) -> [Step] {
    var path: [Step] = [
      ManifestKey.projects.step, .key(project, order: []), ProjectKey.environments.step, .key(environmentID, order: []),
    ]
    if let serviceLabel {
      path += [EnvironmentKey.endpointServices.step, .key(serviceLabel, order: []), EndpointServiceKey.enablement.step]
    } else {
      path.append(EnvironmentKey.enablement.step)
    }
    return path
  }

  private func document(in file: ManifestFile) -> Int {
    let project = file.projects[file.environments[environment].project]
    return file.tree.roots.firstIndex(of: file.manifests[project.manifest].root) ?? 0
  }

  /// The endpoints that are recorded there, as indices.
  package func endpoints(in file: ManifestFile) -> Range<Int> {
    service.map { file.endpointServices[$0].endpoints.range } ?? file.environments[environment].endpoints.range
  }

  private func index(of id: String, in file: ManifestFile) -> Int? {
    endpoints(in: file).firstIndex { file.string(file.endpoints[$0].id)?.lowercased() == id.lowercased() }
      .map { $0 - endpoints(in: file).lowerBound }
  }

  // MARK: Writing

  /// What would be written, and what of it is there already.
  package struct Outcome: Sendable {
    package var bytes: [UInt8]
    /// "ticket 251234567", one for each value that is written.
    package var written: [String] = []
    package var unchanged: [String] = []
  }

  /// Why a recording is refused: what is there, and what is to be written.
  package enum Objection: Error, Sendable {
    case differs(what: String, old: String, new: String)
    case refused(Refusal)
  }

  /// The text of the file with the recording written into it.
  package func record(_ recording: Recording, in file: ManifestFile, replaces: Bool) throws(Objection) -> Outcome {
    var entries: [(step: Step, what: String, old: String?, new: String)] = []
    let environment = file.environments[self.environment]
    func add(_ step: Step, _ what: String, from old: String?, to new: String?) {
      if let new { entries.append((step, what, old, new)) }
    }
    if service == nil {
      add(EnablementKey.ticket.step, "ticket", from: file.string(environment.ticket), to: recording.ticket)
      let name = environment.adobeServiceName
      add(
        EnablementKey.serviceName.step,
        "service name",
        from: name.isPresent ? file.string(name.place) : nil,
        to: recording.serviceName
      )
      add(
        EnablementKey.resourceID.step,
        "resource ID",
        from: file.string(environment.adobeResourceID),
        to: recording.resourceID
      )
      let subscription = environment.adobeSubscription
      add(
        EnablementKey.adobeSubscription.step,
        "Adobe's subscription",
        from: subscription.isPresent ? file.string(subscription.place) : nil,
        to: recording.adobeSubscription
      )
    }
    var outcome = Outcome(bytes: [])
    var changes: [(YAMLTree) -> Editing.Change?] = []
    let root = document(in: file)
    let path = path(in: file)
    for entry in entries {
      if try isKept(entry.what, old: entry.old, new: entry.new, replaces: replaces, &outcome) { continue }
      outcome.written.append("\(entry.what) \(entry.new)")
      changes.append { Editing.Change($0.roots[root], at: path + [entry.step], .set(.text(entry.new))) }
    }
    if let endpoint = recording.endpoint {
      try plan(endpoint, in: file, root: root, path: path, replaces: replaces, into: &changes, &outcome)
    }
    do throws(Refusal) {
      let edited = try EditPlan.apply(changes, to: file.tree)
      outcome.bytes = Array(edited.source.bytes)
      return outcome
    } catch {
      throw .refused(error)
    }
  }

  private func isKept(_ what: String, old: String?, new: String, replaces: Bool, _ outcome: inout Outcome)
    throws(Objection) -> Bool
  {
    guard let old else { return false }
    if old.lowercased() == new.lowercased() {
      outcome.unchanged.append("\(what) \(new)")
      return true
    }
    if replaces { return false }
    throw .differs(what: what, old: old, new: new)
  }

  private func plan(
    _ endpoint: RecordedEndpoint,
    in file: ManifestFile,
    root: Int,
    path: [Step],
    replaces: Bool,
    into changes: inout [(YAMLTree) -> Editing.Change?],
    _ outcome: inout Outcome
  ) throws(Objection) {
    let list = path + [EnablementKey.endpoints.step]
    guard let index = index(of: endpoint.id, in: file) else {
      var values = [NewValue.Entry("id", .text(endpoint.id))]
      if let dns = endpoint.dns { values.append(.init("dns", .text(dns))) }
      if let day = endpoint.approved { values.append(.init("approved", .plain(day.text))) }
      if let day = endpoint.verified { values.append(.init("verified", .plain(day.text))) }
      outcome.written.append("endpoint \(endpoint.id)")
      changes.append { Editing.Change($0.roots[root], at: list, .append([.mapping(values)])) }
      return
    }
    let known = file.endpoints[endpoints(in: file).lowerBound + index]
    let dns = known.dns.isPresent ? file.string(known.dns.place) : nil
    let details: [(EndpointKey, String, String?, String?)] = [
      (.dns, "DNS name of \(endpoint.id)", dns, endpoint.dns),
      (.approved, "approval of \(endpoint.id)", known.approved.present?.text, endpoint.approved?.text),
      (.verified, "test of \(endpoint.id)", known.verified.present?.text, endpoint.verified?.text),
    ]
    var isNew = false
    for (key, what, old, new) in details {
      guard let new else { continue }
      isNew = true
      if try isKept(what, old: old, new: new, replaces: replaces, &outcome) { continue }
      outcome.written.append("\(what): \(new)")
      let value = key == .dns ? NewValue.text(new) : .plain(new)
      changes.append { Editing.Change($0.roots[root], at: list + [.item(index), key.step], .set(value)) }
    }
    if !isNew { outcome.unchanged.append("endpoint \(endpoint.id)") }
  }
}
