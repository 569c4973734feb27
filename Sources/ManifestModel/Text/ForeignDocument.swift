import YAMLTree

/// A YAML document that was given as a manifest and belongs to another tool, by the keys at its root.
struct ForeignDocument {
  /// The key that shows it; the first item of a list.
  let node: NodeID
  /// "a CloudFormation template".
  let name: String
  let help: String

  /// Nil: a manifest, or nothing that is known. What has a key that only manifests have is a manifest, whatever else is in it.
  init?(_ root: NodeID, in tree: YAMLTree) {
    let document = RootKeys(root, tree)
    guard document["projects"] == nil, document["company"] == nil else { return nil }
    for form in ForeignDocument.forms {
      if let node = form.sign(document) {
        (self.node, name, help) = (node, form.name, form.help)
        return
      }
    }
    return nil
  }

  /// A kind of document, and the key by which it is known.
  private struct Form: Sendable {
    let name: String
    let help: String
    let sign: @Sendable (RootKeys) -> NodeID?

    init(_ name: String, _ help: String = Form.start, _ sign: @escaping @Sendable (RootKeys) -> NodeID?) {
      (self.name, self.help, self.sign) = (name, help, sign)
    }

    static let start =
      "check the manifest itself, which is a separate file; `privatelint init` writes one to start from"
    static let cloud =
      "use `privatelint init --from` to write a manifest from it, or `privatelint audit --from` to compare a manifest with it"
  }

  private static let forms: [Form] = [
    Form("a CloudFormation template") { root in
      root["AWSTemplateFormatVersion"] ?? root.key("Resources") { $0.entry(where: "Type") { $0.contains("::") } }
    },
    Form("a Kubernetes resource") { root in root["kind"].flatMap { _ in root["apiVersion"] } },
    Form("a Helm chart") { root in root["name"] == nil || root["version"] == nil ? nil : root["apiVersion"] },
    Form("a Docker Compose file") { root in
      root.key("services") { services in ["image", "build"].contains { services.entry(where: $0) { _ in true } } }
    },
    Form("a GitHub Actions workflow") { root in
      root.key("jobs") { jobs in ["runs-on", "steps", "uses"].contains { jobs.entry(where: $0) { _ in true } } }
    },
    Form("an Azure DevOps pipeline") { root in
      ["stages", "jobs", "steps"].contains { root[$0] != nil } ? root["trigger"] ?? root["pool"] ?? root["pr"] : nil
    },
    Form("a GitLab pipeline") { root in root.key { $0["script"] != nil } },
    Form("an Azure Resource Manager template") { root in root["resources"].flatMap { _ in root["contentVersion"] } },
    Form("a Terraform state or plan", Form.cloud) { root in root["terraform_version"] ?? root["format_version"] },
    Form("a Terraform configuration") { root in root["terraform"] ?? root.key("resource") { $0.isMapping } },
    Form("output of the AWS CLI", Form.cloud) { root in ForeignDocument.answers.lazy.compactMap { root[$0] }.first },
    Form("output of the Azure CLI", Form.cloud) { root in
      root.key("type") { $0.text.map { $0.lowercased().hasPrefix("microsoft.") } ?? false }
    },
    Form("an Adobe Commerce application configuration (`.magento.app.yaml`)") { root in
      root.key("type") { $0.text?.hasPrefix("php:") ?? false } ?? root["relationships"]
    },
    Form("an Adobe Commerce deployment configuration (`.magento.env.yaml`)") { root in
      root.key("stage") { stage in ["global", "build", "deploy", "post-deploy"].contains { stage[$0] != nil } }
    },
    Form("an Adobe Commerce services configuration (`.magento/services.yaml`)") { root in
      root.key { service in
        service.key("type") { $0.text.map(ForeignDocument.isVersionedService) ?? false } != nil
      }
    },
    Form("an Adobe Commerce routes configuration (`.magento/routes.yaml`)") { root in root.key { $0["upstream"] != nil }
    },
    Form("a Pulumi program") { root in root["name"].flatMap { _ in root["runtime"] } },
    Form("an Ansible playbook") { root in
      root.firstItem { item in ["tasks", "roles"].contains { item[$0] != nil } ? item["hosts"] : nil }
    },
  ]

  /// The lists that AWS answers with.
  private static let answers = [
    "ServiceConfigurations", "ServiceDetails", "VpcEndpoints", "VpcEndpointConnections", "AllowedPrincipals",
    "LoadBalancers", "Listeners", "TargetGroups", "TargetHealthDescriptions", "Vpcs", "Subnets", "SecurityGroups",
  ]

  /// `mysql:10.6`.
  private static func isVersionedService(_ text: String) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && parts[1].first?.isNumber ?? false
  }
}

/// A mapping, or a list, as its keys are looked up. Each look passes over the keys once.
private struct RootKeys {
  let node: NodeID
  private let tree: YAMLTree

  init(_ node: NodeID, _ tree: YAMLTree) { (self.node, self.tree) = (tree.resolve(node), tree) }

  var isMapping: Bool { tree[node].kind == .mapping }

  /// The text of a scalar.
  var text: String? { tree[node].kind == .scalar ? tree.text(node).string : nil }

  /// A key by its name.
  subscript(name: String) -> NodeID? { key(name) { _ in true } }

  /// A key by its name and its value.
  func key(_ name: String, where matches: (RootKeys) -> Bool) -> NodeID? {
    first { key, value in tree.text(key).equals(name) && matches(RootKeys(value, tree)) }
  }

  /// The first key whose value is such a mapping.
  func key(where matches: (RootKeys) -> Bool) -> NodeID? {
    first { _, value in
      let value = RootKeys(value, tree)
      return value.isMapping && matches(value)
    }
  }

  /// Whether an entry has a key with such a text, or of any value where it is no text.
  func entry(where name: String, _ matches: (String) -> Bool) -> Bool {
    key { $0.key(name) { matches($0.text ?? "") } != nil } != nil
  }

  /// What is found in the first item of a list.
  func firstItem(_ find: (RootKeys) -> NodeID?) -> NodeID? {
    guard tree[node].kind == .sequence, tree.next(node) > node + 1 else { return nil }
    let item = RootKeys(node + 1, tree)
    return item.isMapping ? find(item) : nil
  }

  private func first(_ matches: (_ key: NodeID, _ value: NodeID) -> Bool) -> NodeID? {
    guard isMapping else { return nil }
    var key = node + 1
    let end = tree.next(node)
    while key < end {
      let value = tree.next(key)
      let named = tree.resolve(key)
      if tree[named].kind == .scalar, matches(named, value) { return key }
      key = tree.next(value)
    }
    return nil
  }
}
