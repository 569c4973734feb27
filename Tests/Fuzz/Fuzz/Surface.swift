import Files

/// What takes bytes from strangers. The environment variable FUZZ_SURFACE says which one a run is about.
enum Surface: String, CaseIterable {
  case tree, lint, emit, fix, fmt, settings, baseline, log, git, server, cloud, reply

  static let chosen: Surface = {
    guard let name = getenv("FUZZ_SURFACE").map({ String(cString: $0) }), let surface = Surface(rawValue: name) else {
      fatalError("FUZZ_SURFACE is one of \(allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return surface
  }()

  /// Feeds bytes to the surface and checks all that must hold of what comes out.
  func check(_ bytes: [UInt8]) {
    switch self {
    case .tree: checkTree(bytes)
    case .lint: checkLint(bytes)
    case .emit: checkEmitters(bytes)
    case .fix: checkFixes(bytes)
    case .fmt: checkFormatting(bytes)
    case .settings: checkSettings(bytes)
    case .baseline: checkBaseline(bytes)
    case .log: checkLog(bytes)
    case .git: checkGit(bytes)
    case .server: checkServer(bytes)
    case .cloud: checkCloud(bytes)
    case .reply: checkReply(bytes)
    }
  }
}

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  Surface.chosen.check(Array(UnsafeBufferPointer(start: data, count: count)))
  return 0
}

/// Constants are made once and never freed, and the leak checker does not see all of Swift's pointers to them.
@_cdecl("__lsan_default_suppressions")
public func leaksThatAreNone() -> UnsafePointer<UInt8> { ("leak:once_slow" as StaticString).utf8Start }

/// Ends the run where something that must hold does not: libFuzzer keeps the input.
func require(_ holds: Bool, _ words: @autoclosure () -> String) {
  guard !holds else { return }
  fatalError(words())
}
