import Diagnostics
import ManifestModel
import YAMLTree

/// Reads `defaults` of a settings file. The values are checked as in a manifest; one that is at fault supplies nothing.
struct DefaultsReader {
  private(set) var defaults = ManifestDefaults()
  private(set) var edition = Field<Edition>()

  /// `other`: the edition that the file names beside `defaults`.
  mutating func read(_ slot: WrittenField, beside other: Field<Edition>, with decoder: inout Decoder) {
    guard let place = decoder.mapping(slot, SettingsKey.defaults.declaration, isRequired: true) else { return }
    let slots = decoder.slots(of: place, DefaultsKey.self, owner: FindingPlace(slot.keyPlace))
    let company = decoder.text(slots[.company], DefaultsKey.company.field, isRequired: true)
    if company.isPresent { defaults.company = DefaultsReader.value(company.place, decoder) }
    defaults.isCompanyAtFault = company.state == .faulty
    readContacts(slots[.contacts], with: &decoder)
    readCustomer(slots[.customer], with: &decoder)
    edition = decoder.edition(slots[.limits], DefaultsKey.limits.field)
    if let own = edition.present, let other = other.present, own.id != other.id {
      decoder.findings.add(
        UnknownValue.about,
        at: FindingPlace(edition.place),
        "`limits` is \(own.id) here and \(other.id) beside `defaults`",
        label: "another edition",
        help: "write it once"
      )
      edition = Field()
    }
  }

  private mutating func readContacts(_ slot: WrittenField, with decoder: inout Decoder) {
    for (name, email) in decoder.contacts(slot, DefaultsKey.contacts.field, isRequired: true)
    where name.isPresent && email.isPresent {
      defaults.contacts.append(
        ManifestDefaults.Contact(
          name: DefaultsReader.value(name.place, decoder),
          email: DefaultsReader.value(email.place, decoder)
        )
      )
    }
  }

  private mutating func readCustomer(_ slot: WrittenField, with decoder: inout Decoder) {
    guard let place = decoder.mapping(slot, DefaultsKey.customer.field, isRequired: true) else { return }
    let slots = decoder.slots(of: place, DefaultCustomerKey.self, owner: FindingPlace(slot.keyPlace))
    var customer = ManifestDefaults.Customer()
    let (account, cloud) = decoder.customerAccount(slots[.account])
    let region = decoder.customerRegion(slots[.region])
    customer.cloud = cloud ?? region.cloud
    if let cloud, let other = region.cloud, other != cloud {
      decoder.findings.add(
        UnknownValue.about,
        at: FindingPlace(region.field.place),
        """
        `account` is for \(cloud.name), but \(Display.quoted(decoder.text(at: region.field.place))) is an \
        \(other.name) region
        """,
        label: "another cloud",
        related: [(FindingPlace(account.place), "for \(cloud.name)")],
        help: "write an \(cloud.name) region, or correct the account"
      )
      defaults.isCustomerAtFault = true
      return
    }
    if account.state == .faulty || region.field.state == .faulty {
      defaults.isCustomerAtFault = true
      return
    }
    if account.isPresent { customer.account = DefaultsReader.value(account.place, decoder) }
    if region.field.isPresent { customer.region = DefaultsReader.value(region.field.place, decoder) }
    customer.subscriptions = readSubscriptions(slots[.subscriptions], of: slots[.account], on: cloud, with: &decoder)
    if customer.account != nil || customer.region != nil { defaults.customer = customer }
  }

  /// They are those of an account on Azure.
  private func readSubscriptions(
    _ slot: WrittenField,
    of account: WrittenField,
    on cloud: Cloud?,
    with decoder: inout Decoder
  ) -> [ManifestDefaults.Value] {
    guard slot.isWritten else { return [] }
    if !account.isWritten || cloud == .aws {
      decoder.findings.add(
        UnknownValue.about,
        at: FindingPlace(slot.keyPlace),
        account.isWritten
          ? "`subscriptions` are for Azure, but the account is an AWS account"
          : "`subscriptions` belong to an `account`, but there is none beside them",
        label: "applies nowhere",
        help: "write the Azure subscription ID as `account`, or remove `subscriptions`"
      )
      return []
    }
    let field = DefaultCustomerKey.subscriptions.field
    return decoder.items(of: decoder.list(slot, field, isRequired: true)).compactMap { item in
      let id = decoder.subscription(item: item)
      return id.isPresent ? DefaultsReader.value(id.place, decoder) : nil
    }
  }

  private static func value(_ place: Place, _ decoder: borrowing Decoder) -> ManifestDefaults.Value {
    ManifestDefaults.Value(
      decoder.text(at: place),
      at: Location(decoder.tree.source, decoder.tree[place.node].span)
    )
  }
}
