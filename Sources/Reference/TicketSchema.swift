import Diagnostics
import Emitters

/// `schemas/ticket.schema.json`: what `ticket --format json` writes, from the fields that write it.
enum TicketSchema {
  static let value = OutputSchema.root(
    .ticket,
    title: "privatelint tickets",
    doc: "Enablement tickets, as `privatelint ticket --format json` writes them",
    body: OutputSchema.value(TicketJSON.document.shape)
  )
}
