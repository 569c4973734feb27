import Diagnostics
import ManifestModel

/// A default, as it is shown: what applies and where it comes from.
package struct ListedDefault {
  /// "customer/account".
  package let key: String
  package let text: String
  package let location: Location

  /// ".privatelint.yaml:3".
  package var origin: String { ListedDefault.origin(of: location) }

  package static func origin(of location: Location) -> String {
    let line = LineIndex(location.source).position(location.span.start).line
    return "\(Display.oneLine(location.source.path)):\(line)"
  }
}

extension ManifestDefaults {
  /// All of them in the order of the manifest's keys.
  package var listed: [ListedDefault] {
    var listed: [ListedDefault] = []
    func add(_ key: String, _ value: Value?) {
      if let value { listed.append(ListedDefault(key: key, text: value.text, location: value.location)) }
    }
    add("company", company)
    for contact in contacts {
      listed.append(
        ListedDefault(
          key: "contact",
          text: "\(contact.name.text) <\(contact.email.text)>",
          location: contact.name.location
        )
      )
    }
    add("customer/account", customer?.account)
    add("customer/region", customer?.region)
    for subscription in customer?.subscriptions ?? [] { add("customer/subscriptions", subscription) }
    return listed
  }
}
