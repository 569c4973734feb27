import Diagnostics
import Editing
import Files
import Linter
import ManifestModel
import Reference
import YAMLTree

/// `init --environment` on a manifest that exists: the environment is added, and every other byte stays.
extension InitCommand {
  /// Adds the environment to the manifest of `output`, with the data that the project and its other environments have
  /// already.
  func addEnvironment(_ id: String) throws {
    do throws(InputProblem) {
      if let flag = flagOfManifest {
        throw InputProblem(output, reason: "already exists, and its `\(flag)` is not changed; omit --\(flag)")
      }
      let limit = ReadingBounds().bytes
      let block = try FileReading.read(output, limit: limit)
      try FileReading.refuse(block, path: output, beyond: limit, advice: "edit it by hand")
      let (source, _) = Transcoding.source(path: output, contents: block)
      let tree = YAMLTree.read(source)
      let file = Decoder.decode(tree, defaults: settings.defaults).file
      let index = try project(in: file)
      let project = file.projects[index]
      let environments = file.environments[project.environments.range]
      if let there = environments.first(where: { file.string($0.id).lowercased() == id.lowercased() }) {
        throw InputProblem(
          output,
          reason:
            """
            environment \(Display.quoted(file.string(there.id))) of project \
            \(Display.quoted(file.string(project.id))) already exists; nothing was written
            """
        )
      }
      let (value, gaps) = try environment(
        id,
        known(of: project, environments: Array(environments), in: file),
        takesDefault: takesDefaultCustomer(Array(environments), file)
      )
      let root = file.manifests[project.manifest].root
      let path = [
        ManifestKey.projects.step, .key(file.string(project.id), order: []), ProjectKey.environments.step,
        .key(id, order: EnvironmentID.usual),
      ]
      let edits: [Edit]
      do throws(Refusal) {
        edits = try EditPlan.edits(for: Editing.Change(root, at: path, .set(value)), in: tree)
      } catch {
        throw InputProblem(output, reason: "cannot be edited: \(error.words); nothing was written")
      }
      let before = Array(tree.source.bytes)
      try OutputFile.replace(before, by: Edit.apply(edits, to: tree.source.bytes), at: output)
      let count = gaps == 0 ? "" : " with \(Display.count(gaps, "placeholder"))"
      let advice = gaps == 0 ? "check it" : "see where to find the missing values"
      let shown = Display.oneLine(output)
      Terminal.writeError(
        """
        added environment \(Display.oneLine(id)) of project \(Display.oneLine(file.string(project.id))) to \
        \(shown)\(count); run `privatelint lint \(shown)` to \(advice)
        """
      )
    } catch {
      throw ExitStatus.impossible(because: error)
    }
  }

  /// A flag about what the manifest says already, by its name.
  private var flagOfManifest: String? {
    let flags: [(String, Bool)] = [
      ("company", company.company != nil), ("contact-name", company.contactName != nil),
      ("contact-email", company.contactEmail != nil), ("limits", company.limits != nil),
      ("title", project.title != nil), ("plan", project.plan != nil), ("cloud", project.cloud != nil),
      ("region", project.region != nil), ("schema", schema != nil),
    ]
    return flags.first(where: \.1)?.0
  }

  /// The project that is named, or the only one.
  private func project(in file: ManifestFile) throws(InputProblem) -> Int {
    let named = file.projects.indices.filter { index in
      project.project.map { $0 == file.string(file.projects[index].id) } ?? true
    }
    if named.count == 1 { return named[0] }
    let ids = file.projects.prefix(20).map { Display.quoted(file.string($0.id)) }
    guard named.isEmpty else {
      throw InputProblem(
        output,
        reason: "contains \(ids.count) projects; name one with --project: \(Display.list(ids))"
      )
    }
    guard let id = project.project, !ids.isEmpty else {
      throw InputProblem(
        output,
        reason: "already exists, but contains no readable project; nothing was written"
      )
    }
    throw InputProblem(
      output,
      reason: "contains no project \(Display.quoted(id)), only \(Display.list(ids, "and")); nothing was written"
    )
  }

  /// What is given, and what the project and all of its environments agree on.
  private func known(of project: Project, environments: [ManifestModel.Environment], in file: ManifestFile)
    -> StartingManifest
  {
    var manifest = StartingManifest()
    self.project.fill(&manifest)
    environment.fill(&manifest)
    service.fill(&manifest)
    manifest.cloud = project.cloud.present
    manifest.region = project.region.present.map(file.regionName)
    func common(_ values: [String?]) -> String? { Set(values).count == 1 ? values[0] : nil }
    manifest.account =
      manifest.account
      ?? common(environments.map { $0.account.isPresent ? file.string($0.account.place) : nil })
    manifest.customerRegion =
      manifest.customerRegion ?? common(environments.map { $0.region.present.map(file.regionName) })
    let lists = Set(environments.map { file.subscriptions[$0.subscriptions.range].map { file.string($0.id.place) } })
    if manifest.subscriptions.isEmpty, lists.count == 1 { manifest.subscriptions = lists.first ?? [] }
    return manifest
  }

  /// Whether the settings supply the customer of every environment there is, so that the new one need not write it
  /// either.
  private func takesDefaultCustomer(_ environments: [ManifestModel.Environment], _ file: ManifestFile) -> Bool {
    let given = environment.account != nil || environment.customerRegion != nil || !environment.subscription.isEmpty
    return !given && !environments.isEmpty
      && environments.allSatisfy { $0.account.isPresent && $0.region.isPresent && file.isSupplied($0.customer) }
  }

  /// The environment as `init` writes it in a manifest of its own, and how much of it is still to fill in.
  /// `takesDefault`: the customer is left out.
  private func environment(_ id: String, _ manifest: StartingManifest, takesDefault: Bool) throws(InputProblem) -> (
    NewValue, gaps: Int
  ) {
    var manifest = manifest
    manifest.environment = id
    // What is not of the environment is no gap in it.
    manifest.company = "-"
    manifest.project = "yw1unoukjcawe"
    manifest.plan = .pro
    let written = manifest.written
    let tree = YAMLTree.read(Source(path: "", contents: written.text.utf8))
    let file = Decoder.decode(tree).file
    guard let environment = file.environments.first else {
      throw InputProblem(output, reason: "environment \(Display.quoted(id)) cannot be written")
    }
    var value = NewValue(environment.place.node, in: tree)
    if takesDefault, case .mapping(let entries) = value {
      value = .mapping(entries.filter { $0.key != EnvironmentKey.customer.field.key })
    }
    return (value, written.gaps)
  }
}

extension EnvironmentID {
  /// The environments in the order in which they are usually written.
  fileprivate static let usual = ["production", "staging"]
}

extension NewValue {
  /// A value as another text has it.
  fileprivate init(_ node: NodeID, in tree: YAMLTree) {
    let node = tree.resolve(node)
    switch tree[node].kind {
    case .mapping:
      var entries: [Entry] = []
      var key = node + 1
      while key < tree.next(node) {
        let value = tree.next(key)
        entries.append(Entry(tree.text(key).string, NewValue(value, in: tree)))
        key = tree.next(value)
      }
      self = tree[node].style == .flow ? .inline(entries) : .mapping(entries)
    case .sequence: self = .list(tree.children(of: node).map { NewValue($0, in: tree) })
    default:
      let text = tree.text(node).string
      let isWord = tree[node].style == .plain && !text.contains("<")
      self = isWord ? .plain(text) : .text(text)
    }
  }
}
