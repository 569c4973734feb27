import Diagnostics
import Emitters
import Linter
import ManifestModel

/// `record --log`: the output of the connection test.
extension RecordCommand {
  func recordTest(_ path: String, in outcome: LintOutcome, with options: LintOptions) throws {
    let log = ConnectionLog(try text(of: path))
    let named = Set([environment].compactMap { $0 })
    let projects = Compilation.projects(of: outcome).filter { project == nil || project == $0.id }
    let report = ConnectionReport(log, EnvironmentConnections.all(projects, named: named))
    let connected = Dictionary(grouping: report.lines) { $0.test.host.lowercased() }.filter { _, lines in
      lines.allSatisfy { $0.verdict == .connected && !$0.test.endpoint.hasDatagramPorts }
    }
    let files = outcome.workspace.files
    var recordings: [(Recording, RecordTarget)] = []
    for target in endpointTargets(files) {
      let file = files[target.file]
      for endpoint in target.endpoints(in: file).map({ file.endpoints[$0] }) {
        guard endpoint.dns.isPresent, connected[file.string(endpoint.dns.place).lowercased()] != nil,
          let id = file.string(endpoint.id)
        else { continue }
        if endpoint.verified.isPresent, !replace {
          Terminal.writeError("already verified: \(Display.oneLine(id)), \(endpoint.verified.present?.text ?? "")")
          continue
        }
        var recording = Recording()
        var recorded = RecordedEndpoint(id)
        recorded.verified = options.today
        recording.endpoint = recorded
        recordings.append((recording, target))
      }
    }
    for line in report.lines where line.verdict != .connected {
      Terminal.writeError(
        "\(line.verdict?.rawValue ?? "not in the log"): \(Display.oneLine(line.test.host)) port \(line.test.port)"
      )
    }
    guard !connected.isEmpty else {
      let what =
        report.isEmpty ? "contains no output of a connection test" : "no endpoint connected on all of its ports"
      Terminal.problem("\(Display.oneLine(path)): \(what); nothing was written")
      throw ExitStatus.failure
    }
    try write(recordings, in: outcome, with: options)
    // The test of the other side runs elsewhere, and has a log of its own.
    let sides = Set(report.lines.filter { $0.verdict != nil }.map(\.test.endpoint.side))
    if report.lines.contains(where: { sides.contains($0.test.endpoint.side) && $0.verdict != .connected }) {
      throw ExitStatus.failure
    }
  }

  /// Every environment and endpoint service that can have endpoints; with `--endpoint-service`, the services of that
  /// name.
  func endpointTargets(_ files: [ManifestFile]) -> [RecordTarget] {
    let labels = Set(files.flatMap { file in file.endpointServices.map { file.string($0.id) } })
    let services: [String?] = endpointService.map { [$0] } ?? [nil] + labels.sorted()
    return services.flatMap { service in
      RecordTarget.all(in: files, for: Recording(), project: project, environment: environment, service: service)
    }
  }
}
