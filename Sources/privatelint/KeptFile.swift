import Diagnostics
import Files

/// A file that a command writes and that is kept with the manifests.
struct KeptFile {
  let path: String

  init(_ path: String) { self.path = path }

  func write(_ text: String) throws {
    do throws(InputProblem) { try ResultFile.write(text, to: path) } catch {
      throw ExitStatus.impossible(because: error)
    }
  }

  /// Whether the file is missing or has other bytes, which is reported. Git may have checked it out with other line
  /// ends, which is no difference but in a script: a shell does not run one with carriage returns.
  func isStale(_ text: String) throws -> Bool {
    guard FileReading.exists(path) else {
      Terminal.problem("\(Display.oneLine(path)) is missing; run the same command without --check")
      return true
    }
    do throws(InputProblem) {
      let block = try FileReading.read(path, limit: 2 * text.utf8.count)
      defer { block.deallocate() }
      let mayDiffer = !text.hasPrefix("#!")
      if block.elementsEqual(text.utf8) || mayDiffer && KeptFile.withLineFeeds(block).elementsEqual(text.utf8) {
        return false
      }
    } catch { throw ExitStatus.impossible(because: error) }
    Terminal.problem("\(Display.oneLine(path)) is out of date; run the same command without --check")
    return true
  }

  /// The bytes without each carriage return that comes before a line feed.
  private static func withLineFeeds(_ bytes: UnsafeMutableBufferPointer<UInt8>) -> [UInt8] {
    let (carriageReturn, lineFeed) = (UInt8(ascii: "\r"), UInt8(ascii: "\n"))
    return bytes.indices.compactMap { index in
      let isDropped = bytes[index] == carriageReturn && index + 1 < bytes.count && bytes[index + 1] == lineFeed
      return isDropped ? nil : bytes[index]
    }
  }
}
