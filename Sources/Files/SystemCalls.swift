// The one place that names the C library.
#if canImport(Glibc)
  @_exported import Glibc
#elseif canImport(Musl)
  @_exported import Musl
#else
  @_exported import Darwin
#endif

/// `write`, by a name of its own.
package func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}

/// `read`, by a name of its own.
func readBytes(from descriptor: Int32, into buffer: UnsafeMutableRawPointer?, count: Int) -> Int {
  read(descriptor, buffer, count)
}

/// `exit`, by a name of its own.
package func endProcess(_ status: Int32) -> Never { exit(status) }

/// The system's words for an error number.
package func systemWords(_ code: Int32) -> String { systemMessage(code) }

/// Today by UTC.
package func utcDaysSinceEpoch() -> Int { secondsSinceEpoch() / 86_400 }

func secondsSinceEpoch() -> Int { Int(time(nil)) }

extension stat {
  /// When the file was last written to, in seconds since 1970.
  var modificationSeconds: Int {
    #if canImport(Darwin)
      Int(st_mtimespec.tv_sec)
    #else
      Int(st_mtim.tv_sec)
    #endif
  }
}

/// The current folder by every name it goes by: where it really is, and as the shell calls it.
package func currentFolderNames() -> [String] {
  guard let real = try? AbsolutePath.of(".") else { return [] }
  let shell = getenv("PWD").map { String(cString: $0) } ?? ""
  return shell.hasPrefix("/") && shell != real && (try? AbsolutePath.of(shell)) == real ? [real, shell] : [real]
}

/// Whether an environment variable is set to something.
package func hasVariable(_ name: String) -> Bool { getenv(name).map { $0.pointee != 0 } ?? false }

/// The columns of a terminal; nil: it does not say.
package func terminalColumns(_ descriptor: Int32) -> Int? {
  var size = winsize()
  guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
  return Int(size.ws_col)
}

/// Waits until a descriptor that does not block takes bytes again.
package func waitUntilWritable(_ descriptor: Int32) {
  var poller = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
  poll(&poller, 1, -1)
}
