import Diagnostics

/// A file of a run, by the path that output names.
package struct InputFile: Sendable, Hashable {
  package let path: String

  package init(_ path: String) { self.path = path }
}

/// The system's words for an error number.
func systemMessage(_ code: Int32) -> String {
  switch code {
  case ENOENT: "no such file or folder"
  case EACCES, EPERM: "permission denied"
  case ELOOP: "circular links"
  case EISDIR: "is a folder"
  case ENAMETOOLONG: "the name is too long"
  case ENOSPC: "no space left on the disk"
  case EFBIG: "the file would become too large"
  case ENOTDIR: "a part of the path is not a folder"
  case EBADF: "is not open"
  case EIO: "the disk could not be read or written"
  case EROFS: "the disk is read-only"
  default: String(cString: strerror(code))
  }
}
