import YAMLTree

/// One YAML document.
package struct Manifest: Sendable {
  package let root: NodeID
  package var company = TextField()
  /// The edition the manifest itself asks for.
  package var edition = Field<Edition>()
  /// The list itself.
  package var contactList = Place.none
  package var contacts = Run()
  package var projects = Run()
}

/// Somebody who answers questions.
package struct Contact: Sendable {
  package var name = TextField()
  package var email = TextField()
}
