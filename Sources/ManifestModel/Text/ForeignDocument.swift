import YAMLTree

/// A YAML document that was given as a manifest and belongs to another tool, by the keys at its root.
struct ForeignDocument {
  /// The key that shows it; the first item of a list.
  let node: NodeID
  /// "a CloudFormation template"; nil: a tool that is not known.
  let name: String?
  let help: String

  /// Nil: a manifest, or one with a mistake. What has a key that only manifests have is a manifest, whatever else is in
  /// it.
  init?(_ root: NodeID, in tree: YAMLTree) {
    let document = RootKeys(root, tree)
    guard document["projects"] == nil, document["company"] == nil else { return nil }
    for form in ForeignDocument.forms {
      if let node = form.sign(document) {
        (self.node, name, help) = (node, form.name, form.help)
        return
      }
    }
    guard !tree.isPartial, let node = document.firstForeignKey, document.hasNothingOfManifest else { return nil }
    (self.node, name) = (node, nil)
    help = "a manifest begins with `version`, `company` and `projects`; `privatelint init` writes one to start from"
  }

  /// A kind of document, and the key by which it is known.
  private struct Form: Sendable {
    let name: String
    let help: String
    let sign: @Sendable (RootKeys) -> NodeID?

    init(_ name: String, help: String = Form.start, _ sign: @escaping @Sendable (RootKeys) -> NodeID?) {
      (self.name, self.help, self.sign) = (name, help, sign)
    }

    static let start =
      "check the manifest itself, which is a separate file; `privatelint init` writes one to start from"
    static let settings =
      "name the file `.privatelint.yaml` and put it beside the manifests or above them; it is read automatically"
    static let cloud =
      """
      use `privatelint init --from` to write a manifest from it, or `privatelint audit --from` to compare a manifest \
      with it
      """
  }

  private static let forms: [Form] = deployments + pipelines + applications + descriptions

  /// What clouds, clusters and machines are made of.
  private static let deployments: [Form] = [
    Form("a CloudFormation template") { root in
      root["AWSTemplateFormatVersion"] ?? root.key("Resources") { $0.entry(where: "Type") { $0.contains("::") } }
    },
    Form("a Kubernetes resource") { root in
      root["kind"].flatMap { _ in root["apiVersion"] }
        ?? root.key("kind") { $0.text?.hasSuffix("List") ?? false }.flatMap { _ in root["items"] }
    },
    Form("a Kubernetes Kustomization") { root in
      ["namePrefix", "patches", "bases"].contains { root[$0] != nil } ? root["resources"] : nil
    },
    Form("a Helm chart") { root in
      root["name"] == nil || root["version"] == nil ? nil : root["apiVersion"] ?? root["appVersion"]
    },
    Form("a Helm values file") { root in
      root["replicaCount"] ?? root.key("image") { $0["repository"] != nil }
    },
    Form("a Docker Compose file") { root in
      root.key("services") { services in
        ["image", "build", "extends", "container_name"].contains { services.entry(where: $0) { _ in true } }
      }
    },
    Form("an Azure Resource Manager template") { root in
      (root["resources"] ?? root["parameters"]).flatMap { _ in root["contentVersion"] }
    },
    Form("a Terraform state or plan", help: Form.cloud) { root in root["terraform_version"] ?? root["format_version"] },
    Form("output of CDK for Terraform") { root in root.key("//") { $0["metadata"] != nil } },
    Form("a Terraform configuration") { root in
      root["terraform"]
        ?? ["resource", "variable", "module"].lazy.compactMap { root.key($0) { $0.isMapping } }.first
    },
    Form("a CDK application configuration") { root in
      root["language"] == nil && root["context"] == nil ? nil : root["app"]
    },
    Form("a Pulumi program") { root in root["name"].flatMap { _ in root["runtime"] } },
    Form("an Ansible playbook") { root in
      root.firstItem { item in
        item["hosts"] ?? item["import_playbook"]
          ?? item.first { key, _ in item.tree.text(key).hasPrefix("ansible.") }
      }
    },
    Form("an Ansible inventory") { root in
      root.key("all") { all in ["hosts", "children"].contains { all[$0] != nil } }
    },
    Form("output of the AWS CLI", help: Form.cloud) { root in ForeignDocument.answers.lazy.compactMap { root[$0] }.first
    },
    Form("output of the Azure CLI", help: Form.cloud) { root in
      root.key("type") { $0.text.map { $0.lowercased().hasPrefix("microsoft.") } ?? false }
    },
  ]

  private static let pipelines: [Form] = [
    Form("a CircleCI configuration") { root in
      (root["workflows"] ?? root["orbs"]).flatMap { _ in root["jobs"] }
        ?? root.key("jobs") { jobs in ["docker", "machine"].contains { jobs.entry(where: $0) { _ in true } } }
    },
    Form("a GitHub Actions workflow") { root in
      root.key("jobs") { jobs in ["runs-on", "steps", "uses"].contains { jobs.entry(where: $0) { _ in true } } }
    },
    Form("a GitHub Actions action") { root in root.key("runs") { $0["using"] != nil } },
    Form("a Dependabot configuration") { root in root.key("updates", ofListWith: "package-ecosystem") },
    Form("an Azure DevOps pipeline") { root in
      ["stages", "jobs", "steps"].contains { root[$0] != nil }
        ? root["trigger"] ?? root["pool"] ?? root["pr"] ?? root.key("steps", ofListWith: "script", "task", "bash") : nil
    },
    Form("a Bitbucket pipeline") { root in
      root.key("pipelines") { pipelines in
        ["default", "branches", "pull-requests"].contains { pipelines[$0] != nil }
      }
    },
    Form("a GitLab pipeline") { root in root.key { $0["script"] != nil } },
    Form("a pre-commit configuration") { root in root.key("repos", ofListWith: "hooks", "repo") },
  ]

  private static let applications: [Form] = [
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
  ]

  /// Descriptions of interfaces, reports, and files of privatelint's own.
  private static let descriptions: [Form] = [
    Form("an OpenAPI description") { root in root["openapi"] ?? root["swagger"] },
    Form("a SARIF report") { root in root.key("runs", ofListWith: "tool") },
    Form("a privatelint report") { root in root["diagnostics"].flatMap { _ in root["tool"] } },
    Form("a privatelint settings file (`.privatelint.yaml`)", help: Form.settings) { root in
      root.key("policies", ofListWith: "require") ?? root.key("defaults") { $0["company"] ?? $0["customer"] != nil }
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
