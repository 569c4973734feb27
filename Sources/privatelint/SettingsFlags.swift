import ArgumentParser
import Diagnostics
import Files
import Linter
import ManifestModel
import Rules

/// Which limits, day and settings a run goes by: shared by every command that checks manifests, and by the server.
struct SettingsFlags: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The edition of the documented limits; overrides manifests and settings.",
      valueName: "edition"
    )
  )
  var limits: Edition?

  @Option(
    help: ArgumentHelp(
      "The date to treat as today for lead times and `until` dates (default: today in UTC).",
      valueName: "YYYY-MM-DD"
    ),
    transform: CivilDate.argument
  )
  var today: CivilDate?

  @Option(
    help: ArgumentHelp("The settings file to use instead of the nearest .privatelint.yaml.", valueName: "file"),
    completion: .file()
  )
  var config: String?

  @Flag(help: "Use no settings file.")
  var noConfig = false

  func validate() throws {
    if config != nil, noConfig { throw ValidationError("--config and --no-config cannot be used together") }
  }

  var choice: SettingsFinder.Choice { noConfig ? .none : config.map { .file($0) } ?? .search }
  var day: CivilDate { today ?? CivilDate(days: utcDaysSinceEpoch()) }
}

extension Edition: ExpressibleByArgument {
  public init?(argument: String) {
    guard let edition = Edition.named(argument) else { return nil }
    self = edition
  }

  public var defaultValueDescription: String { id }
  public static var allValueStrings: [String] { all.map(\.id) }
  public static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}

extension CivilDate {
  /// A date on the command line.
  static func argument(_ text: String) throws -> CivilDate {
    guard let date = CivilDate(text) else {
      throw ValidationError("not a valid date: write YYYY-MM-DD, for example 2027-01-29")
    }
    return date
  }
}
