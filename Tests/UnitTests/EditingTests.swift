import Diagnostics
import Editing
import ManifestModel
import Testing
import YAMLTree

/// How edits look: the place of a new key, indentation, quotes, line ends, comments.
@Suite struct EditingTests {
  private static func edit(_ text: String, _ path: [Step], _ action: Change.Action) -> Result<String, Refusal> {
    let tree = YAMLTree.read(bytes: Array(text.utf8))
    return Result { () throws(Refusal) in
      let edits = try EditPlan.edits(for: Change(tree.roots[0], at: path, action), in: tree)
      return String(decoding: Edit.apply(edits, to: tree.source.bytes), as: UTF8.self)
    }
  }

  private static let enablement = [
    EnvironmentKey.enablement.step, EnablementKey.ticket.step,
  ]

  @Test func aKeyIsInsertedAtItsPlaceAmongTheOthers() {
    #expect(
      Self.edit(
        "service_name: a # Adobe's\n\nendpoints:\n  - id: x\n",
        [EnablementKey.ticket.step],
        .set(.text("251234567"))
      ) == .success("ticket: \"251234567\"\nservice_name: a # Adobe's\n\nendpoints:\n  - id: x\n")
    )
    #expect(
      Self.edit("ticket: '1'\n# ours\nendpoints: []\n", [EnablementKey.serviceName.step], .set(.text("com.amazonaws")))
        == .success("ticket: '1'\nservice_name: com.amazonaws\n# ours\nendpoints: []\n")
    )
  }

  @Test func mappingsOnTheWayAreInserted() {
    #expect(
      Self.edit("connection: x\nports: []\n", Self.enablement, .set(.text("1")))
        == .success("connection: x\nports: []\nenablement:\n  ticket: \"1\"\n")
    )
    #expect(
      Self.edit("connection: x\r\nports:\r\n    - a\r\nneeded_by: y", Self.enablement, .set(.text("1")))
        == .success("connection: x\r\nports:\r\n    - a\r\nneeded_by: y\r\nenablement:\r\n  ticket: \"1\"")
    )
  }

  @Test(arguments: ["", " ~", " null", " {}"]) func whatIsEmptyIsFilled(nothing: String) {
    #expect(
      Self.edit(
        "a:\n    enablement:\(nothing) # as it becomes known\n    # next\n    x-b: 1\n",
        [.key("a", order: [])] + Self.enablement,
        .set(.text("T-1"))
      ) == .success("a:\n    enablement: # as it becomes known\n        ticket: T-1\n    # next\n    x-b: 1\n")
    )
    #expect(
      Self.edit("{ connection: x, enablement:\(nothing) }\n", Self.enablement, .set(.text("T-1")))
        == .success("{ connection: x, enablement: { ticket: T-1 } }\n")
    )
  }

  @Test func itemsFollowTheStyleOfTheirList() {
    let item = NewValue.mapping([.init("id", .text("vpce-1")), .init("approved", .plain("2026-11-20"))])
    let path = [EnablementKey.endpoints.step]
    #expect(
      Self.edit("endpoints:\n-   id: x\n    dns: y\n    # to be tested\n\nx: 1\n", path, .append([item]))
        == .success(
          "endpoints:\n-   id: x\n    dns: y\n    # to be tested\n-   id: vpce-1\n    approved: 2026-11-20\n\nx: 1\n"
        )
    )
    #expect(
      Self.edit("endpoints:\n  - {id: 'x'}\n", path, .append([item]))
        == .success("endpoints:\n  - {id: 'x'}\n  - {id: 'vpce-1', approved: 2026-11-20}\n")
    )
    #expect(
      Self.edit("endpoints: [{ id: x }] # all\n", path, .append([item]))
        == .success("endpoints: [{ id: x }, { id: vpce-1, approved: 2026-11-20 }] # all\n")
    )
    #expect(
      Self.edit("ticket: a\nendpoints: []\n", path, .append([item]))
        == .success("ticket: a\nendpoints:\n  - id: vpce-1\n    approved: 2026-11-20\n")
    )
    #expect(
      Self.edit("{\n  \"endpoints\": [\n    {\"id\": \"x\"}\n  ]\n}\n", path, .append([item]))
        == .success(
          """
          {
            "endpoints": [
              {"id": "x"},
              {"id": "vpce-1", "approved": "2026-11-20"}
            ]
          }

          """
        )
    )
  }

  @Test func aValueKeepsItsQuotes() {
    #expect(
      Self.edit("ticket: '1' # old\n", [EnablementKey.ticket.step], .set(.text("it's")))
        == .success("ticket: 'it''s' # old\n")
    )
    #expect(Self.edit("ticket: 1\n", [EnablementKey.ticket.step], .set(.text("2"))) == .success("ticket: \"2\"\n"))
    #expect(Self.edit("ticket:\n", [EnablementKey.ticket.step], .set(.text("A 2"))) == .success("ticket: A 2\n"))
  }

  @Test func entriesAreRemovedWithTheirLines() {
    let path = [EnablementKey.ticket.step]
    #expect(Self.edit("a: 1\nticket: x # gone\nb: 2\n", path, .remove) == .success("a: 1\nb: 2\n"))
    #expect(Self.edit("a: 1\nticket: x", path, .remove) == .success("a: 1"))
    #expect(Self.edit("- ticket: x\n  b: 2\n", [.item(0)] + path, .remove) == .success("- b: 2\n"))
    #expect(Self.edit("e:\n  ticket: x\nb: 2\n", [.key("e", order: [])] + path, .remove) == .success("e: {}\nb: 2\n"))
    #expect(Self.edit("{ a: 1, ticket: x, b: 2 }\n", path, .remove) == .success("{ a: 1, b: 2 }\n"))
    #expect(Self.edit("e: [a, b]\n", [.key("e", order: []), .item(1)], .remove) == .success("e: [a]\n"))
  }

  @Test func whatIsUsedElsewhereIsRefused() {
    let shared = "a: &one\n  enablement: {}\nb: *one\n"
    #expect(
      Self.edit(shared, [.key("a", order: [])] + Self.enablement, .set(.text("1"))) == .failure(.shared(anchor: "one"))
    )
    #expect(
      Self.edit(shared, [.key("b", order: [])] + Self.enablement, .set(.text("1"))) == .failure(.shared(anchor: "one"))
    )
    let merged = "x-a: &one\n  enablement: {}\nb:\n  <<: *one\n  connection: y\n"
    #expect(
      Self.edit(merged, [.key("b", order: [])] + Self.enablement, .set(.text("1")))
        == .failure(.merged(key: "enablement"))
    )
    // A key of its own is no change of the anchor.
    #expect(
      Self.edit(merged, [.key("b", order: []), EnvironmentKey.neededBy.step], .set(.plain("2027-01-01")))
        == .success("x-a: &one\n  enablement: {}\nb:\n  <<: *one\n  connection: y\n  needed_by: 2027-01-01\n")
    )
  }

  /// A thousand findings of one file cost no more than a few readings of it.
  @Test func manyChangesAreProvedTogether() {
    let text = (0..<5000).map { "p\($0):\n  connection: x\n  enablement:\n" }.joined()
    let tree = YAMLTree.read(bytes: Array(text.utf8))
    let values = Array(tree.children(of: 0)).enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
    let changes = values.map { Change($0, at: Self.enablement, .set(.text("1"))) }
    let results = EditPlan.edits(for: changes, in: tree)
    #expect(results.allSatisfy { (try? $0.get()) != nil })
  }
}
