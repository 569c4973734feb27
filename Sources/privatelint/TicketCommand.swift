import ArgumentParser
import Diagnostics
import Emitters

/// `privatelint ticket`.
struct TicketCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ticket",
    abstract: "Compile the enablement ticket: subject and body.",
    discussion:
      """
      Each project gets one ticket. Environments whose `enablement` contains Adobe's reply are left out unless you \
      name them. Examples: `privatelint ticket`, `privatelint ticket --project yw1unoukjcawe --format markdown`, \
      `privatelint ticket -o tickets`.
      """
  )

  @Option(help: ArgumentHelp("The output format.", valueName: "format"))
  var format = DocumentFormat.text

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("Write each ticket to a file in this folder.", valueName: "folder"),
    completion: .directory
  )
  var output: String?

  @OptionGroup var keeping: CheckFlag

  @OptionGroup var emit: EmitFlags

  func validate() throws { try keeping.validate(with: output) }

  func run() throws {
    let result = try emit.compile()
    let tickets = result.projects.compactMap { Ticket($0, named: emit.environments, exceptions: result.exceptions) }
    if tickets.isEmpty, !result.projects.isEmpty {
      Terminal.problem(
        """
        nothing to request: Adobe's service is already known for every environment; use `--environment` to write the \
        ticket anyway
        """
      )
    }
    let again = tickets.flatMap { ticket in ticket.environments.filter { $0.adobeService != nil }.map(\.id) }
    if !again.isEmpty {
      Terminal.problem(
        """
        this ticket repeats a request that Adobe has already fulfilled for \
        \(Words.shortList(again.map { Display.quoted($0) })); to request a change, use `privatelint change`
        """
      )
    }
    if let output {
      try result.keep(
        tickets.map { ($0.project.id, render([$0])) },
        as: "ticket.\(format.fileExtension)",
        in: output,
        keeping
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
