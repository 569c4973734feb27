/// The arguments of the process.
package enum ProcessArguments {
  /// Without the name of the program.
  package static var all: [String] {
    let known = CommandLine.arguments
    #if os(Linux)
      // Swift reads them from `/proc`, which an empty container lacks.
      if access("/proc/self/cmdline", R_OK) != 0 { return Array(beforeEnvironment().dropFirst()) }
    #endif
    return Array(known.dropFirst())
  }

  #if os(Linux)
    /// The arguments where the System V ABI has them put for a new process: their count, they, a null pointer, the
    /// environment.
    private static func beforeEnvironment() -> [String] {
      let environment: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = environ
      guard let variables = environment else { return [] }
      var arguments: [String] = []
      var entry = variables - 2
      while let pointer = entry.pointee, UInt(bitPattern: pointer) != UInt(arguments.count) {
        arguments.append(String(cString: pointer))
        entry -= 1
      }
      return arguments.reversed()
    }
  #endif
}
