import Foundation

/// A command line run with the binary in front of the path: the one that `PRIVATELINT` names, as `make test` does,
/// since the release binary starts ten times as fast; otherwise the debug binary.
struct ToolRun {
  let output: String
  let errors: String
  let status: Int32

  static let isBlessing = Blessing.isOn

  /// Runs a line by the shell, in a folder; same environment everywhere.
  init(_ line: String, in folder: URL) throws {
    // Files, not pipes: a pipe that nobody empties stops a command that prints much.
    let scratch = FileManager.default.temporaryDirectory.appending(path: "privatelint-run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let (out, err) = (scratch.appending(path: "out"), scratch.appending(path: "err"))
    for url in [out, err] { try Data().write(to: url) }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = folder
    process.environment = ToolRun.environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: err)
    try process.run()
    process.waitUntilExit()
    output = try String(decoding: Data(contentsOf: out), as: UTF8.self)
    errors = try String(decoding: Data(contentsOf: err), as: UTF8.self)
    status = process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
  }

  /// What a command line finds in its environment, wherever the tests run.
  static var environment: [String: String] {
    let own = ProcessInfo.processInfo.environment
    let folder = own["PRIVATELINT"].map { URL(filePath: $0).deletingLastPathComponent() } ?? ToolRun.products
    var environment = [
      "PATH": "\(folder.path):\(own["PATH"] ?? "/usr/bin:/bin")", "LC_ALL": "C", "TZ": "UTC",
    ]
    // Where coverage is measured, the binary's counts as well.
    environment["LLVM_PROFILE_FILE"] = own["LLVM_PROFILE_FILE"]
    return environment
  }

  /// The folder in which SwiftPM puts test bundle and binaries.
  private static let products: URL = {
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
    return bundle?.bundleURL.deletingLastPathComponent() ?? Bundle.main.bundleURL
  }()
}
