import ArgumentParser
import YAMLTree

/// The reading bounds, for one run.
struct ReadingFlags: ParsableArguments {
  static let title = "Input bounds (protection against oversized files)"

  @Option(help: ArgumentHelp("Maximum size of a file in bytes (default 64 MiB, at most 1 GiB).", valueName: "number"))
  var maxBytes: Int?

  @Option(
    help: ArgumentHelp(
      "Maximum number of nodes in a file (default 2 million, at most 50 million).",
      valueName: "number"
    )
  )
  var maxNodes: Int?

  @Option(
    help: ArgumentHelp("Maximum depth of nested collections (default 100, at most 1,000).", valueName: "number")
  )
  var maxDepth: Int?

  @Option(
    help: ArgumentHelp(
      "Maximum number of nodes that aliases expand to (default 1 million, at most 50 million).",
      valueName: "number"
    )
  )
  var maxAliasNodes: Int?

  @Option(help: ArgumentHelp("Maximum size of a scalar in bytes (default 1 MiB, at most 64 MiB).", valueName: "number"))
  var maxScalarBytes: Int?

  @Option(
    help: ArgumentHelp(
      "Maximum number of documents in a file (default 20,000, at most 1 million).",
      valueName: "number"
    )
  )
  var maxDocuments: Int?

  @Option(
    help: ArgumentHelp(
      "Maximum number of findings shown for a file (default 100,000, at most 10 million).",
      valueName: "number"
    )
  )
  var maxFindings: Int?

  mutating func validate() throws {
    let flags: [(String, Int?, Int)] = [
      ("bytes", maxBytes, 1 << 30), ("nodes", maxNodes, 50_000_000), ("depth", maxDepth, 1000),
      ("alias-nodes", maxAliasNodes, 50_000_000),
      ("scalar-bytes", maxScalarBytes, 64 << 20), ("documents", maxDocuments, 1_000_000),
      ("findings", maxFindings, 10_000_000),
    ]
    for (name, value, most) in flags {
      if let value, !(1...most).contains(value) {
        throw ValidationError("--max-\(name) takes a number from 1 to \(most)")
      }
    }
  }

  var limits: ReadingBounds {
    var limits = ReadingBounds()
    limits.bytes = maxBytes ?? limits.bytes
    limits.nodes = maxNodes ?? limits.nodes
    limits.depth = maxDepth ?? limits.depth
    limits.aliasNodes = maxAliasNodes ?? limits.aliasNodes
    limits.scalarBytes = maxScalarBytes ?? limits.scalarBytes
    limits.documents = maxDocuments ?? limits.documents
    limits.findings = maxFindings ?? limits.findings
    return limits
  }
}
