/// Which file it is, whatever its path.
package struct FileIdentity: Hashable, Sendable {
  private let device: UInt64
  private let inode: UInt64

  package init(device: dev_t, inode: ino_t) {
    self.device = UInt64(truncatingIfNeeded: device)
    self.inode = UInt64(truncatingIfNeeded: inode)
  }

  package init(_ status: stat) { self.init(device: status.st_dev, inode: status.st_ino) }

  /// The file that a path leads to, links followed; nil: there is none.
  package init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }
}
