/// Runs a program to its end: bytes go to its standard input, and what it writes comes back.
struct ChildProcess {
  let program: String
  let arguments: [String]
  /// Variables beside those of this process; nil: one that the child does not get.
  let environment: [String: String?]

  struct Outcome: Sendable {
    /// The exit status; nil: ended by a signal.
    let status: Int32?
    let output: [UInt8]
    let errors: [UInt8]
  }

  enum Failure: Error {
    /// The program is not on the `PATH`.
    case missing
    /// The system's error number.
    case system(Int32)
    /// More output than is taken.
    case tooLong
  }

  func run(input: [UInt8], limit: Int) throws(Failure) -> Outcome {
    let pipes = try Pipes()
    let child: pid_t
    do throws(Failure) {
      child = try spawn(pipes)
    } catch {
      pipes.closeAll()
      throw error
    }
    pipes.closeChildEnds()
    let (output, errors) = pipes.exchange(input, limit: limit)
    if output.count > limit { kill(child, SIGKILL) }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    if output.count > limit { throw .tooLong }
    return Outcome(status: status & 0x7F == 0 ? (status >> 8) & 0xFF : nil, output: output, errors: errors)
  }

  private func spawn(_ pipes: Pipes) throws(Failure) -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, pipes.input.read, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, pipes.output.write, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, pipes.errors.write, STDERR_FILENO)
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A closed pipe is ignored here; the child has it as the system does.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    let arguments = CStrings([program] + self.arguments)
    let variables = CStrings(ChildProcess.variables(with: environment))
    var child: pid_t = 0
    guard let path = ChildProcess.path(of: program) else { throw .missing }
    let code = posix_spawn(&child, path, &actions, &attributes, arguments.pointers, variables.pointers)
    if code == ENOENT { throw .missing }
    if code != 0 { throw .system(code) }
    return child
  }

  /// Where a program is on the `PATH`. Relative and empty entries are passed over: a program beside the manifests is
  /// none of ours.
  private static func path(of program: String) -> String? {
    let folders = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return folders.split(separator: ":").filter { $0.hasPrefix("/") }.map { "\($0)/\(program)" }.first {
      access($0, X_OK) == 0
    }
  }

  private static func variables(with own: [String: String?]) -> [String] {
    var variables: [String] = []
    #if canImport(Darwin)
      var entry: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> = _NSGetEnviron().pointee
    #else
      var entry: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> = environ
    #endif
    while let text = entry.pointee {
      let variable = String(cString: text)
      let name = variable.prefix { $0 != "=" }
      if own.index(forKey: String(name)) == nil { variables.append(variable) }
      entry += 1
    }
    return variables + own.sorted { $0.key < $1.key }.compactMap { name, value in value.map { "\(name)=\($0)" } }
  }
}

/// Strings as C takes a list of them.
private final class CStrings {
  let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let count: Int

  init(_ strings: [String]) {
    count = strings.count
    pointers = .allocate(capacity: strings.count + 1)
    for (index, string) in strings.enumerated() { pointers[index] = strdup(string) }
    pointers[strings.count] = nil
  }

  deinit {
    for index in 0..<count { free(pointers[index]) }
    pointers.deallocate()
  }
}

/// The three pipes between this process and a child.
private struct Pipes {
  struct Pipe {
    let read: Int32
    let write: Int32

    init() throws(ChildProcess.Failure) {
      var ends: [Int32] = [-1, -1]
      guard pipe(&ends) == 0 else { throw .system(errno) }
      // The child has the ends it needs as its standard files, and no others: it would wait for its own end of the
      // pipe.
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      (read, write) = (ends[0], ends[1])
    }
  }

  let input: Pipe
  let output: Pipe
  let errors: Pipe

  init() throws(ChildProcess.Failure) {
    input = try Pipe()
    output = try Pipe()
    errors = try Pipe()
  }

  func closeChildEnds() { for end in [input.read, output.write, errors.write] { close(end) } }

  func closeAll() { for pipe in [input, output, errors] { _ = (close(pipe.read), close(pipe.write)) } }

  /// Writes and reads whatever is ready, so that neither side waits for the other; closes this side.
  func exchange(_ bytes: [UInt8], limit: Int) -> (output: [UInt8], errors: [UInt8]) {
    _ = fcntl(input.write, F_SETFL, fcntl(input.write, F_GETFL) | O_NONBLOCK)
    var rest = bytes[...]
    var texts: [[UInt8]] = [[], []]
    var polled = [(input.write, POLLOUT), (output.read, POLLIN), (errors.read, POLLIN)].map {
      pollfd(fd: $0.0, events: Int16($0.1), revents: 0)
    }
    if rest.isEmpty { Pipes.end(&polled[0]) }
    while polled.contains(where: { $0.fd >= 0 }), texts[0].count <= limit {
      if poll(&polled, 3, -1) < 0, errno != EINTR { break }
      if polled[0].fd >= 0, polled[0].revents != 0 {
        let count = rest.withUnsafeBytes { write(polled[0].fd, $0.baseAddress, $0.count) }
        if count > 0 { rest = rest.dropFirst(count) }
        if rest.isEmpty || (count < 0 && errno != EAGAIN && errno != EINTR) { Pipes.end(&polled[0]) }
      }
      for index in 0...1 where polled[index + 1].fd >= 0 && polled[index + 1].revents != 0 {
        if !Pipes.read(polled[index + 1].fd, into: &texts[index]) { Pipes.end(&polled[index + 1]) }
      }
    }
    for index in 0...2 where polled[index].fd >= 0 { Pipes.end(&polled[index]) }
    return (texts[0], texts[1])
  }

  private static func end(_ entry: inout pollfd) {
    close(entry.fd)
    entry.fd = -1
  }

  /// False at the end.
  private static func read(_ descriptor: Int32, into bytes: inout [UInt8]) -> Bool {
    let capacity = 1 << 16
    let chunk = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      repeat {
        count = readBytes(from: descriptor, into: buffer.baseAddress, count: capacity)
      } while count < 0 && errno == EINTR
      count = max(0, count)
    }
    bytes += chunk
    return !chunk.isEmpty
  }
}
