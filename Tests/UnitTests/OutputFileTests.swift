import Foundation
import Testing
import Files

/// Output files: the old bytes or the new ones, with the mode and the links they had.
@Suite struct OutputFileTests {
  /// An empty folder of its own for each test.
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "privatelint-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func path(_ name: String) -> String { folder.appending(path: name).path }
  private func text(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }
  private func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
  private func put(_ text: String, _ name: String) throws {
    try text.write(toFile: path(name), atomically: false, encoding: .utf8)
  }
  private func mode(_ name: String) throws -> Int {
    try #require(try FileManager.default.attributesOfItem(atPath: path(name))[.posixPermissions] as? Int)
  }

  private func problem(_ path: String) -> String? {
    do throws(InputProblem) {
      try OutputFile.write(Array("new".utf8), to: path)
      return nil
    } catch {
      return error.reason
    }
  }

  @Test func newFile() throws {
    let mask = umask(0o027)
    defer { umask(mask) }
    #expect(problem(path("a")) == nil)
    #expect(try text("a") == "new")
    #expect(try mode("a") == 0o640)
    #expect(try names() == ["a"])
    try FileManager.default.removeItem(at: folder)
  }

  @Test func keepsMode() throws {
    try put("old, and longer", "a")
    #expect(chmod(path("a"), 0o751) == 0)
    #expect(problem(path("a")) == nil)
    #expect(try text("a") == "new")
    #expect(try mode("a") == 0o751)
    #expect(try names() == ["a"])
    try FileManager.default.removeItem(at: folder)
  }

  @Test(arguments: [true, false]) func followsLinks(isThere: Bool) throws {
    try FileManager.default.createDirectory(atPath: path("inner"), withIntermediateDirectories: false)
    if isThere { try put("old", "inner/file") }
    #expect(symlink("inner/second", path("first")) == 0)
    #expect(symlink("file", path("inner/second")) == 0)
    #expect(problem(path("first")) == nil)
    #expect(try text("inner/file") == "new")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path("first")) == "inner/second")
    #expect(try FileManager.default.contentsOfDirectory(atPath: path("inner")).sorted() == ["file", "second"])
    try FileManager.default.removeItem(at: folder)
  }

  @Test func refuses() throws {
    try FileManager.default.createDirectory(atPath: path("inner"), withIntermediateDirectories: false)
    #expect(symlink("round", path("round")) == 0)
    #expect(problem(folder.path) == "is a folder")
    #expect(problem(path("missing/a")) == "no such file or folder")
    #expect(problem(path("missing") + "/") == "no such file or folder")
    #expect(problem(path("round")) == "circular links")
    #expect(problem(path(String(repeating: "n", count: 300))) == "the name is too long")
    #expect(try names() == ["inner", "round"])
    try FileManager.default.removeItem(at: folder)
  }

  @Test func devicesAndPipes() throws {
    #expect(problem("/dev/null") == nil)
    #expect(problem("/dev/full") == "no space left on the disk")
    #expect(mkfifo(path("pipe"), 0o600) == 0)
    // Open for reading first, so that opening for writing does not wait.
    let reader = open(path("pipe"), O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    #expect(problem(path("pipe")) == nil)
    var buffer = [UInt8](repeating: 0, count: 8)
    #expect(read(reader, &buffer, 8) == 3)
    #expect(try names() == ["pipe"])
    try FileManager.default.removeItem(at: folder)
  }

  @Test func openDescriptor() throws {
    let file = open(path("a"), O_RDWR | O_CREAT, 0o600)
    defer { close(file) }
    #expect(write(file, "before ", 7) == 7)
    #expect(problem("/dev/fd/\(file)") == nil)
    #expect(try text("a") == "before new")
    try FileManager.default.removeItem(at: folder)
  }

  @Test func makesFolder() throws {
    #expect(throws: Never.self) { try OutputFile.makeFolder(path("new")) }
    #expect(throws: Never.self) { try OutputFile.makeFolder(path("new")) }
    try put("", "file")
    #expect(throws: InputProblem.self) { try OutputFile.makeFolder(path("file")) }
    try FileManager.default.removeItem(at: folder)
  }
}
