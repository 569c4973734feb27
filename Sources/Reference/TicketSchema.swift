import Diagnostics
import Emitters

/// `schemas/ticket.schema.json`: what `ticket --format json` writes, from the fields that write it.
enum TicketSchema {
  static let value = OutputSchema.root(
    .ticket,
    "privatelint tickets",
    "Enablement tickets, as `privatelint ticket --format json` writes them",
    OutputSchema.value(TicketJSON.document.shape)
  )
}
