/// The cloud of a project.
package enum Cloud: String, Sendable, CaseIterable {
  case aws, azure

  package var other: Cloud { self == .aws ? .azure : .aws }
  /// "AWS", "Azure".
  package var name: String { self == .aws ? "AWS" : "Azure" }
  /// The name of the service the connection runs over.
  package var privateLinkName: String { self == .aws ? "AWS PrivateLink" : "Azure Private Link" }
}
