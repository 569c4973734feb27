import Diagnostics
import Files
import Linter
import ManifestModel
import YAMLTree

/// `record --reply`: Adobe's answer.
extension RecordCommand {
  /// Reads an answer, and says what it names.
  func read(_ path: String, besides recording: Recording, _ files: [ManifestFile]) throws -> Reply {
    let reply = Reply(try text(of: path), own: RecordCommand.own(files))
    for item in reply.items {
      Terminal.writeError("\(RecordCommand.place(of: item)): \(item.kind.rawValue) \(Display.oneLine(item.text))")
    }
    // Adobe's service is in the region of the project; several projects may have several.
    let regions = Set(files.flatMap { file in file.projects.compactMap { $0.region.present.map(file.regionName) } })
    let region = regions.count == 1 ? regions.first ?? "" : "<region>"
    for item in reply.nameless {
      Terminal.writeError(
        """
        not recorded: \(RecordCommand.place(of: item)) has only a service ID, \(Display.oneLine(item.text)); if the \
        service is Adobe's, pass `--service-name \
        com.amazonaws.vpce.\(Display.oneLine(region)).\(Display.oneLine(item.text))`
        """
      )
    }
    let kinds = recording.missing
    try refuse(cut: reply.cut.filter { cut in kinds.contains(cut.kind) && reply.items(cut.kind).isEmpty })
    if reply.items.isEmpty { try refuseNothing(in: reply) }
    return reply
  }

  /// Takes over what the answer gives the target and no flag does.
  func take(_ reply: Reply, into recording: inout Recording, for target: RecordTarget) throws {
    try refuse(reply, about: target)
    var found: [Reply.Item] = []
    for kind in recording.missing {
      let here = try items(of: reply, kind, for: target)
      var possible = here.filter { if case .denied = $0.standing { false } else { true } }
      if let first = possible.first, let other = possible.dropFirst().first(where: first.isOfOneService) {
        Terminal.writeError(
          """
          not recorded: \(kind.rawValue) \(Display.quoted(other.text)) (\(RecordCommand.place(of: other))): it names \
          the same service as the one on \(RecordCommand.place(of: first))
          """
        )
        possible.removeAll { first.isOfOneService(with: $0) }
      }
      try refuse(several: possible, kind)
      for item in here { report(item) }
      found += possible.filter { $0.standing == .given }
    }
    if found.isEmpty, recording.missing.count == Reply.Kind.allCases.count { try refuseNothing(in: reply) }
    for item in found { recording[item.kind] = item.text }
  }

  /// What the reply says for the target's environment and project.
  private func items(of reply: Reply, _ kind: Reply.Kind, for target: RecordTarget) throws -> [Reply.Item] {
    let all = reply.items(kind)
    let elsewhere = all.filter { $0.otherPlaces(than: target) != nil }
    let here = all.filter { $0.otherPlaces(than: target) == nil }
    for item in elsewhere {
      let places = item.otherPlaces(than: target) ?? []
      let what = "\(item.kind.rawValue) \(Display.quoted(item.text)) (\(RecordCommand.place(of: item)))"
      let names = Set(places.map { Display.oneLine($0.name) }).sorted()
      let said =
        names.count > 1
        ? "the reply does not say whether \(what) is for \(Display.list(names))"
        : "according to the reply, \(what) is "
          + (names.first.map { "for \($0)" } ?? "not for \(Display.oneLine(target.environmentID))")
      guard here.isEmpty else {
        Terminal.writeError(
          "not recorded: \(said); to record it anyway, pass it with \(item.kind.flag)"
        )
        continue
      }
      Terminal.problem(
        names.count > 1
          ? "\(said); nothing was written; if it is for \(target.name), pass it with \(item.kind.flag)"
          : """
          \(said), but the target is \(target.name); nothing was written; check --environment, or pass the value \
          with \(item.kind.flag)
          """
      )
      throw ExitStatus.impossible
    }
    return here
  }

  private func report(_ item: Reply.Item) {
    guard let words = item.standing.words else { return }
    Terminal.writeError(
      """
      not recorded: \(item.kind.rawValue) \(Display.quoted(item.text)) (\(RecordCommand.place(of: item))): the reply \
      says \(Display.quoted(words)); to record it anyway, pass it with \(item.kind.flag)
      """
    )
  }

  private func refuseNothing(in reply: Reply) throws {
    Terminal.problem(
      "the reply contains no service name, alias, resource ID, subscription or ticket number to record"
        + (reply.earlierMail.map { "; from line \($0) on it is an earlier message, which is not read" } ?? "")
    )
    throw ExitStatus.impossible
  }

  private static func place(of item: Reply.Item) -> String {
    item.lines.count == 1 ? "line \(item.line)" : "lines \(item.line) to \(item.lines.upperBound)"
  }

  // MARK: Refusals

  private func refuse(several found: [Reply.Item], _ kind: Reply.Kind) throws {
    guard found.count > 1 else { return }
    let places = found.map { "\(Display.quoted($0.text)) (\(RecordCommand.place(of: $0)))" }
    Terminal.problem(
      """
      the reply has more than one \(kind.rawValue): \(Display.list(places, "and")); nothing was written; pass the \
      right one with \(kind.flag)
      """
    )
    throw ExitStatus.impossible
  }

  private func refuse(cut found: [Reply.Item]) throws {
    guard let first = found.first else { return }
    Terminal.problem(
      """
      the \(first.kind.rawValue) on \(RecordCommand.place(of: first)) of the reply is cut off: \
      \(Display.quoted(first.text)); nothing was written; join its lines, or give it as a flag
      """
    )
    throw ExitStatus.impossible
  }

  /// An answer that names projects is about one of them.
  private func refuse(_ reply: Reply, about target: RecordTarget) throws {
    guard let other = reply.projects.first, target.hasProjectID,
      !reply.projects.contains(where: { $0.id == target.project })
    else { return }
    Terminal.problem(
      """
      the reply is about project \(Display.quoted(other.id)) (line \(other.line)), but the target is \
      \(target.name); nothing was written; check --project, or pass the values with flags
      """
    )
    throw ExitStatus.impossible
  }

  // MARK: What is not Adobe's

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

  // MARK: Texts

  /// Bytes of an answer, at most.
  private static let longestReply = 4 << 20

  func text(of path: String) throws -> String {
    do throws(InputProblem) {
      let limit = RecordCommand.longestReply
      let block =
        path == "-" ? try FileReading.readStandardInput(limit: limit) : try FileReading.read(path, limit: limit)
      try FileReading.refuse(
        block,
        path: path == "-" ? "standard input" : path,
        beyond: limit,
        advice: "pass only the reply"
      )
      let (source, _) = Transcoding.source(path: path, contents: block)
      return source.text(Span(0..<source.bytes.count))
    } catch {
      throw ExitStatus.impossible(because: error)
    }
  }
}

extension Reply.Kind {
  /// The flag that gives its value.
  fileprivate var flag: String {
    switch self {
    case .serviceName: "--service-name"
    case .resourceID: "--resource-id"
    case .subscription: "--adobe-subscription"
    case .ticket: "--ticket"
    }
  }
}
