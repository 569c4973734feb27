import Diagnostics
import ManifestModel

/// `duplicate-endpoint`: one endpoint twice, most often in a copied `enablement`.
enum DuplicateEndpoint: WorkspaceRule {
  static let about = RuleAbout(
    "duplicate-endpoint",
    .consistency,
    .error,
    summary:
      """
      One endpoint under two environments or twice in a list (an error); Adobe's endpoint service under two \
      environments whose endpoints differ (a note).
      """,
    why:
      """
      With a copied `enablement`, an environment counts as connected: its ticket asks for nothing, and its test uses \
      the other environment's endpoint.
      """,
    remedy: "Remove the copied values; record what the ticket and the cloud returned for this environment.",
    basis: .fact("AWS and Azure: an endpoint has one ID and connects to one service"),
    example: .init(
      .aws,
      bad: [
        (
          "        # endpoint services",
          """
                  enablement:
                    endpoints:
                      - { id: vpce-0c4f1e2d3b5a69788, approved: 2026-11-20 }
                      - { id: vpce-0c4f1e2d3b5a69788 }
          """
        )
      ],
      good: [
        (
          "        # endpoint services",
          """
                  enablement:
                    endpoints:
                      - { id: vpce-0c4f1e2d3b5a69788, approved: 2026-11-20 }
                      - { id: vpce-0c4f1e2d3b5a69799 }
          """
        )
      ]
    )
  )

  static func check(_ workspace: Workspace, to findings: inout WorkspaceFindings) {
    let shared = checkEndpoints(workspace, to: &findings)
    checkServices(in: workspace, except: shared, to: &findings)
  }

  // MARK: Endpoints

  /// An endpoint and where it is.
  private struct Listed {
    let index: Int
    let file: ManifestFile
    let endpoint: Endpoint

    var environment: Environment { file.environments[endpoint.environment] }
    var owner: Owner { Owner(file, endpoint.environment) }
  }

  /// An environment by its names: declared twice, it is one all the same.
  private struct Owner: Hashable {
    let project: Text
    let environment: String

    init(_ file: ManifestFile, _ index: Int) {
      let environment = file.environments[index]
      project = file.text(file.project(of: environment).id)
      self.environment = file.string(environment.id).lowercased()
    }
  }

  /// Reports each endpoint that is there already; gives the environments that share one with another.
  private static func checkEndpoints(_ workspace: Workspace, to findings: inout WorkspaceFindings) -> Set<Owner> {
    var first: [String: Listed] = [:]
    var shared: Set<Owner> = []
    for (index, file) in workspace.files.enumerated() {
      for endpoint in file.endpoints where endpoint.id.isPresent {
        let listed = Listed(index: index, file: file, endpoint: endpoint)
        // Azure's IDs have no letter case; AWS's are lower-case.
        guard let earlier = first.updateValueOnce(listed, forKey: file.string(endpoint.id.place).lowercased()) else {
          continue
        }
        let isElsewhere = earlier.owner != listed.owner
        // An environment that is declared twice in two files is another rule's business.
        if !isElsewhere, earlier.file !== file || earlier.endpoint.environment != endpoint.environment { continue }
        if isElsewhere { shared.insert(listed.owner) }
        report(listed, after: earlier, isElsewhere: isElsewhere, to: &findings)
      }
    }
    return shared
  }

  private static func report(
    _ listed: Listed,
    after earlier: Listed,
    isElsewhere: Bool,
    to findings: inout WorkspaceFindings
  ) {
    let id = Display.quoted(listed.file.string(listed.endpoint.id.place))
    findings.add(
      about,
      in: listed.index,
      at: FindingPlace(listed.endpoint.id.place),
      context: isElsewhere ? listed.environment.place : listed.endpoint.place,
      isElsewhere
        ? "\(id) is already an endpoint of environment \(name(earlier, seenFrom: listed))" : "\(id) is listed twice",
      label: isElsewhere ? "another environment's endpoint" : "the same endpoint again",
      related: [(earlier.index, FindingPlace(earlier.endpoint.id.place), "first here")],
      help: isElsewhere
        ? "remove the copied entry, and record this environment's own endpoint once it exists"
        : "remove one of the two, or correct its `id`"
    )
  }

  private static func name(_ earlier: Listed, seenFrom listed: Listed) -> String {
    let environment = Display.quoted(earlier.file.string(earlier.environment.id))
    guard earlier.owner.project != listed.owner.project else { return environment }
    return "\(environment) of project \(Display.quoted(earlier.owner.project.string))"
  }

  // MARK: Adobe's endpoint service

  /// Adobe's endpoint service in an environment.
  private struct Supplied {
    let index: Int
    let file: ManifestFile
    let environment: Environment
    let place: Place

    var hasEndpoints: Bool { !environment.endpoints.isEmpty }
  }

  /// Within a project: where the endpoints differ it may be meant.
  private static func checkServices(
    in workspace: Workspace,
    except shared: Set<Owner>,
    to findings: inout WorkspaceFindings
  ) {
    struct Key: Hashable {
      let project: Text
      let service: String
    }
    var first: [Key: Supplied] = [:]
    for (index, file) in workspace.files.enumerated() {
      for (number, environment) in file.environments.enumerated() where environment.holdsAdobeService {
        let owner = Owner(file, number)
        let isName = environment.adobeServiceName.isPresent
        let place = isName ? environment.adobeServiceName.place : environment.adobeResourceID.place
        let supplied = Supplied(index: index, file: file, environment: environment, place: place)
        let key = Key(project: owner.project, service: file.string(place).lowercased())
        guard let earlier = first.updateValueOnce(supplied, forKey: key),
          earlier.file.string(earlier.environment.id).lowercased() != owner.environment, !shared.contains(owner)
        else { continue }
        report(supplied, after: earlier, to: &findings)
      }
    }
  }

  private static func report(_ supplied: Supplied, after earlier: Supplied, to findings: inout WorkspaceFindings) {
    let differs = supplied.hasEndpoints && earlier.hasEndpoints
    let other = Display.quoted(earlier.file.string(earlier.environment.id))
    findings.add(
      about,
      in: supplied.index,
      at: FindingPlace(supplied.place),
      context: supplied.environment.place,
      "this Adobe endpoint service is also recorded for environment \(other)",
      label: "the same service",
      related: [(earlier.index, FindingPlace(earlier.place), "first here")],
      help: differs
        ? "each environment normally has its own service; compare it with Adobe's replies in the ticket"
        : "remove the copied value; Adobe's reply in the ticket names this environment's service",
      severity: differs ? .note : .error
    )
  }
}

extension Dictionary {
  /// Enters a value unless there is one; gives the one that is there already.
  fileprivate mutating func updateValueOnce(_ value: Value, forKey key: Key) -> Value? {
    if let earlier = self[key] { return earlier }
    self[key] = value
    return nil
  }
}
