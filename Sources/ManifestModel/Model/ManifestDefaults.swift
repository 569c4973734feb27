import Diagnostics
import YAMLTree

/// What settings supply to manifests that do not write it themselves.
package struct ManifestDefaults: Sendable {
  /// A text, and where it is written.
  package struct Value: Sendable {
    package let text: String
    package let location: Location

    package init(_ text: String, at location: Location) { (self.text, self.location) = (text, location) }
  }

  package struct Contact: Sendable {
    package let name: Value
    package let email: Value

    package init(name: Value, email: Value) { (self.name, self.email) = (name, email) }
  }

  /// The customer's side, of one cloud.
  package struct Customer: Sendable {
    package var cloud: Cloud?
    package var account: Value?
    package var region: Value?
    /// They belong to the account.
    package var subscriptions: [Value] = []

    package init() {}
  }

  package var company: Value?
  package var contacts: [Contact] = []
  package var customer: Customer?
  // A value reported in the settings is not also missing from manifests.
  package var isCompanyAtFault = false
  package var isCustomerAtFault = false

  package init() {}

  package var isEmpty: Bool {
    company == nil && contacts.isEmpty && customer == nil && !isCompanyAtFault && !isCustomerAtFault
  }

  /// What these defaults do not have, as others have it.
  package func completed(by others: ManifestDefaults) -> ManifestDefaults {
    var defaults = self
    if company == nil, !isCompanyAtFault {
      (defaults.company, defaults.isCompanyAtFault) = (others.company, others.isCompanyAtFault)
    }
    if contacts.isEmpty { defaults.contacts = others.contacts }
    if customer == nil, !isCustomerAtFault {
      (defaults.customer, defaults.isCustomerAtFault) = (others.customer, others.isCustomerAtFault)
    }
    return defaults
  }
}

/// The defaults as nodes beside those of a tree.
struct SuppliedDefaults: Sendable {
  /// The node of a default that is at fault: its key is neither written nor missing.
  static let atFault: NodeID = 0

  private(set) var company: NodeID?
  private(set) var contacts: NodeID?
  /// The whole mapping.
  private(set) var customer: NodeID?
  // The values by themselves, for a `customer` that lacks them.
  private(set) var account: NodeID?
  private(set) var region: NodeID?
  private(set) var subscriptions: NodeID?
  /// The cloud of the customer's account; nil: either.
  let cloud: Cloud?
  /// Where the customer is written.
  let customerLocation: Location?

  /// `first`: the index of the first supplied node.
  init(_ defaults: ManifestDefaults, from first: Int, _ supply: inout YAMLSupply) {
    let customer = defaults.customer
    cloud = customer?.cloud
    customerLocation = (customer?.account ?? customer?.region)?.location
    func next(_ supply: YAMLSupply) -> NodeID { NodeID(first + supply.count) }
    if let value = defaults.company {
      company = next(supply)
      supply.add(value, path: ManifestKey.company.field.key)
    }
    if let location = defaults.contacts.first?.name.location {
      contacts = next(supply)
      supply.add(defaults.contacts, at: location)
    }
    if defaults.isCompanyAtFault { company = SuppliedDefaults.atFault }
    if defaults.isCustomerAtFault {
      (self.customer, account, region) =
        (SuppliedDefaults.atFault, SuppliedDefaults.atFault, SuppliedDefaults.atFault)
    }
    guard let customer else { return }
    let prefix = EnvironmentKey.customer.field.key
    if let account = customer.account, let region = customer.region {
      self.customer = next(supply)
      supply.addCollection(.mapping, from: YAMLSupply.Origin(account.location, path: prefix)) { supply in
        supply.add(CustomerKey.account.field.key, account, under: prefix + "/")
        supply.add(CustomerKey.region.field.key, region, under: prefix + "/")
        supply.add(subscriptions: customer.subscriptions, under: prefix + "/", withKey: true)
      }
    }
    if let account = customer.account {
      self.account = next(supply)
      supply.add(account, path: CustomerKey.account.field.key)
    }
    if let region = customer.region {
      self.region = next(supply)
      supply.add(region, path: CustomerKey.region.field.key)
    }
    guard !customer.subscriptions.isEmpty else { return }
    subscriptions = next(supply)
    supply.add(subscriptions: customer.subscriptions, under: "", withKey: false)
  }
}

extension YAMLSupply {
  fileprivate mutating func add(_ value: ManifestDefaults.Value, path: String) {
    addScalar(value.text, Origin(value.location, path: path))
  }

  /// A key and its value.
  fileprivate mutating func add(_ key: String, _ value: ManifestDefaults.Value, under prefix: String) {
    addScalar(key, Origin(value.location, path: prefix + key))
    add(value, path: prefix + key)
  }

  fileprivate mutating func add(_ contacts: [ManifestDefaults.Contact], at location: Location) {
    let path = ManifestKey.contacts.field.key
    addCollection(.sequence, from: Origin(location, path: path)) { supply in
      for (index, contact) in contacts.enumerated() {
        let prefix = "\(path)/\(index)"
        supply.addCollection(.mapping, from: Origin(contact.name.location, path: prefix)) { supply in
          supply.add(ContactKey.name.field.key, contact.name, under: prefix + "/")
          supply.add(ContactKey.email.field.key, contact.email, under: prefix + "/")
        }
      }
    }
  }

  fileprivate mutating func add(subscriptions: [ManifestDefaults.Value], under prefix: String, withKey: Bool) {
    guard let location = subscriptions.first?.location else { return }
    let key = CustomerKey.subscriptions.field.key
    if withKey { addScalar(key, Origin(location, path: prefix + key)) }
    addCollection(.sequence, from: Origin(location, path: prefix + key)) { supply in
      for (index, value) in subscriptions.enumerated() { supply.add(value, path: "\(prefix)\(key)/\(index)") }
    }
  }
}
