import YAMLTree

/// A change of what a YAML file says: a value set, items appended to a list, an entry removed.
package struct Change: Sendable {
  /// The node from which the path leads.
  package let start: NodeID
  package let path: [Step]
  package let action: Action

  package enum Action: Sendable {
    /// Sets the value under the path; mappings on the way that do not exist are inserted.
    case set(NewValue)
    /// Appends to the list under the path; a list that does not exist is inserted.
    case append([NewValue])
    /// Removes the entry or item that the path leads to.
    case remove
  }

  package init(_ start: NodeID, at path: [Step], _ action: Action) {
    self.start = start
    self.path = path
    self.action = action
  }

  /// The value that would be inserted where nothing exists yet; nil if nothing would be.
  var inserted: NewValue? {
    switch action {
    case .set(let value): value
    case .append(let items): .list(items)
    case .remove: nil
    }
  }
}

/// One step down from a collection.
package enum Step: Sendable, Equatable {
  /// To the value of a key. `order`: the keys of that mapping in canonical order; a new key is inserted at its place
  /// among them.
  case key(String, order: [String])
  /// To an item of a list, from 0.
  case item(Int)
}

/// A value to write.
package indirect enum NewValue: Sendable {
  /// Text, in quotes where it needs them or the file has the habit.
  case text(String)
  /// A number, a boolean or a date, written without quotes.
  case plain(String)
  case list([NewValue])
  case mapping([Entry])
  /// A mapping that is written in braces on one line.
  case inline([Entry])

  package struct Entry: Sendable {
    package let key: String
    package let value: NewValue
    /// Written after the value, where a line of its own allows one.
    package let comment: String?

    package init(_ key: String, _ value: NewValue, comment: String? = nil) {
      self.key = key
      self.value = value
      self.comment = comment
    }
  }
}

/// Why a change is not made. The words complete "cannot be edited: …".
package enum Refusal: Error, Sendable, Equatable {
  /// The file cannot be read to its end, or is UTF-16.
  case unreadable
  /// The place is reached through an anchor that is used elsewhere too, so that the change would apply there as well.
  case shared(anchor: String)
  /// The value comes from a merge (`<<`).
  case merged(key: String)
  /// Nothing that the path names.
  case missing(String)
  /// A value of another kind is there, such as text where a mapping is expected.
  case otherKind(String)
  /// The layout leaves no place for it.
  case layout
  /// The edited text would not mean the old one plus the change.
  case unproved

  package var words: String {
    switch self {
    case .unreadable: "the file cannot be read to the end as UTF-8"
    case .shared(let anchor): "it is used in several places through `&\(anchor)`, so it would change in all of them"
    case .merged(let key): "`\(key)` comes from a merge, and the mapping it comes from is used elsewhere"
    case .missing(let key): "there is no `\(key)`"
    case .otherKind(let key): "`\(key)` has a value of another kind"
    case .layout: "the layout at this place does not allow a safe edit"
    case .unproved: "the result would not have been the old manifest plus the change"
    }
  }
}
