#if canImport(Glibc)
  import CLinux
#endif

/// The cores on which the system lets this process run.
///
/// A kernel may leave a new thread for some milliseconds on the core that made it, queued after its maker, and by then
/// a few hundred files are read: on Linux a thread therefore starts on a core that is named to it.
struct Cores {
  #if canImport(Glibc)
    /// Numbers of cores, ascending; empty if the system does not say, as on a machine of more than 1,024.
    private let numbers: [Int]
    let count: Int

    init() {
      var set = cpu_set_t()
      let isKnown = sched_getaffinity(0, MemoryLayout<cpu_set_t>.size, &set) == 0
      numbers = isKnown ? Cores.numbers(in: set) : []
      count = numbers.isEmpty ? Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))) : numbers.count
    }

    /// What a new thread has to be made with to start `distance` cores after the calling thread's.
    func place(_ attributes: inout pthread_attr_t, distance: Int) {
      guard !numbers.isEmpty else { return }
      let here = numbers.firstIndex(of: Int(sched_getcpu())) ?? 0
      var set = Cores.set(of: [numbers[(here + distance) % numbers.count]])
      pthread_attr_setaffinity_np(&attributes, MemoryLayout<cpu_set_t>.size, &set)
    }

    /// Lets the calling thread, once it has started on its core, go wherever the system sends it.
    func release() {
      guard !numbers.isEmpty else { return }
      var set = Cores.set(of: numbers)
      _ = sched_setaffinity(0, MemoryLayout<cpu_set_t>.size, &set)
    }

    private static func numbers(in set: cpu_set_t) -> [Int] {
      withUnsafeBytes(of: set) { bytes in
        (0..<bytes.count * 8).filter { bytes[$0 / 8] >> UInt8($0 % 8) & 1 == 1 }
      }
    }

    private static func set(of numbers: [Int]) -> cpu_set_t {
      var set = cpu_set_t()
      withUnsafeMutableBytes(of: &set) { bytes in
        for number in numbers where number < bytes.count * 8 { bytes[number / 8] |= 1 << UInt8(number % 8) }
      }
      return set
    }
  #else
    let count = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))

    func place(_ attributes: inout pthread_attr_t, distance: Int) {}
    func release() {}
  #endif
}
