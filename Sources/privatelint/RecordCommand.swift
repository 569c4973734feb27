import Editing
import ArgumentParser
import Diagnostics
import Emitters
import Files
import Linter
import ManifestModel
import YAMLTree

/// `privatelint record`.
struct RecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Write into the manifest what has become known: ticket, Adobe's service, endpoints, approvals, tests.",
    discussion: """
      Nothing else of the file changes. Where several environments fit, name one with --project and --environment. \
      --endpoint-service names the endpoint service whose endpoint, which is Adobe's, is recorded.

      Examples: `privatelint record --ticket 251234568`, `privatelint record --reply answer.txt`, `privatelint record --log verify.log`.
      """
  )

  @OptionGroup var input: InputFlags

  @Option(help: ArgumentHelp("The project.", valueName: "id"))
  var project: String?

  @Option(help: ArgumentHelp("The environment.", valueName: "id"))
  var environment: String?

  @Option(help: ArgumentHelp("The endpoint service to which Adobe's endpoint leads.", valueName: "name"))
  var endpointService: String?

  @Option(help: ArgumentHelp("The number of the support ticket.", valueName: "number"))
  var ticket: String?

  @Option(help: ArgumentHelp("Adobe's endpoint service, on AWS.", valueName: "name"))
  var serviceName: String?

  @Option(
    name: .customLong("resource-id"),
    help: ArgumentHelp("Adobe's Private Link service, on Azure: its resource ID or alias.", valueName: "id")
  )
  var resourceID: String?

  @Option(help: ArgumentHelp("The subscription that Adobe connects from, on Azure.", valueName: "guid"))
  var adobeSubscription: String?

  @Option(help: ArgumentHelp("An endpoint: its ID on AWS, its resource ID on Azure.", valueName: "id"))
  var endpoint: String?

  @Option(help: ArgumentHelp("The host name or address of the endpoint.", valueName: "name"))
  var dns: String?

  @Option(
    defaultAsFlag: "today",
    help: ArgumentHelp("The day on which the endpoint was approved (default: today).", valueName: "YYYY-MM-DD")
  )
  var approved: String?

  @Option(
    defaultAsFlag: "today",
    help: ArgumentHelp("The day on which the connection test passed (default: today).", valueName: "YYYY-MM-DD")
  )
  var verified: String?

  @Option(
    help: ArgumentHelp(
      "Adobe's answer, as pasted from a mail or the ticket; `-` is standard input.",
      valueName: "file"
    ),
    completion: .file()
  )
  var reply: String?

  @Option(
    help: ArgumentHelp(
      "The output of the connection test: endpoints all of whose ports connected are recorded as verified.",
      valueName: "file"
    ),
    completion: .file()
  )
  var log: String?

  @Flag(help: "Replace values that are there and differ.")
  var replace = false

  @Flag(help: "Show what would be written, and write nothing.")
  var diff = false

  mutating func validate() throws {
    if endpoint == nil, dns != nil || approved != nil || verified != nil {
      throw ValidationError("--dns, --approved and --verified go with --endpoint")
    }
    let direct: [String?] = [ticket, serviceName, resourceID, adobeSubscription, endpoint, reply]
    guard direct.contains(where: { $0 != nil }) || log != nil else {
      throw ValidationError(
        "nothing to record: give --ticket, --service-name, --endpoint, --reply, --log or another of these"
      )
    }
    if log != nil, direct.contains(where: { $0 != nil }) || endpointService != nil {
      throw ValidationError("--log is recorded by itself")
    }
    if endpointService != nil, endpoint == nil { throw ValidationError("--endpoint-service goes with --endpoint") }
    if endpointService != nil,
      [ticket, serviceName, resourceID, adobeSubscription, reply].contains(where: { $0 != nil })
    {
      throw ValidationError("with --endpoint-service only Adobe's --endpoint is recorded")
    }
    for text in direct + [dns] where text?.isEmpty == true { throw ValidationError("an empty value is not recorded") }
    for (name, text) in [("approved", approved), ("verified", verified)] {
      if let text, text != "today", CivilDate(text) == nil {
        throw ValidationError("--\(name) takes a date, as --\(name)=2027-01-29, and not \(Display.quoted(text))")
      }
    }
    if input.paths.contains("-") { throw ValidationError("record writes to files; standard input is none") }
  }

  func run() throws {
    let inputs = try input.discover()
    let options = input.options(inputs)
    let outcome = Lint.run(inputs.files, options)
    for problem in inputs.problems + outcome.problems { Terminal.problem(problem.message) }
    if !(inputs.problems + outcome.problems).isEmpty || inputs.hasBadSettings { throw ExitStatus.impossible }
    if inputs.files.isEmpty { throw input.nothingToCheck(inputs) }
    if let log { return try recordTest(log, outcome, options) }
    var recording = try given(options.today)
    if let reply { try read(reply, into: &recording, outcome.workspace.files) }
    let target = try target(for: recording, among: outcome.workspace.files)
    try write([(recording, target)], outcome, options)
  }

  // MARK: What is to be recorded

  private func given(_ today: CivilDate) throws -> Recording {
    var recording = Recording()
    recording.ticket = ticket
    recording.serviceName = serviceName
    recording.resourceID = resourceID
    recording.adobeSubscription = adobeSubscription
    guard let endpoint else { return recording }
    var recorded = RecordedEndpoint(endpoint)
    recorded.dns = dns
    recorded.approved = approved.flatMap { $0 == "today" ? today : CivilDate($0) }
    recorded.verified = verified.flatMap { $0 == "today" ? today : CivilDate($0) }
    recording.endpoint = recorded
    return recording
  }

  private func read(_ path: String, into recording: inout Recording, _ files: [ManifestFile]) throws {
    let reply = Reply(try text(of: path), own: RecordCommand.own(files))
    for item in reply.items {
      Terminal.writeError("line \(item.line): \(item.kind.rawValue) \(Display.oneLine(item.text))")
    }
    for kind in Reply.Kind.allCases {
      let found = reply.items(kind)
      guard found.count > 1 else { continue }
      let places = found.map { "\(Display.quoted($0.text)) (line \($0.line))" }
      Terminal.problem(
        "the answer has more than one \(kind.rawValue): \(Display.list(places, "and")); nothing was written, give the right one as a flag"
      )
      throw ExitStatus.impossible
    }
    guard !reply.items.isEmpty else {
      Terminal.problem("the answer contains no service name, alias, resource ID, subscription or ticket number")
      throw ExitStatus.impossible
    }
    recording.serviceName = recording.serviceName ?? reply.items(.serviceName).first?.text
    recording.resourceID = recording.resourceID ?? reply.items(.resourceID).first?.text
    recording.adobeSubscription = recording.adobeSubscription ?? reply.items(.subscription).first?.text
    recording.ticket = recording.ticket ?? reply.items(.ticket).first?.text
  }

  /// The customer's own services and subscriptions, in lower case.
  private static func own(_ files: [ManifestFile]) -> Set<String> {
    var own: Set<String> = []
    for file in files {
      for service in file.endpointServices {
        for place in [service.name.place, service.resourceID.place] where place.isWritten {
          own.insert(file.string(place).lowercased())
        }
      }
      for environment in file.environments where environment.account.isPresent {
        own.insert(file.string(environment.account.place).lowercased())
      }
      for subscription in file.subscriptions where subscription.id.isPresent {
        own.insert(file.string(subscription.id.place).lowercased())
      }
    }
    return own
  }

  /// Bytes of an answer, at most.
  private static let longestReply = 4 << 20

  private func text(of path: String) throws -> String {
    do throws(InputProblem) {
      let limit = RecordCommand.longestReply
      let block =
        path == "-" ? try FileReading.readStandardInput(limit: limit) : try FileReading.read(path, limit: limit)
      try FileReading.refuse(block, path == "-" ? "standard input" : path, beyond: limit, "give the answer alone")
      let (source, _) = Transcoding.source(path: path, contents: block)
      return source.text(Span(0..<source.bytes.count))
    } catch {
      Terminal.problem(error.message)
      throw ExitStatus.impossible
    }
  }

  // MARK: Where

  private func target(for recording: Recording, among files: [ManifestFile]) throws -> RecordTarget {
    let all = RecordTarget.all(
      in: files,
      for: recording,
      project: project,
      environment: environment,
      service: endpointService
    )
    let targets = RecordTarget.narrowed(all, to: recording.endpoint?.id, in: files)
    if targets.count == 1 { return targets[0] }
    if targets.isEmpty {
      Terminal.problem(
        "no environment of these manifests fits; check --project, --environment, --endpoint-service and the cloud"
      )
    } else {
      Terminal.problem("this fits \(targets.count) places; name one of them:")
      for target in targets.prefix(20) { Terminal.writeError("  \(target.flags)    (\(target.name))") }
    }
    throw ExitStatus.impossible
  }

  // MARK: The test

  private func recordTest(_ path: String, _ outcome: LintOutcome, _ options: LintOptions) throws {
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
          Terminal.writeError("verified already: \(Display.oneLine(id)), \(endpoint.verified.present?.text ?? "")")
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
      Terminal.problem("\(Display.oneLine(path)): no endpoint has connected on all of its ports; nothing was written")
      throw ExitStatus.failure
    }
    try write(recordings, outcome, options)
    if report.lines.contains(where: { $0.verdict != .connected }) { throw ExitStatus.failure }
  }

  /// Every environment and endpoint service that can have endpoints.
  private func endpointTargets(_ files: [ManifestFile]) -> [RecordTarget] {
    let labels = Set(files.flatMap { file in file.endpointServices.map { file.string($0.id) } })
    let services: [String?] = [nil] + labels.sorted()
    return services.flatMap { service in
      RecordTarget.all(in: files, for: Recording(), project: project, environment: environment, service: service)
    }
  }

  // MARK: Writing

  private func write(_ recordings: [(Recording, RecordTarget)], _ outcome: LintOutcome, _ options: LintOptions) throws {
    var texts: [Int: [UInt8]] = [:]
    var files = outcome.workspace.files
    var told: [String] = []
    for (recording, target) in recordings {
      let result = try record(recording, target, in: files[target.file])
      texts[target.file] = result.bytes
      files[target.file] = RecordCommand.decode(files[target.file].path, result.bytes)
      told += result.unchanged.map { "there already: \(Display.oneLine($0)) (\(target.name))" }
      told += result.written.map { "\(diff ? "would record" : "recorded") \(Display.oneLine($0)) (\(target.name))" }
    }
    try refuseNewErrors(texts, outcome, options)
    defer { for line in told { Terminal.writeError(line) } }
    for (index, bytes) in texts.sorted(by: { $0.key < $1.key }) {
      let file = outcome.workspace.files[index]
      let before = Array(file.tree.source.bytes)
      guard before != bytes else { continue }
      if diff {
        Terminal.write(UnifiedDiff.text(path: Display.oneLine(file.path), before: before, after: bytes))
        continue
      }
      do throws(InputProblem) { try OutputFile.replace(before, by: bytes, at: file.path) } catch {
        Terminal.problem(error.message)
        throw ExitStatus.impossible
      }
    }
  }

  private func record(_ recording: Recording, _ target: RecordTarget, in file: ManifestFile) throws
    -> RecordTarget.Outcome
  {
    do throws(RecordTarget.Objection) {
      return try target.record(recording, in: file, replaces: replace)
    } catch {
      switch error {
      case .differs(let what, let old, let new):
        Terminal.problem(
          "the \(what) of \(target.name) is \(Display.quoted(old)), and \(Display.quoted(new)) was given; nothing was written (--replace writes it)"
        )
      case .refused(let refusal):
        Terminal.problem("\(Display.oneLine(file.path)) cannot be edited: \(refusal.words); nothing was written")
      }
      throw ExitStatus.impossible
    }
  }

  private static func decode(_ path: String, _ bytes: [UInt8]) -> ManifestFile {
    Decoder.decode(YAMLTree.read(Source(path: path, contents: bytes))).file
  }

  /// What is written passes the linter: a recording that would add an error is refused with that finding.
  private func refuseNewErrors(_ texts: [Int: [UInt8]], _ outcome: LintOutcome, _ options: LintOptions) throws {
    let inputs = outcome.files.enumerated().map { index, checked in
      LintInput.contents(path: checked.file.path, texts[index] ?? Array(checked.file.tree.source.bytes))
    }
    let after = Lint.run(inputs, options)
    func key(_ finding: Diagnostic) -> String {
      "\(finding.location.source.path)\n\(finding.about.id)\n\(finding.message)"
    }
    var known: [String: Int] = [:]
    for finding in outcome.files.flatMap(\.diagnostics) where finding.severity == .error {
      known[key(finding), default: 0] += 1
    }
    var added: [Diagnostic] = []
    for finding in after.files.flatMap(\.diagnostics) where finding.severity == .error {
      if let left = known[key(finding)], left > 0 { known[key(finding)] = left - 1 } else { added.append(finding) }
    }
    guard !added.isEmpty else { return }
    var report = Report(after)
    report.diagnostics = added
    report.suppressed = []
    Terminal.writeErrorText(
      TextRenderer.render(report, style: ColorChoice.auto.style(for: STDERR_FILENO), isQuiet: true)
    )
    Terminal.problem("what would be written has \(Display.count(added.count, "error")); nothing was written")
    throw ExitStatus.failure
  }
}
