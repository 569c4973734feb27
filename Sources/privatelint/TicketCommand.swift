import ArgumentParser
import Diagnostics
import Emitters
import Files

/// `privatelint ticket`.
struct TicketCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ticket",
    abstract: "Compile the enablement ticket: subject and body.",
    discussion:
      "One ticket for each project. Environments that Adobe has answered already are left out unless they are named."
  )

  @OptionGroup var emit: EmitFlags

  @Option(help: ArgumentHelp("The format: text, markdown or json.", valueName: "format"))
  var format = DocumentFormat.text

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("Write a file for each ticket into this folder.", valueName: "folder"),
    completion: .directory
  )
  var output: String?

  func run() throws {
    let result = try emit.compile()
    let tickets = result.projects.compactMap { Ticket($0, named: emit.environments, exceptions: result.exceptions) }
    if tickets.isEmpty, !result.projects.isEmpty {
      Terminal.problem(
        "nothing to ask for: Adobe's service is known for every environment; `--environment` writes the ticket all the same"
      )
    }
    if let output {
      try OutputFolder.write(
        tickets.map { ("\($0.project.id).ticket.\(format.fileExtension)", render([$0])) },
        to: output
      )
    } else if !tickets.isEmpty || format == .json {
      Terminal.write(render(tickets))
    }
    result.finish()
  }

  private func render(_ tickets: [Ticket]) -> String {
    switch format {
    case .text: tickets.map(TicketText.render).joined(separator: "\n" + String(repeating: "-", count: 72) + "\n\n")
    case .markdown: tickets.map(TicketMarkdown.render).joined(separator: "\n---\n\n")
    case .json: TicketJSON.render(tickets)
    }
  }
}

/// Documents written as files of a folder.
enum OutputFolder {
  /// Writes each document under its name and says where; makes the folder where it is missing.
  static func write(_ documents: [(name: String, text: String)], to folder: String) throws {
    do throws(InputProblem) {
      try OutputFile.makeFolder(folder)
      var taken: Set<String> = []
      for document in documents {
        let name = unusedName(fileName(document.name), &taken)
        // The name comes out of a manifest: where it is that of a link, the document must not go to wherever that leads.
        let path = folder + (folder.ends(withMark: "/") ? "" : "/") + name
        try OutputFile.refuseLink(path)
        try OutputFile.write(Array(document.text.utf8), to: path)
        Terminal.writeError("wrote \(Display.oneLine(path))")
      }
    } catch {
      Terminal.problem(error.message)
      throw ExitStatus.impossible
    }
  }

  /// Two projects never share a file, also where letter case makes no difference.
  private static func unusedName(_ name: String, _ taken: inout Set<String>) -> String {
    var unused = name
    var number = 2
    while !taken.insert(unused.lowercased()).inserted {
      unused = "\(number)-\(name)"
      number += 1
    }
    return unused
  }

  /// A name out of a manifest stays inside the folder.
  private static func fileName(_ name: String) -> String {
    let safe = String(name.unicodeScalars.map { $0 == "/" || $0.value < 0x20 || $0 == "\\" ? "_" : Character($0) })
    return safe.hasPrefix(".") ? "_" + safe : safe
  }
}
