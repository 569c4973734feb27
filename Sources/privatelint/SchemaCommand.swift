import ArgumentParser
import Reference

/// `privatelint schema`.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print a JSON Schema (draft-07), for editors and other tools.",
    discussion: "Example: `privatelint schema > privatelink.schema.json`."
  )

  @Argument(
    help: ArgumentHelp(
      "What the schema describes.",
      valueName: "subject"
    )
  )
  var subject = SchemaFile.manifest

  mutating func run() throws { Terminal.write(own: subject.value.text) }
}

extension SchemaFile: ExpressibleByArgument {}
