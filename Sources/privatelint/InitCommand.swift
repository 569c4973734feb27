import CloudState
import ArgumentParser
import Diagnostics
import ManifestModel
import Files
import Linter
import Reference

/// `privatelint init`.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Create a starter manifest.",
    discussion:
      """
      The values you give are written unchanged. Each missing required value becomes a placeholder, with a comment \
      above it that says where to find the value; `privatelint lint` lists the remaining placeholders. If the file \
      exists, `--environment` without `--from` adds an environment to it, with the cloud, regions and customer of the \
      file's other environments; otherwise, an existing file is left unchanged. Example: `privatelint \
      init --project yw1unoukjcawe --plan pro --cloud aws --region eu-west-1`.
      """
  )

  @Option(
    help: ArgumentHelp(
      """
      Start from existing resources, as a JSON file or a folder of JSON files: the output of the script that \
      `privatelint audit --script` prints, of the AWS CLI, of the Azure CLI or of `terraform show -json`; repeatable.
      """,
      valueName: "path"
    ),
    completion: .file()
  )
  var from: [String] = []

  @Flag(help: "With --from, include every endpoint service, even those that do not allow Adobe to connect.")
  var allServices = false

  @Option(
    help: ArgumentHelp(
      "With --from, the date to record for approved endpoints (default: today).",
      valueName: "YYYY-MM-DD"
    ),
    transform: CivilDate.argument
  )
  var today: CivilDate?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write; `-` for standard output.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"])
  )
  var output = "privatelink.yaml"

  @Option(
    help: ArgumentHelp(
      """
      The schema that editors check the manifest against, named in its first line: a path relative to the \
      manifest, or a URL. `privatelint schema` prints the schema.
      """,
      valueName: "path"
    ),
    completion: .file()
  )
  var schema: String?

  @OptionGroup(title: "Company") var company: Company
  @OptionGroup(title: "Project") var project: ProjectData
  @OptionGroup(title: "Environment") var environment: EnvironmentData
  @OptionGroup(title: "Endpoint service (bidirectional connections)") var service: ServiceData

  mutating func validate() throws {
    if let objection { throw ValidationError(objection) }
    if from.isEmpty, allServices || today != nil { throw ValidationError("--all-services and --today require --from") }
  }

  mutating func run() throws {
    if output != "-", from.isEmpty, let id = environment.environment, NewFile.isTaken(output) {
      return try addEnvironment(id)
    }
    var manifest = StartingManifest()
    manifest.schema = schema
    company.fill(&manifest)
    project.fill(&manifest)
    environment.fill(&manifest)
    service.fill(&manifest)
    manifest.limits = manifest.limits ?? editionOfSettings
    if from.isEmpty {
      manifest.environment = manifest.environment ?? "production"
    } else {
      try fill(&manifest)
    }
    let written = manifest.written
    if output == "-" { return Terminal.write(written.text) }
    do throws(InputProblem) {
      try ResultFile.create(output, containing: written.text)
    } catch {
      Terminal.problem(error.message)
      if NewFile.isTaken(output), !from.isEmpty {
        Terminal.problem("to start again, remove it first; to write another file, use `-o FILE`")
      } else if NewFile.isTaken(output), environment.environment == nil {
        Terminal.problem("to add an environment to it, use `--environment ID`")
      }
      throw ExitStatus.impossible
    }
    let (file, gaps) = (Display.oneLine(output), written.gaps)
    let advice = gaps == 0 ? "check it" : "see where to find the missing values"
    let count = gaps == 0 ? "" : " with \(Display.count(gaps, "placeholder"))"
    Terminal.writeError("wrote \(file)\(count); run `privatelint lint \(file)` to \(advice)")
  }

  /// The edition that the settings of the folder set: what is written there would otherwise be overruled by the
  /// manifest.
  private var editionOfSettings: Edition? { settings.edition }

  /// The settings that apply to the file.
  var settings: Settings {
    var finder = SettingsFinder(.search)
    return finder.settings(for: output == "-" ? "privatelink.yaml" : output)
  }

  /// Adds what exists in the cloud already.
  private func fill(_ manifest: inout StartingManifest) throws {
    let (state, problems) = Snapshot.read(from)
    for (path, reason) in state.skipped {
      Terminal.writeError("skipped \(Display.oneLine(path)): \(Display.oneLine(reason))")
    }
    Terminal.write(problems: problems)
    if !problems.isEmpty { throw ExitStatus.impossible }
    let found = FoundInCloud(state, takesAll: allServices, today: today ?? CivilDate(days: utcDaysSinceEpoch()))
    var places = found.places.filter { place in
      (project.cloud.map { $0 == place.cloud } ?? true)
        && (environment.account.map { $0.lowercased() == place.account } ?? true)
        && (environment.customerRegion.map { $0 == place.region || place.region == nil } ?? true)
    }
    // Both regions have to be the same: that of the project chooses where several are left.
    let ofProject = places.filter { $0.region == project.region }
    if places.count > 1, ofProject.count == 1 { places = ofProject }
    guard places.count == 1 else {
      if places.isEmpty {
        InitCommand.name(leftOut: found.allLeftOut)
        Terminal.problem(
          "the collected data contains nothing to start from\(AuditCommand.failures(state))"
            + (found.places.isEmpty
              ? "" : " with these flags; try \(Display.list(found.places.map(\.flags)))")
        )
      } else {
        Terminal.problem("resources were found in \(places.count) places; choose one:")
        for place in places.prefix(20) { Terminal.writeError("  \(place.flags)") }
      }
      throw ExitStatus.impossible
    }
    found.fill(&manifest, from: places[0])
    var leftOut = found.leftOut(at: places[0])
    if environment.connection == .unidirectional {
      leftOut += manifest.foundServices.compactMap { $0.serviceName ?? $0.resourceID }.map {
        "endpoint service \(Display.oneLine($0)): a unidirectional connection has none"
      }
      manifest.foundServices = []
    }
    InitCommand.name(leftOut: leftOut)
    if manifest.foundServiceCount > 1, !service.isEmpty {
      Terminal.problem(
        """
        \(manifest.foundServiceCount) endpoint services were found, but the flags for an endpoint service describe \
        only one; omit them
        """
      )
      throw ExitStatus.impossible
    }
  }

  /// Names what was found and is not written.
  private static func name(leftOut: [String]) {
    for sentence in leftOut.prefix(20) { Terminal.writeError("left out: \(sentence)") }
    if leftOut.count > 20 { Terminal.writeError("left out: \(leftOut.count - 20) more") }
  }

  struct Company: ParsableArguments {
    @Option(help: ArgumentHelp("The company name that Adobe has on record.", valueName: "name"))
    var company: String?

    @Option(help: ArgumentHelp("The person or team that answers questions about the ticket.", valueName: "name"))
    var contactName: String?

    @Option(help: ArgumentHelp("The contact's e-mail address.", valueName: "address"))
    var contactEmail: String?

    @Option(
      help: ArgumentHelp(
        """
        The edition of the documented limits (default: the edition in the settings, or \(Edition.standard.id) if \
        none).
        """,
        valueName: "edition"
      )
    )
    var limits: Edition?

    func fill(_ manifest: inout StartingManifest) {
      manifest.company = company
      manifest.contactName = contactName
      manifest.contactEmail = contactEmail
      manifest.limits = limits
    }
  }

  struct ProjectData: ParsableArguments {
    @Option(help: ArgumentHelp("The project ID.", valueName: "id"), completion: NameCompletion.projects)
    var project: String?

    @Option(help: ArgumentHelp("A display name for the project.", valueName: "title"))
    var title: String?

    @Option(help: ArgumentHelp("The project's plan.", valueName: "plan"))
    var plan: Plan?

    @Option(help: ArgumentHelp("The cloud that the project runs on.", valueName: "cloud"))
    var cloud: Cloud?

    @Option(help: ArgumentHelp("The cloud region of the Adobe Commerce instance.", valueName: "region"))
    var region: String?

    func fill(_ manifest: inout StartingManifest) {
      manifest.project = project
      manifest.title = title
      manifest.plan = plan
      manifest.cloud = cloud
      manifest.region = region
    }
  }

  struct EnvironmentData: ParsableArguments {
    @Option(
      help: ArgumentHelp(
        """
        The environment ID (default: production; with --from, a placeholder); if the file exists, the environment to \
        add to it.
        """,
        valueName: "id"
      )
    )
    var environment: String?

    @Option(help: ArgumentHelp("The kind of environment, if it is not clear from the ID.", valueName: "type"))
    var type: EnvironmentType?

    @Option(help: ArgumentHelp("The connection type.", valueName: "type"))
    var connection: Connection?

    @Option(help: ArgumentHelp("The cluster ID of the environment; required on Azure.", valueName: "id"))
    var cluster: String?

    @Option(help: ArgumentHelp("Your AWS account number or Azure subscription ID.", valueName: "id"))
    var account: String?

    @Option(help: ArgumentHelp("The region of your network (default: the project's).", valueName: "region"))
    var customerRegion: String?

    @Option(
      help: ArgumentHelp("An Azure subscription whose private endpoints may connect; repeatable.", valueName: "id")
    )
    var subscription: [String] = []

    @Option(
      help: ArgumentHelp(
        "A port that Adobe opens for you: SERVICE:PORT or SERVICE:PROTOCOL:PORT, followed by /udp for UDP; repeatable.",
        valueName: "port"
      ),
      transform: StartingPort.argument
    )
    var port: [StartingPort] = []

    @Option(
      help: ArgumentHelp("The date by which the connection must work.", valueName: "YYYY-MM-DD"),
      transform: CivilDate.argument
    )
    var neededBy: CivilDate?

    func fill(_ manifest: inout StartingManifest) {
      manifest.environment = environment
      manifest.type = type
      manifest.connection = connection
      manifest.cluster = cluster
      manifest.account = account
      manifest.customerRegion = customerRegion
      manifest.subscriptions = subscription
      manifest.ports = port
      manifest.neededBy = neededBy
    }
  }

  struct ServiceData: ParsableArguments {
    @Option(help: ArgumentHelp("A name of your choice for your endpoint service.", valueName: "name"))
    var endpointService: String?

    @Option(help: ArgumentHelp("Its service name (AWS).", valueName: "name"))
    var serviceName: String?

    @Option(help: ArgumentHelp("Its resource ID (Azure).", valueName: "id"))
    var resourceID: String?

    @Option(
      help: ArgumentHelp(
        "A port that Adobe connects to: SERVICE:PORT or SERVICE:PROTOCOL:PORT, followed by /udp for UDP; repeatable.",
        valueName: "port"
      ),
      transform: StartingPort.argument
    )
    var servicePort: [StartingPort] = []

    @Flag(
      help:
        """
        On AWS: Adobe's principal already has access, granted with `aws ec2 \
        modify-vpc-endpoint-service-permissions`. Without this flag, a placeholder is written instead.
        """
    )
    var accessGranted = false

    @Flag(inversion: .prefixedNo, help: "Whether you approve each connection request, as configured on the service.")
    var acceptanceRequired: Bool?

    @Option(help: ArgumentHelp("The service's region, if it is not that of your network.", valueName: "region"))
    var serviceRegion: String?

    @Option(help: ArgumentHelp("A load balancer of the service: its ARN or resource ID; repeatable.", valueName: "id"))
    var loadBalancer: [String] = []

    func fill(_ manifest: inout StartingManifest) {
      manifest.endpointService = endpointService
      manifest.serviceName = serviceName
      manifest.resourceID = resourceID
      manifest.servicePorts = servicePort
      manifest.accessGranted = accessGranted
      manifest.acceptanceRequired = acceptanceRequired
      manifest.serviceRegion = serviceRegion
      manifest.loadBalancers = loadBalancer
    }
  }
}

extension Plan: ExpressibleByArgument {}
extension Cloud: ExpressibleByArgument {}
extension Connection: ExpressibleByArgument {}
extension EnvironmentType: ExpressibleByArgument {}

extension StartingPort {
  /// A port on the command line.
  static func argument(_ text: String) throws -> StartingPort {
    guard let port = StartingPort(text) else {
      throw ValidationError(
        """
        write a port from 1 to 65535 as SERVICE:PORT or SERVICE:PROTOCOL:PORT, for example SFTP:2222, \
        Webserver:HTTP:80 or Resolver:DNS:53/udp
        """
      )
    }
    return port
  }
}
