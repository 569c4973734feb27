import ArgumentParser
import ManifestModel
import Reference

/// `privatelint limits`.
struct LimitsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "limits",
    abstract: "List the editions of Adobe's documented limits, or say what differs between two."
  )

  @Argument(help: ArgumentHelp("Two editions to compare; all are listed where none is given.", valueName: "edition"))
  var editions: [Edition] = []

  mutating func validate() throws {
    guard editions.isEmpty || editions.count == 2 else { throw ValidationError("give no edition, or two to compare") }
  }

  mutating func run() throws {
    Terminal.write(editions.isEmpty ? LimitsReference.list : LimitsReference.difference(editions[0], editions[1]))
  }
}
