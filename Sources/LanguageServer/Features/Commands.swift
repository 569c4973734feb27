/// The commands that the server carries out.
enum Commands {
  static let openRule = "privatelint.openRule"
  static let ticket = "privatelint.ticket"
  static let runbook = "privatelint.runbook"
  static let change = "privatelint.change"
  static let all = [openRule, ticket, runbook, change]
}
