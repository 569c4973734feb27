import Files
import Foundation
import Testing

/// What is below a folder: files and links in order of path, and nothing hidden.
@Suite struct FolderListingTests {
  @Test func filesAndLinks() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "privatelint-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder.appending(path: "b"), withIntermediateDirectories: true)
    for name in ["c.json", "a.json", "b/z.json", ".hidden.json"] {
      try Data("{}".utf8).write(to: folder.appending(path: name))
    }
    #expect(symlink("a.json", folder.appending(path: "link.json").path) == 0)
    #expect(symlink("b", folder.appending(path: "folder").path) == 0)
    let found = try FolderListing.files(below: folder.path)
    #expect(found.files == ["a.json", "b/z.json", "c.json"].map { folder.path + "/" + $0 })
    #expect(found.links == ["folder", "link.json"].map { folder.path + "/" + $0 })
    let file = folder.appending(path: "a.json").path
    #expect(try FolderListing.files(below: file).files == [file])
    try FileManager.default.removeItem(at: folder)
  }
}
