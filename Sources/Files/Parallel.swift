import CLinux

/// Does independent work on all cores.
///
/// With threads of the system rather than Dispatch, whose start costs a millisecond: as much as a hundred manifests.
package enum Parallel {
  /// Puts `body(index)` at `results[index]`, in whatever order. `jobs`: the most threads; nil: one for each core that
  /// the process may use. `body` escapes to the threads, which end before this returns: `withoutActuallyEscaping` would
  /// write the length of this file's path into the program, which then depends on the folder of the build.
  package static func forEach<Value: Sendable>(
    _ count: Int,
    jobs: Int?,
    into results: inout [Value?],
    _ body: @escaping @Sendable (Int) -> Value
  ) {
    let cores = Cores()
    let threadCount = min(count, jobs ?? cores.count)
    guard threadCount > 1 else {
      for index in 0..<count { results[index] = body(index) }
      return
    }
    results.withUnsafeMutableBufferPointer { buffer in
      // Each index is written by one thread alone.
      nonisolated(unsafe) let buffer = buffer
      let work = Work(count: count, cores: cores) { index in buffer[index] = body(index) }
      let threads = (1..<threadCount).compactMap { work.startThread($0) }
      work.run()
      for thread in threads { pthread_join(thread, nil) }
    }
  }

  /// Indices to be worked off by several threads.
  private final class Work: @unchecked Sendable {
    private let count: Int
    private let cores: Cores
    private let body: @Sendable (Int) -> Void
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private var next = 0

    init(count: Int, cores: Cores, _ body: @escaping @Sendable (Int) -> Void) {
      self.count = count
      self.cores = cores
      self.body = body
      pthread_mutex_init(lock, nil)
    }

    deinit {
      pthread_mutex_destroy(lock)
      lock.deallocate()
    }

    /// The thread of this number that works until nothing is left; nil if the system gives none, and the others do
    /// its part.
    func startThread(_ number: Int) -> pthread_t? {
      #if canImport(Darwin)
        var thread: pthread_t?
      #else
        var thread = pthread_t()
      #endif
      var attributes = pthread_attr_t()
      pthread_attr_init(&attributes)
      defer { pthread_attr_destroy(&attributes) }
      cores.place(&attributes, distance: number)
      let work = Unmanaged.passRetained(self)
      // A core may be gone since it was named.
      guard
        pthread_create(&thread, &attributes, { Parallel.run($0) }, work.toOpaque()) == 0
          || pthread_create(&thread, nil, { Parallel.run($0) }, work.toOpaque()) == 0
      else {
        work.release()
        return nil
      }
      return thread
    }

    func run() {
      while let index = take() { body(index) }
    }

    func runAsThread() {
      cores.release()
      run()
    }

    private func take() -> Int? {
      pthread_mutex_lock(lock)
      defer { pthread_mutex_unlock(lock) }
      guard next < count else { return nil }
      next += 1
      return next - 1
    }
  }

  private static func run(_ work: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let work { Unmanaged<Work>.fromOpaque(work).takeRetainedValue().runAsThread() }
    return nil
  }
}
