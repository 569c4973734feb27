import ArgumentParser
import Diagnostics
import Emitters
import Files

/// `privatelint verify`.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Compile the connection test as a POSIX shell script, or judge its output.",
    discussion:
      "With --log the output of curl, or of the script, is read: connected, timed out, refused or name not found, for each connection."
  )

  @OptionGroup var emit: EmitFlags

  @Option(
    help: ArgumentHelp("Judge this output instead of writing a script; `-` is standard input.", valueName: "file"),
    completion: .file()
  )
  var log: String?

  /// The largest log that is read, in bytes.
  private static let longestLog = 64 << 20

  func run() throws {
    let result = try emit.compile()
    guard let log else {
      // A script that tests nothing because everything is blocked would pass for one.
      if !result.projects.isEmpty { Terminal.write(VerifyScript.render(result.projects, named: emit.environments)) }
      result.finish()
    }
    let tests = result.projects.flatMap { ConnectionTest.all(of: $0, named: emit.environments) }
    let report = ConnectionReport(try read(log), tests)
    Terminal.write(report.render())
    if report.isEmpty {
      Terminal.problem(
        "\(Shown.oneLine(log)): no connection that was tried is in this log; give it what `curl -v telnet://…` printed"
      )
      throw ExitStatus.impossible
    }
    if result.status == .success, report.hasFailure { throw ExitStatus.failure }
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
        isStandardInput ? "standard input" : path,
        beyond: limit,
        "cut it down to the lines that one run of the script printed"
      )
      defer { block.deallocate() }
      return VerifyCommand.isWide(block)
        ? ConnectionLog(VerifyCommand.narrow(block)) : ConnectionLog(UnsafeRawBufferPointer(block))
    } catch {
      Terminal.problem(error.message)
      throw ExitStatus.impossible
    }
  }

  /// PowerShell writes what a command prints as UTF-16.
  private static func isWide(_ block: UnsafeMutableBufferPointer<UInt8>) -> Bool {
    block.count >= 2 && block[0] == 0xFF && block[1] == 0xFE
  }

  private static func narrow(_ block: UnsafeMutableBufferPointer<UInt8>) -> String {
    let units = stride(from: 2, to: block.count - 1, by: 2).map { UInt16(block[$0]) | UInt16(block[$0 + 1]) << 8 }
    return String(decoding: units, as: UTF16.self)
  }
}
