/// Paths as programs that read a report want them: without `.` and empty steps, so that they compare equal to a
/// repository's own.
enum PlainPath {
  /// `./a//b` as `a/b`; `..` stays, because only the disk knows where it leads.
  static func of(_ path: String) -> String {
    guard path.hasPrefix(".") || path.contains("/.") || path.contains("//") else { return path }
    let steps = path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    return path.hasPrefix("/") ? "/" + steps : steps
  }

  /// The same, relative to a folder if the path is in it. The folder has several names.
  static func of(_ path: String, below folders: [String]) -> String {
    let path = of(path)
    guard path.hasPrefix("/"), let folder = folders.first(where: { $0 != "/" && path.hasPrefix($0 + "/") }) else {
      return path
    }
    return String(path.dropFirst(folder.count + 1))
  }

  /// Of a plain path a relative URI reference, or a `file` URI where it is absolute; every byte but letters, digits,
  /// `-._~` and `/` as `%C3`.
  static func uri(_ path: String) -> String {
    var uri = path.hasPrefix("/") ? "file://" : ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        uri.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let hex = String(byte, radix: 16, uppercase: true)
        uri += hex.count == 1 ? "%0\(hex)" : "%\(hex)"
      }
    }
    return uri
  }
}
