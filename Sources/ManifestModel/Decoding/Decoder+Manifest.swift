import Diagnostics
import YAMLTree

/// A document, its contacts and its projects. What others depend on (edition, cloud) is decoded first.
extension Decoder {
  mutating func decodeManifest(_ root: NodeID) {
    let place = Place(node: root, use: 0)
    let start = tree[root].start
    let owner = FindingPlace(Span(root == tree.roots.first ? 0 : start, root == tree.roots.first ? 0 : start))
    guard tree[root].kind == .mapping else { return reportNoManifest(place, owner) }
    let index = file.manifests.count
    file.manifests.append(Manifest(root: root))
    if tree.next(root) == root + 1 { return reportNoManifest(place, owner) }
    let slots = slots(of: place, ManifestKey.self, owner: owner, supply: supply(toManifest: root))
    decodeVersion(slots[.version])
    file.manifests[index].edition = edition(slots[.limits], ManifestKey.limits.field)
    file.manifests[index].company = text(slots[.company], ManifestKey.company.field, isRequired: true)
    file.manifests[index].contacts = decodeContacts(slots[.contacts])
    if slots.isWritten(.contacts) { file.manifests[index].contactList = self.place(slots[.contacts]) }
    decodeProjects(slots[.projects], of: index)
  }

  private mutating func reportNoManifest(_ place: Place, _ owner: FindingPlace) {
    let node = tree[place.node]
    if node.flags.contains(.unusable) { return }
    // The words before a syntax error are most often the same mistake, such as a merge conflict.
    if tree.isPartial, node.kind == .scalar, Int(tree.next(place.node)) == tree.nodes.count { return }
    if isEmptyBesideOthers(place.node) { return }
    if node.kind == .scalar
      ? tree.text(place.node).isBlank || tree.isNull(place) : tree.next(place.node) == place.node + 1
    {
      if !tree.isPartial {
        let isOneOfSeveral = tree.roots.count > 1 && !isEmptyDocument(place.node)
        EmptyValue.reportEmptyDocument(at: owner, isOneOfSeveral: isOneOfSeveral, to: &findings)
      }
    } else {
      if let foreign = ForeignText(tree.source) { return WrongType.report(foreign, to: &findings) }
      WrongType.report(manifestAt: place, to: &findings)
    }
  }

  /// Whether a document is empty and the file has others: a trailing `---` begins one. If all documents are empty, the
  /// first is reported.
  private func isEmptyBesideOthers(_ root: NodeID) -> Bool {
    guard tree.roots.count > 1, isEmptyDocument(root) else { return false }
    return root != tree.roots.first || tree.roots.contains { !isEmptyDocument($0) }
  }

  private func isEmptyDocument(_ root: NodeID) -> Bool { tree.isNull(Place(node: root, use: 0)) }

  private mutating func decodeVersion(_ slot: WrittenField) {
    let field = ManifestKey.version.field
    if case .text(let text, let place) = scalar(slot, field, isRequired: true) {
      if tree[place.node].style == .plain, text == "1" { return }
      if UnsupportedVersion.report(text, at: place, to: &findings) { return }
      _ = doubtfulInteger(text, at: place, as: field)
    }
  }

  private mutating func decodeContacts(_ slot: WrittenField) -> Run {
    let start = UInt32(file.contacts.count)
    for (name, email) in contacts(slot, ManifestKey.contacts.field, isRequired: false) {
      file.contacts.append(Contact(name: name, email: email))
    }
    return Run(start: start, end: UInt32(file.contacts.count))
  }

  mutating func contact(of place: Place) -> (name: TextField, email: TextField) {
    let slots = slots(of: place, ContactKey.self, owner: FindingPlace(place))
    let name = text(slots[.name], ContactKey.name.field, isRequired: true)
    let email: Field<Bool> = identifier(
      slots[.email],
      ContactKey.email.field,
      isRequired: true,
      parse: {
        EmailAddress.isOne($0) && InvisibleCharacters.repair($0.string, isFreeText: false) == nil ? true : nil
      },
      explain: { MalformedEmail.report($0, at: $1, to: &$2) }
    )
    return (name, TextField(state: email.state, place: email.place))
  }

  private mutating func decodeProjects(_ slot: WrittenField, of manifest: Int) {
    let start = UInt32(file.projects.count)
    defer { file.manifests[manifest].projects = Run(start: start, end: UInt32(file.projects.count)) }
    guard let mapping = mapping(slot, ManifestKey.projects.field, isRequired: true) else { return }
    if reportNamesLeftOut(of: mapping, slot, ManifestKey.projects.field) { return }
    if holdsOnlyExtensions(mapping) {
      reportEmptyValue(slot, ManifestKey.projects.field, hasOwnKeys: true)
    }
    for entry in entries(of: mapping) {
      let isNamed = examineName(entry, .projectID)
      if let place = namedMapping(entry, ProjectKey.mapping) {
        decodeProject(entry, at: place, of: manifest, isNamed: isNamed)
      }
    }
  }

  private mutating func decodeProject(_ entry: Entry, at place: Place, of manifest: Int, isNamed: Bool) {
    let findingsBefore = findings.items.count
    let slots = slots(of: place, ProjectKey.self, owner: FindingPlace(entry.keyPlace))
    var project = Project(manifest: manifest, id: Place(node: tree.resolve(entry.key), use: entry.use), place: place)
    project.isNamed = isNamed
    project.title = text(slots[.title], ProjectKey.title.field, isRequired: false)
    project.plan = enumeration(slots[.plan], ProjectKey.plan.field, isRequired: true)
    project.cloud = enumeration(slots[.cloud], ProjectKey.cloud.field, isRequired: true)
    project.region = region(slots[.region], ProjectKey.region.field, isRequired: true, cloud: project.cloud.present)
    let index = file.projects.count
    file.projects.append(project)
    let start = UInt32(file.environments.count)
    if let mapping = mapping(slots[.environments], ProjectKey.environments.field, isRequired: true) {
      if reportNamesLeftOut(of: mapping, slots[.environments], ProjectKey.environments.field) { return }
      if holdsOnlyExtensions(mapping) {
        reportEmptyValue(slots[.environments], ProjectKey.environments.field, hasOwnKeys: true)
      }
      noteExtensionsLikeEntries(of: mapping, EnvironmentKey.mapping, signs: ["connection"])
      for entry in entries(of: mapping) {
        let isNamed = examineName(entry, .environmentID)
        if let place = namedMapping(entry, EnvironmentKey.mapping) {
          decodeEnvironment(entry, at: place, of: index, isNamed: isNamed)
        }
      }
    }
    file.projects[index].environments = Run(start: start, end: UInt32(file.environments.count))
    explainByCloud(index, findingsFrom: findingsBefore)
  }

  /// Whether a mapping from names contains only keys of one's own.
  private func holdsOnlyExtensions(_ mapping: Place) -> Bool {
    let end = tree.next(mapping.node)
    var key = mapping.node + 1
    while key < end {
      guard tree.text(tree.resolve(key)).hasPrefix("x-") else { return false }
      key = tree.next(tree.next(key))
    }
    return true
  }
}
