/// A project of a manifest.
package struct Project: Sendable {
  package let manifest: Int
  /// The key: the project ID as it is written.
  package let id: Place
  /// The whole mapping.
  package let place: Place
  /// The ID is one: not empty, and no placeholder.
  package var isNamed = true
  package var title = TextField()
  package var plan = Field<Plan>()
  package var cloud = Field<Cloud>()
  package var region = Field<RegionID>()
  package var environments = Run()
}
