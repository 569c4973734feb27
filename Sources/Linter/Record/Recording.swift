import Diagnostics
import Emitters
import ManifestModel
import YAMLTree

/// What has become known of a connection and is to be written into its manifest.
package struct Recording: Sendable {
  package var ticket: String?
  /// Adobe's endpoint service: a service name on AWS, a resource ID or an alias on Azure.
  package var serviceName: String?
  package var resourceID: String?
  package var adobeSubscription: String?
  package var endpoint: RecordedEndpoint?

  package init() {}

  /// The value of what an answer names.
  package subscript(_ kind: Reply.Kind) -> String? {
    get {
      switch kind {
      case .serviceName: serviceName
      case .resourceID: resourceID
      case .subscription: adobeSubscription
      case .ticket: ticket
      }
    }
    set {
      switch kind {
      case .serviceName: serviceName = newValue
      case .resourceID: resourceID = newValue
      case .subscription: adobeSubscription = newValue
      case .ticket: ticket = newValue
      }
    }
  }

  /// What no flag has given.
  package var missing: [Reply.Kind] { Reply.Kind.allCases.filter { self[$0] == nil } }
}

/// An endpoint with what is known of it.
package struct RecordedEndpoint: Sendable {
  package let id: String
  package var dns: String?
  package var approved: CivilDate?
  package var verified: CivilDate?

  package init(_ id: String) { self.id = id }
}
