/// A command as swift-argument-parser declares it, read from what `--experimental-dump-help` prints.
package struct CommandTree {
  let name: String
  let abstract: String
  let discussion: String?
  let arguments: [Argument]
  /// The commands to show, without `help`.
  let subcommands: [CommandTree]
  private let isShown: Bool

  struct Argument {
    enum Kind: String { case positional, option, flag }
    let kind: Kind
    /// `-o`, `--output`: short before long.
    let names: [String]
    let valueName: String
    let abstract: String
    let values: [String]
    let defaultValue: String?
    let isOptional: Bool
    let isRepeating: Bool
    let section: String?

    /// `-o, --output <file>`, `<path> ...`.
    var usage: String {
      let value = "<\(valueName)>"
      switch kind {
      case .positional: return value + (isRepeating ? " ..." : "")
      case .option: return names.joined(separator: ", ") + " " + value
      case .flag: return names.joined(separator: ", ")
      }
    }

    /// The sentence, with the values there are and the default.
    var sentence: String {
      var sentence = abstract
      if !values.isEmpty { sentence += " Values: \(values.joined(separator: ", "))." }
      if let defaultValue, !defaultValue.isEmpty, kind != .flag { sentence += " Default: \(defaultValue)." }
      return sentence
    }
  }

  /// Reads the dump; nil if it is none.
  package init?(dump: String) {
    guard let command = JSONValue(yaml: dump)?["command"] else { return nil }
    self.init(command)
  }

  private init(_ value: JSONValue) {
    name = value["commandName"]?.string ?? ""
    abstract = value["abstract"]?.string ?? ""
    discussion = value["discussion"]?.string
    isShown = value["shouldDisplay"]?.bool ?? true
    arguments = (value["arguments"]?.elements ?? []).compactMap(Argument.init)
    subcommands = (value["subcommands"]?.elements ?? []).map(CommandTree.init).filter {
      $0.isShown && $0.name != "help"
    }
  }

  /// `lint [<options>] [<path> ...]`.
  var usage: String {
    let options = arguments.contains { $0.kind != .positional } ? ["[<options>]"] : []
    let required = arguments.filter { $0.kind == .option && !$0.isOptional }.map {
      "\($0.names.last ?? "") <\($0.valueName)>"
    }
    let positional = arguments.filter { $0.kind == .positional }.map { $0.isOptional ? "[\($0.usage)]" : $0.usage }
    return ([name] + options + required + positional).joined(separator: " ")
  }

  /// What a user asks for every command.
  static let commonNames: Set<String> = ["--help", "--version"]
}

extension CommandTree.Argument {
  init?(_ value: JSONValue) {
    guard value["shouldDisplay"]?.bool ?? true, let kind = value["kind"]?.string.flatMap(Kind.init) else { return nil }
    self.kind = kind
    let names = (value["names"]?.elements ?? []).map {
      ($0["kind"]?.string == "short" ? "-" : "--") + ($0["name"]?.string ?? "")
    }
    self.names = names.filter { !$0.hasPrefix("--") } + names.filter { $0.hasPrefix("--") }
    valueName = value["valueName"]?.string ?? ""
    abstract = value["abstract"]?.string ?? ""
    values = (value["allValues"]?.elements ?? []).compactMap(\.string)
    defaultValue = value["defaultValue"]?.string
    isOptional = value["isOptional"]?.bool ?? false
    isRepeating = value["isRepeating"]?.bool ?? false
    section = value["sectionTitle"]?.string
  }
}
