import Foundation

/// How much is tried: `make test` takes a sample, `make test-thorough` sets `THOROUGH` and takes all.
enum Thoroughness {
  static let isFull = ProcessInfo.processInfo.environment["THOROUGH"] != nil
}
