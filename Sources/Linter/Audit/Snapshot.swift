import CloudState
import Diagnostics
import Files
import YAMLTree

/// Reads what `--from` names: files and folders of JSON.
package enum Snapshot {
  /// What was read, and what could not be: a path that is not there, a file that may not be read, an answer that is
  /// broken.
  package static func read(_ paths: [String]) -> (state: CloudState, problems: [InputProblem]) {
    var files: [(path: String, source: Source)] = []
    var others: [(path: String, reason: String)] = []
    var problems: [InputProblem] = []
    var named: Set<ByteKey> = []
    var seen: Set<ByteKey> = []
    var failed: [String] = []
    for path in paths {
      do throws(InputProblem) {
        let (found, links) = try FolderListing.files(below: path)
        others += links.map { ($0, "a symbolic link, which is not followed; pass it to --from directly") }
        for file in found {
          let isNamed = found.count == 1 && file == path
          if isNamed { named.insert(ByteKey(file)) }
          if !isNamed, file.hasSuffix(".err") {
            if isError(file) { failed.append(String(file.dropLast(4))) }
            continue
          }
          if !isNamed, !file.hasSuffix(".json") {
            others.append((file, "its name does not end in .json"))
            continue
          }
          // Of two paths to a file one is enough.
          if paths.count == 1 || seen.insert(ByteKey(file)).inserted { files.append((file, try source(file))) }
        }
      } catch {
        problems.append(error)
      }
    }
    var state = CloudState.read(files, named: named, failed: failed)
    state.skip(others)
    return (state, problems + state.faults.map { InputProblem($0.path, reason: $0.reason) })
  }

  /// Whether a file has the error of a call that failed, as the collecting script keeps it. Where errors are always
  /// sent to a file it is empty.
  private static func isError(_ path: String) -> Bool {
    do throws(InputProblem) {
      let error = try FileReading.read(path, limit: 1 << 20)
      defer { error.deallocate() }
      return !error.isEmpty
    } catch {
      return true
    }
  }

  private static func source(_ path: String) throws(InputProblem) -> Source {
    // Windows PowerShell writes UTF-16 where output is sent to a file.
    Transcoding.source(path: path, contents: try FileReading.read(path, limit: JSONLimits().bytes + 1)).source
  }
}
