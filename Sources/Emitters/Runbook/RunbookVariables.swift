import Diagnostics

/// The shell variables of a runbook, each with a name of its own.
struct RunbookVariables: Sendable {
  private(set) var all: [RunbookVariable] = []
  /// The variables there are, by the name that was asked for and the meaning.
  private var known: [String: RunbookVariable] = [:]
  private var prefixes: [String: String] = [:]
  private var takenPrefixes: Set<String> = []
  private var prefixNumbers: [String: Int] = [:]
  private var names: Set<String> = []
  /// The number to try next for a name that is taken.
  private var numbers: [String: Int] = [:]

  /// A variable for something that the manifest does not contain. The name of the endpoint service that it belongs to
  /// comes first in its own. The same name and meaning give the same variable.
  ///
  /// - Parameters:
  ///   - name: its name, without that of the endpoint service.
  ///   - service: the endpoint service that it belongs to.
  ///   - meaning: a phrase that says what to set it to.
  /// - Returns: the variable.
  mutating func variable(_ name: String, of service: String? = nil, _ meaning: String) -> RunbookVariable {
    let base = service.map { prefix(of: $0) + "_" + name } ?? name
    let wanted = "\(base) \(meaning)"
    if let variable = known[wanted] { return variable }
    let free = RunbookVariables.free(base, in: &names, &numbers)
    let variable = RunbookVariable(name: free, meaning: meaning)
    known[wanted] = variable
    all.append(variable)
    return variable
  }

  /// Names of endpoint services that do not differ in letters and digits give the same identifier: the second one gets
  /// a number.
  private mutating func prefix(of service: String) -> String {
    if let prefix = prefixes[service] { return prefix }
    let prefix = RunbookVariables.free(RunbookVariables.identifier(service), in: &takenPrefixes, &prefixNumbers)
    prefixes[service] = prefix
    return prefix
  }

  private static func free(_ base: String, in names: inout Set<String>, _ numbers: inout [String: Int]) -> String {
    var name = base
    while !names.insert(name).inserted {
      let number = numbers[base, default: 2]
      numbers[base] = number + 1
      name = "\(base)_\(number)"
    }
    return name
  }

  static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
    default: false
    }
  }

  /// At most 40 upper-case letters, digits and single underscores, with a letter first: `erp (EU)` gives `ERP_EU`.
  private static func identifier(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 where bytes.count < 40 {
      let upper = byte.isSmallLetter ? byte & ~0x20 : byte
      if isNameByte(upper), upper != underscore {
        bytes.append(upper)
      } else if bytes.last != nil, bytes.last != underscore {
        bytes.append(underscore)
      }
    }
    if bytes.last == underscore { bytes.removeLast() }
    guard let first = bytes.first else { return "SERVICE" }
    let name = String(decoding: bytes, as: UTF8.self)
    return first < UInt8(ascii: "A") ? "SERVICE_" + name : name
  }

  private static let underscore = UInt8(ascii: "_")
}

/// The variables that the reader has to set, if the commands are run in the order shown.
struct VariableNeeds {
  private let all: [RunbookVariable]
  private let indices: [String: Int]
  private var set: Set<String> = []
  private var missingIndices: [Int] = []

  init(_ variables: RunbookVariables) {
    all = variables.all
    indices = Dictionary(all.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// What the reader sets before the first command, in the order in which the writer asked for it.
  var missing: [RunbookVariable] { missingIndices.sorted().map { all[$0] } }

  mutating func read(_ step: RunbookStep) {
    set.formUnion(step.inputs.map(\.name))
    read(step.commands)
  }

  mutating func read(_ commands: [RunbookCommand]) {
    for index in unset(in: commands, set) {
      set.insert(all[index].name)
      missingIndices.append(index)
    }
    set.formUnion(commands.compactMap(\.captured))
  }

  /// The variables that a step needs if it is run alone.
  func own(of step: RunbookStep) -> [RunbookVariable] {
    let unset = unset(in: step.commands, Set(step.inputs.map(\.name)))
    return step.inputs + unset.sorted().map { all[$0] }
  }

  /// The variables that commands use before one of them has set them. Known variables are not copied: there may be
  /// many.
  private func unset(in commands: [RunbookCommand], _ known: Set<String>) -> [Int] {
    var seen: Set<String> = []
    var unset: [Int] = []
    for command in commands {
      for name in command.variableNames where !known.contains(name) && seen.insert(name).inserted {
        if let index = indices[name] { unset.append(index) }
      }
      if let captured = command.captured { seen.insert(captured) }
    }
    return unset
  }
}
