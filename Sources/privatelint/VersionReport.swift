import Diagnostics
import ManifestModel

/// `--version --json`: what this binary is, for those who have to say what they run.
enum VersionReport {
  /// Whether the arguments ask for it, in either order.
  static func isWanted(_ arguments: [String]) -> Bool {
    arguments.count == 2 && arguments.contains("--version") && arguments.contains("--json")
  }

  static var json: String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.field("name", Tool.name)
      writer.field("version", Version.number)
      writer.field("commit", Version.commit)
      writer.array("editions", of: Edition.all) { writer, edition in
        writer.object { writer in
          writer.field("id", edition.id)
          writer.field("date", edition.date)
          writer.field("last_seen", edition.lastSeen)
          writer.field("default", edition == .standard)
        }
      }
      // No command opens a connection: a test watches its system calls.
      writer.field("network", false)
    }
    writer.endLine()
    return writer.text
  }
}
