import Diagnostics
import YAMLTree

/// A file that was used, for comparison with the others: its JSON, and its account and region.
struct Answer {
  let name: SnapshotName
  let document: JSONDocument
  let kind: CloudSource.Kind
  let account: String?
  let region: String?
  /// Whether the answer says that more of the list comes after it.
  let isPage: Bool

  init(name: SnapshotName, document: JSONDocument, source: CloudSource) {
    self.name = name
    self.document = document
    kind = source.kind
    account = source.account
    region = source.region
    let root = document.root
    // Without pagination by the client the last page has an empty one.
    isPage =
      [root["NextToken"], root["NextMarker"]].contains { $0.map { $0.peek != "" } ?? false } || root["nextLink"] != nil
  }

  var root: JSONValue { document.root }

  /// Whether the file is named after a call, and after a subject where one is given.
  func isCall(_ call: String, subject: String? = nil) -> Bool { name.call == call && name.subject == subject }

  /// Line and column of a value.
  func place(of value: JSONValue) -> String { place(of: value.span) }

  func place(of span: Span) -> String {
    let place = LineIndex(document.source).position(span.start)
    return "line \(place.line), column \(place.column)"
  }
}

/// One resource that an answer describes, or one entry of a list in it.
struct Mention {
  /// Index of the answer.
  let answer: Int
  let item: JSONValue
  /// What the item itself says of its account and region.
  var account: String?
  var region: String?
  let facts: [ComparedFact]
}

/// A value of a resource that two answers can give differently.
struct ComparedFact: Sendable {
  let words: String
  /// nil: the item does not say it.
  let read: @Sendable (JSONValue) -> String?

  init(_ words: String, _ read: @escaping @Sendable (JSONValue) -> String?) {
    self.words = words
    self.read = read
  }
}

/// What a resource is called in messages, and what distinguishes it from all others.
struct ResourceKey: Hashable {
  /// "endpoint", "endpoint service".
  let kind: String
  let id: String
  /// What it is a part of, such as the endpoint service of a connection.
  var owner: String?
  /// AWS: that of an endpoint service. One of the same ID in another region is another service.
  var region: String?

  var words: String {
    "\(kind) \(Display.quoted(id))" + (owner.map { " of \(Display.quoted($0))" } ?? "")
      + (region.map { " in \(Display.quoted($0))" } ?? "")
  }
}

/// A list with everything of a kind, either of an account and region or of one resource.
enum ListScope: Hashable {
  case account(WholeList.Kind)
  /// "permissions of vpce-svc-…".
  case resource(String)
}

/// A list that an answer gives.
struct ListMention {
  let answer: Int
  let scope: ListScope
  var resources: Set<ResourceKey> = []
  /// Nothing of its kind can be missing from it.
  let isWhole: Bool
}
