import Diagnostics
import ArgumentParser
import ManifestModel
import Reference

/// `privatelint limits`.
struct LimitsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "limits",
    abstract: "List the editions of Adobe's documented limits, or show what differs between two.",
    discussion: "Example: `privatelint limits 2022-10 2023-03`."
  )

  @Argument(help: ArgumentHelp("Two editions to compare (default: list all editions).", valueName: "edition"))
  var editions: [Edition] = []

  mutating func validate() throws {
    guard editions.isEmpty || editions.count == 2 else {
      throw ValidationError("name either no edition or two to compare")
    }
  }

  mutating func run() throws {
    let width = ColorChoice.prose.proseWidth
    Terminal.write(
      editions.isEmpty
        ? LimitsReference.list(width: width)
        : LimitsReference.difference(from: editions[0], to: editions[1], width: width)
    )
  }
}
