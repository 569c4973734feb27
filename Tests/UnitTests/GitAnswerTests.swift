import Testing
@testable import Files

/// What git answers, read byte by byte; the rest is tried with real git in the golden cases.
@Suite struct GitAnswerTests {
  @Test func listingOfATree() {
    let id = String(repeating: "a", count: 40)
    let listing =
      """
      100644 blob \(id)\teu/a b\tc.privatelink.yaml\0120000 blob \(id)\tlink\0160000 commit \(id)\tmodule\0100755 \
      blob \(id)\tx\0broken\0
      """
    let entries = Git.entries(Array(listing.utf8))
    #expect(entries.map(\.path) == ["eu/a b\tc.privatelink.yaml", "link", "module", "x"])
    #expect(entries.map(\.kind) == [.file, .link, .submodule, .file])
  }

  @Test func listingOfTheIndex() {
    let id = String(repeating: "a", count: 40)
    let listing =
      """
      H 100644 \(id) 0\teu/a b\tc.privatelink.yaml\0S 120000 \(id) 0\tlink\0h 100755 \(id) 0\tx\0s 160000 \(id) \
      0\tmodule\0M 100644 \(id) 2\tin conflict\0broken\0
      """
    let index = Git.index(Array(listing.utf8))
    #expect(index.entries.map(\.path) == ["eu/a b\tc.privatelink.yaml", "link", "x", "module"])
    #expect(index.entries.map(\.kind) == [.file, .link, .file, .submodule])
    #expect(index.hidden == ["link", "x", "module"])
  }

  @Test func contentsOfBlobs() throws {
    let entries = ["a", "b"].map { Git.Entry(path: $0, id: $0, kind: .file) }
    let files = try Git.split(Array("a blob 3\nx\ny\nb blob 0\n\n".utf8), for: entries, at: "main")
    #expect(files.map { $0.map { String(decoding: $0, as: UTF8.self) } } == ["x\ny", ""])
    #expect(try Git.split(Array("a missing\nb blob 1\nz\n".utf8), for: entries, at: "main") == [nil, [0x7A]])
  }

  @Test(arguments: [
    "a blob 3\nx\ny\n", "a blob 3\nx\ny\nb ambiguous\n", "a missing\n", "a blob 99\nx", "a blob -1\n\n",
    "a tree 0\n\nb blob 0\n\n",
  ])
  func answersThatBreakOff(batch: String) {
    let entries = ["a", "b"].map { Git.Entry(path: $0, id: $0, kind: .file) }
    #expect(throws: InputProblem.self) { try Git.split(Array(batch.utf8), for: entries, at: "main") }
  }
}
