import Editing
import ArgumentParser
import Diagnostics
import Emitters
import Linter
import ManifestModel
import YAMLTree

/// `privatelint record`.
struct RecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Record new facts in the manifest: ticket, Adobe's service, endpoints, approvals, tests.",
    discussion: """
      Nothing else in the file changes. If several environments match, name one with --project and --environment. \
      To record Adobe's endpoint for one of your endpoint services, name the service with --endpoint-service.

      Examples: `privatelint record --ticket 251234568`, `privatelint record --reply reply.txt`, `privatelint record \
      --log verify.log`.
      """
  )

  @Option(help: ArgumentHelp("The project ID.", valueName: "id"), completion: NameCompletion.projects)
  var project: String?

  @Option(help: ArgumentHelp("The environment ID.", valueName: "id"), completion: NameCompletion.environments)
  var environment: String?

  @Option(help: ArgumentHelp("The endpoint service that Adobe's endpoint connects to.", valueName: "name"))
  var endpointService: String?

  @Option(help: ArgumentHelp("The number of the support ticket.", valueName: "number"))
  var ticket: String?

  @Option(help: ArgumentHelp("The name of Adobe's endpoint service (AWS).", valueName: "name"))
  var serviceName: String?

  @Option(
    name: .customLong("resource-id"),
    help: ArgumentHelp("The resource ID or alias of Adobe's Private Link service (Azure).", valueName: "id")
  )
  var resourceID: String?

  @Option(help: ArgumentHelp("The subscription that Adobe connects from (Azure).", valueName: "guid"))
  var adobeSubscription: String?

  @Option(
    help: ArgumentHelp(
      """
      The ID (AWS) or resource ID (Azure) of an endpoint. If only one is recorded, --dns, --approved and --verified \
      apply to it without this option.
      """,
      valueName: "id"
    )
  )
  var endpoint: String?

  @Option(help: ArgumentHelp("The host name or address of the endpoint.", valueName: "name"))
  var dns: String?

  @Option(
    defaultAsFlag: RecordedDate.today,
    // The other strategy drops the date in `--approved=DATE` if an option follows.
    parsing: .next,
    help: ArgumentHelp(
      "The date on which the endpoint was approved; without a value, today.",
      valueName: "YYYY-MM-DD"
    )
  )
  var approved: RecordedDate?

  @Option(
    defaultAsFlag: RecordedDate.today,
    parsing: .next,
    help: ArgumentHelp(
      "The date on which the connection test passed; without a value, today.",
      valueName: "YYYY-MM-DD"
    )
  )
  var verified: RecordedDate?

  @Option(
    help: ArgumentHelp(
      "Adobe's reply, as pasted from an e-mail or the ticket; `-` for standard input.",
      valueName: "file"
    ),
    completion: .file()
  )
  var reply: String?

  @Option(
    help: ArgumentHelp(
      "The output of the connection test: endpoints whose ports all connected are recorded as verified.",
      valueName: "file"
    ),
    completion: .file()
  )
  var log: String?

  @Flag(help: "Replace existing values that differ.")
  var replace = false

  @Flag(help: "Show what would be written, and write nothing.")
  var diff = false

  @OptionGroup var input: InputFlags

  mutating func validate() throws {
    let direct = [
      ticket, serviceName, resourceID, adobeSubscription, endpoint, dns, approved?.text, verified?.text, reply,
    ]
    guard direct.contains(where: { $0 != nil }) || log != nil else {
      throw ValidationError(
        """
        nothing to record: use --ticket, --service-name, --endpoint, --reply, --log or another option that supplies \
        a value
        """
      )
    }
    if log != nil, direct.contains(where: { $0 != nil }) || endpointService != nil {
      throw ValidationError("--log cannot be combined with other values to record")
    }
    if endpointService != nil, endpoint == nil, !describesEndpoint {
      throw ValidationError("--endpoint-service requires --endpoint")
    }
    if endpointService != nil, describesEnvironment {
      throw ValidationError("--endpoint-service records only Adobe's --endpoint; record other values separately")
    }
    for text in direct where text?.isEmpty == true {
      throw ValidationError("a value to record cannot be empty")
    }
    for (name, date) in [("approved", approved), ("verified", verified)] {
      if let date, date.value(today: input.day) == nil {
        throw ValidationError("--\(name) takes a date, as in --\(name)=2027-01-29, not \(Display.quoted(date.text))")
      }
    }
    if input.paths.contains("-") { throw ValidationError("record writes to files and cannot read standard input") }
  }

  /// Whether something is to be recorded of an endpoint, which `--endpoint` need not name if it is the only one.
  private var describesEndpoint: Bool { dns != nil || approved != nil || verified != nil }

  /// Whether something is to be recorded that no endpoint service has.
  private var describesEnvironment: Bool {
    [ticket, serviceName, resourceID, adobeSubscription, reply].contains { $0 != nil }
  }

  func run() throws {
    let inputs = try input.discover()
    let options = input.options(inputs)
    let outcome = Lint.run(inputs.files, options)
    Terminal.write(problems: inputs.problems + outcome.problems)
    let status = input.status(inputs, problems: outcome.problems)
    if status != .success || inputs.files.isEmpty { throw status }
    if let log { return try recordTest(log, in: outcome, with: options) }
    let files = outcome.workspace.files
    var recording = try given(options.today, endpoint: endpoint ?? onlyEndpoint(in: files))
    let answer = try reply.map { try read($0, besides: recording, files) }
    let target = try target(for: answer?.all(besides: recording) ?? recording, among: files)
    if let answer { try take(answer, into: &recording, for: target) }
    try write([(recording, target)], in: outcome, with: options)
  }

  // MARK: What is to be recorded

  private func given(_ today: CivilDate, endpoint: String?) -> Recording {
    var recording = Recording()
    recording.ticket = ticket
    recording.serviceName = serviceName
    recording.resourceID = resourceID
    recording.adobeSubscription = adobeSubscription
    guard let endpoint else { return recording }
    var recorded = RecordedEndpoint(endpoint)
    recorded.dns = dns
    recorded.approved = approved?.value(today: today)
    recorded.verified = verified?.value(today: today)
    recording.endpoint = recorded
    return recording
  }

  // MARK: Where

  /// The endpoint that `--dns`, `--approved` and `--verified` are about without `--endpoint`: the only one that is
  /// recorded.
  private func onlyEndpoint(in files: [ManifestFile]) throws -> String? {
    guard describesEndpoint else { return nil }
    let ids = endpointTargets(files).flatMap { target in
      let file = files[target.file]
      return target.endpoints(in: file).compactMap { file.string(file.endpoints[$0].id) }
    }
    if ids.count == 1 { return ids[0] }
    if ids.isEmpty {
      Terminal.problem("no endpoint is recorded yet; give its ID with --endpoint")
    } else {
      Terminal.problem("\(ids.count) endpoints are recorded; choose one:")
      for id in ids.prefix(20) { Terminal.writeError("  --endpoint \(Display.oneLine(Shell.word(id)))") }
    }
    throw ExitStatus.impossible
  }

  private func target(for recording: Recording, among files: [ManifestFile]) throws -> RecordTarget {
    let all = RecordTarget.all(
      in: files,
      for: recording,
      project: project,
      environment: environment,
      service: endpointService
    )
    // What is recorded of an endpoint belongs to the place that has it already, also to an endpoint service that is not
    // named.
    let holders = RecordTarget.holders(
      of: recording.endpoint?.id,
      among: describesEnvironment ? all : endpointTargets(files),
      in: files
    )
    let targets = holders.isEmpty ? all : holders
    if targets.count == 1 { return targets[0] }
    if targets.isEmpty {
      Terminal.problem(
        "no environment in these manifests matches; check --project, --environment, --endpoint-service and the cloud"
      )
    } else {
      let what = endpointService == nil ? "environments or endpoint services" : "endpoint services"
      Terminal.problem("\(targets.count) \(what) match; choose one:")
      for target in targets.prefix(20) {
        Terminal.writeError("  \(target.flags)    (\(Display.oneLine(files[target.file].path)))")
      }
    }
    throw ExitStatus.impossible
  }
}
