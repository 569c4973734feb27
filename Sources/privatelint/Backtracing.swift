#if os(Linux)
  /// Answers the Swift runtime, which looks for its crash reporter before `main`: there is none.
  ///
  /// The runtime's own answer ends the process where it cannot find out its own path, as in a container without
  /// `/proc`.
  @_cdecl("swift_copyAuxiliaryExecutablePath")
  func pathOfAuxiliaryExecutable(_ name: UnsafePointer<CChar>?) -> UnsafeMutablePointer<CChar>? { nil }
#endif
