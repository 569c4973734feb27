/// A region in an identifier that is at fault: it is compared all the same, whatever becomes of the finding about the
/// identifier.
package struct RegionAtFault: Sendable {
  package let environment: Int
  package let place: Place
  package let range: TextRange
  /// "the load balancer".
  package let owner: String
}
