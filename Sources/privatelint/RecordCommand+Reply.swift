import Diagnostics
import Files
import Linter
import ManifestModel
import YAMLTree

/// `record --reply`: Adobe's answer.
extension RecordCommand {
  /// Takes over what the answer says and no flag does.
  func read(_ path: String, into recording: inout Recording, _ files: [ManifestFile]) throws -> Reply {
    let reply = Reply(try text(of: path), own: RecordCommand.own(files))
    for item in reply.items {
      Terminal.writeError("\(RecordCommand.place(of: item)): \(item.kind.rawValue) \(Display.oneLine(item.text))")
    }
    let kinds = Reply.Kind.allCases.filter { value(of: $0, in: recording) == nil }
    for kind in kinds { try refuse(several: reply.items(kind), kind) }
    try refuse(cut: reply.cut.filter { cut in kinds.contains(cut.kind) && reply.items(cut.kind).isEmpty })
    let earlier = reply.items.filter { $0.isEarlier && kinds.contains($0.kind) }
    for item in earlier {
      Terminal.writeError(
        "not recorded: ticket \(Display.oneLine(item.text)), which the reply calls closed or replaced; use --ticket to record it"
      )
    }
    guard reply.items.count > earlier.count else {
      Terminal.problem(
        "the reply contains no service name, alias, resource ID, subscription or ticket number to record"
      )
      throw ExitStatus.impossible
    }
    func found(_ kind: Reply.Kind) -> String? { reply.items(kind).first { !$0.isEarlier }?.text }
    recording.serviceName = recording.serviceName ?? found(.serviceName)
    recording.resourceID = recording.resourceID ?? found(.resourceID)
    recording.adobeSubscription = recording.adobeSubscription ?? found(.subscription)
    recording.ticket = recording.ticket ?? found(.ticket)
    return reply
  }

  private func value(of kind: Reply.Kind, in recording: Recording) -> String? {
    switch kind {
    case .serviceName: recording.serviceName
    case .resourceID: recording.resourceID
    case .subscription: recording.adobeSubscription
    case .ticket: recording.ticket
    }
  }

  private static func place(of item: Reply.Item) -> String {
    item.lines.count == 1 ? "line \(item.line)" : "lines \(item.line) to \(item.lines.upperBound)"
  }

  // MARK: Refusals

  private func refuse(several found: [Reply.Item], _ kind: Reply.Kind) throws {
    guard found.count > 1 else { return }
    let places = found.map { "\(Display.quoted($0.text)) (\(RecordCommand.place(of: $0)))" }
    Terminal.problem(
      "the reply has more than one \(kind.rawValue): \(Display.list(places, "and")); nothing was written; give the right one as a flag"
    )
    throw ExitStatus.impossible
  }

  private func refuse(cut found: [Reply.Item]) throws {
    guard let first = found.first else { return }
    Terminal.problem(
      "the \(first.kind.rawValue) on \(RecordCommand.place(of: first)) of the reply is cut off: \(Display.quoted(first.text)); nothing was written; join its lines, or give it as a flag"
    )
    throw ExitStatus.impossible
  }

  /// An answer that names projects is about one of them.
  func refuse(_ reply: Reply, about target: RecordTarget) throws {
    guard let other = reply.projects.first, target.hasProjectID,
      !reply.projects.contains(where: { $0.id == target.project })
    else { return }
    Terminal.problem(
      "the reply is about project \(Display.quoted(other.id)) (line \(other.line)), but this would be recorded for \(target.name); nothing was written; check the project, or give the values as flags"
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
