import Diagnostics

/// What the exit statuses mean, for the reference and the man page.
enum ExitStatusReference {
  static func rows(_ root: CommandTree) -> [(status: Int, meaning: String)] {
    let failures = [
      ("lint", "`lint` or `audit` found errors (with `--strict` warnings too)"),
      ("audit", "`audit --require-complete` found facts that were not collected"),
      ("ticket", "a project was left out because of its errors"), ("ticket", "`--check` found documents to update"),
      ("change", "`change --exit-code` found changes"), ("verify", "a test in the log of `verify --log` failed"),
      ("fmt", "`fmt --check` found files to format"),
    ].filter { failure in root.subcommands.contains { $0.name == failure.0 } }
    return [
      (0, "The job is done and nothing fails."),
      (1, "Something fails: \(Display.list(failures.map(\.1)))."),
      (
        2,
        """
        The job could not be done: bad usage, an unreadable file, a bad setting, an unknown rule, or no manifest to \
        check. It takes precedence over 1, and what could be read is still reported.
        """
      ),
    ]
  }
}
