import ArgumentParser
import Diagnostics
import Emitters
import Files

/// `privatelint verify`.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Compile the connection test as a POSIX shell script, or evaluate its output.",
    discussion:
      """
      With --log, the output of the script, curl -v, nc -zv, ncat, telnet or Test-NetConnection is read, and each \
      connection in the manifest gets a verdict: connected, timed out, refused, no route, name not found, not in the \
      log, or not testable. The exit status is 0 only if the log shows every connection as connected. Examples: \
      `privatelint verify > verify.sh`, `sh verify.sh customer 2>&1 | privatelint verify --log -`.
      """
  )

  @Option(
    help: ArgumentHelp("Evaluate this output instead of writing a script; `-` for standard input.", valueName: "file"),
    completion: .file()
  )
  var log: String?

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("Write the script to this file.", valueName: "file"),
    completion: .file()
  )
  var output: String?

  @OptionGroup var keeping: CheckFlag

  @OptionGroup var emit: EmitFlags

  /// The largest log that is read, in bytes.
  private static let longestLog = 64 << 20

  func validate() throws {
    try keeping.validate(with: output)
    if log != nil, output != nil { throw ValidationError("--log writes no script, so it cannot be combined with -o") }
  }

  func run() throws {
    let result = try emit.compile()
    guard let log else {
      // A script that tests nothing because everything is blocked would pass for one.
      guard !result.projects.isEmpty else { result.finish() }
      let script = VerifyScript.render(result.projects, named: emit.environments)
      if let output { try result.keep(script, in: output, keeping) } else { Terminal.write(script) }
      result.finish()
    }
    let asked = EnvironmentConnections.all(result.projects, named: emit.environments)
    let names = Set(asked.map { [$0.project, $0.environment] })
    let elsewhere = EnvironmentConnections.all(result.all).filter { !names.contains([$0.project, $0.environment]) }
    let report = ConnectionReport(try read(log), asked, elsewhere: elsewhere)
    Terminal.write(report.render(style: emit.color.style(for: STDOUT_FILENO)))
    if report.isEmpty {
      Terminal.problem(
        """
        \(Display.oneLine(log)): contains no output of a connection test; give --log the output of the script, of \
        `curl -v telnet://…` or of `nc -zv`
        """
      )
      throw ExitStatus.impossible
    }
    if result.status == .success, !report.isComplete { throw ExitStatus.failure }
    result.finish()
  }

  private func read(_ path: String) throws -> ConnectionLog {
    do throws(InputProblem) {
      let limit = VerifyCommand.longestLog
      let isStandardInput = path == "-"
      let block =
        isStandardInput ? try FileReading.readStandardInput(limit: limit) : try FileReading.read(path, limit: limit)
      try FileReading.refuse(
        block,
        path: isStandardInput ? "standard input" : path,
        beyond: limit,
        advice: "reduce it to the lines that one run of the script printed"
      )
      defer { block.deallocate() }
      return ConnectionLog(UnsafeRawBufferPointer(block))
    } catch {
      throw ExitStatus.impossible(because: error)
    }
  }
}
