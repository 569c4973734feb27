import Diagnostics
import Files
import Linter
import ManifestModel
import Testing

/// Every target that policies are about, with every kind of requirement that each of its values takes: it fires at the
/// exact text, and not beside it.
@Suite struct PolicySweepTests {
  /// A manifest with one of each target: on AWS in block style with an alias and a merge, on Azure in flow style.
  private static let manifest = """
    version: 1
    limits: 2022-10
    company: Northwind
    x-tier: gold
    contacts:
      - name: Network Operations
        email: netops@northwind.example
        x-tier: gold
    projects:
      yw1unoukjcawe:
        title: EU
        plan: pro
        cloud: aws
        region: eu-west-1
        x-tier: gold
        environments:
          staging:
            type: staging
            connection: bidirectional
            x-tier: gold
            x-list: [one, two]
            customer: &customer
              account: "210987654321"
              region: eu-west-1
              x-tier: gold
            ports:
              - service: SFTP
                protocol: SFTP
                port: 2222
                transport: tcp
                x-tier: gold
            private_dns: false
            needed_by: 2027-01-29
            endpoint_services:
              erp:
                service_name: com.amazonaws.vpce.eu-west-1.vpce-svc-03d5ebb7d9579a2b3
                region: eu-west-1
                x-tier: gold
                ports: [{ service: ERP, protocol: HTTPS, port: 8443, transport: tcp, x-tier: gold }]
                allowed_principals: ["arn:aws:iam::402592597372:root"]
                acceptance_required: true
                private_dns: false
                load_balancers: \
    ["arn:aws:elasticloadbalancing:eu-west-1:210987654321:loadbalancer/net/erp/50dc6c495c0c9188"]
                enablement:
                  endpoints: [{ id: vpce-0c4f1e2d3b5a69788, approved: 2026-11-20, verified: 2026-11-21, dns: 10.0.0.7, \
    x-tier: gold }]
            enablement:
              ticket: "251234567"
              service_name: com.amazonaws.vpce.eu-west-1.vpce-svc-0a1b2c3d4e5f60718
              x-tier: gold
              endpoints:
                - id: vpce-1c4f1e2d3b5a69788
                  dns: vpce-1c4f1e2d3b5a69788-yfhmywqh.vpce-svc-0a1b2c3d4e5f60718.eu-west-1.vpce.amazonaws.com
                  approved: 2026-11-20
                  verified: 2026-11-21
                  x-tier: gold
      abcdefghij234:
        { title: AP, plan: pro, cloud: azure, region: westeurope, x-tier: gold, environments: { production: {
          type: production, connection: bidirectional, cluster: abcdefghij234, x-tier: gold,
          customer: { account: 0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21, region: westeurope, x-tier: gold,
            subscriptions: [0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21] },
          ports: [{ service: SFTP, protocol: SFTP, port: 2222, transport: tcp, x-tier: gold }], private_dns: false, \
    needed_by: 2027-01-29,
          endpoint_services: { pls: {
            resource_id: \
    /subscriptions/0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21/resourceGroups/rg/providers/Microsoft.Network/privateLinkServices/pls,
            x-tier: gold, ports: [{ service: ERP, protocol: HTTPS, port: 8443, transport: tcp, x-tier: gold }], \
    acceptance_required: true } },
          enablement: { resource_id: adobe-pls.1b2c3d4e-5f60-4718-8a9b-0c1d2e3f4a5b.westeurope.azure.privatelinkservice,
            adobe_subscription: 4d3c2b1a-0f9e-4d8c-b7a6-5e4f3d2c1b0a, x-tier: gold } } } }

    """

  // MARK: One value

  private static func settings(_ target: PolicyTarget, _ requirement: String, when: String? = nil) -> Settings.Reading {
    let condition = when.map { "    when: \($0)\n" } ?? ""
    let text = "policies:\n  - id: p\n    on: \(target.rawValue)\n\(condition)    require: \(requirement)\n"
    return Settings.read(Source(path: ".privatelint.yaml", contents: text.utf8), nil) { path throws(InputProblem) in
      throw InputProblem(path, reason: "is not there")
    }
  }

  /// What policy `p` finds: the text at each finding, with the message.
  private static func findings(_ settings: Settings, in text: String = manifest) -> [(
    text: String, finding: Diagnostic
  )] {
    var options = LintOptions(today: CivilDate("2026-11-24") ?? CivilDate(days: 0))
    options.settings = [ByteKey("privatelink.yaml"): settings]
    let outcome = Lint.run([.contents(path: "privatelink.yaml", Array(text.utf8))], options)
    return outcome.files.flatMap { $0.diagnostics + $0.hidden }.filter { $0.about.id == "policy/p" }.map {
      ($0.location.source.text($0.location.span), $0)
    }
  }

  /// The text of each written value of a target's key, without quotes, in order of position: found by requiring a text
  /// that none has, or of the few values of a key each in turn.
  private static func written(_ target: PolicyTarget, _ key: String) -> [String] {
    let demands =
      switch target.field(key)?.type {
      case .enumeration(let values)?: values
      case .boolean?: ["true", "false"]
      default: ["\"/^no value has this text$/\""]
      }
    let found = demands.flatMap { findings(settings(target, "{ \(key): \($0) }").settings) }.filter {
      isWritten($0.finding)
    }
    let byPlace = Dictionary(found.map { ($0.finding.location.span, $0.text) }, uniquingKeysWith: { first, _ in first })
    return byPlace.sorted { $0.key < $1.key }.map { unquoted($0.value) }
  }

  /// Not reported for what lacks it, or for a default.
  private static func isWritten(_ finding: Diagnostic) -> Bool {
    finding.label.map { !$0.hasPrefix("no ") && !$0.hasPrefix("not written") } ?? false
  }

  private static func unquoted(_ text: String) -> String {
    text.hasPrefix("\"") ? String(text.dropFirst().dropLast()) : text
  }

  private static func scalarFields(of target: PolicyTarget) -> [FieldDeclaration] {
    target.fields.filter { field in
      switch field.type {
      case .text, .word, .identifier, .enumeration, .date, .boolean: true
      case .integer(let range): range.count > 1
      case .list(.identifier): true
      default: false
      }
    } + (target.takesExtensions ? [FieldDeclaration("x-tier", .text, "", example: "")] : [])
  }

  // MARK: The sweep

  /// Each written value, by every form that takes a text: its own value and pattern are silent, any other fires at
  /// exactly the value.
  @Test(arguments: PolicyTarget.allCases) func eachValueByTextAndPattern(target: PolicyTarget) {
    for field in Self.scalarFields(of: target) {
      let values = Self.written(target, field.key)
      #expect(!values.isEmpty, "\(target.rawValue).\(field.key): the manifest of the sweep has none")
      for (index, value) in values.enumerated() {
        let escaped = value.reduce(into: "") { $0 += $1.isLetter || $1.isNumber ? String($1) : "\\\($1)" }
        let others = values.enumerated().filter { $0.offset != index && $0.element != value }.map(\.element)
        for form in ["['\(value)']", "'\(value)'", "['/^\(escaped)$/', absent]"] {
          let reading = Self.settings(target, "{ \(field.key): \(form) }")
          #expect(reading.diagnostics.map(\.message) == [], "\(target.rawValue).\(field.key): \(form)")
          let texts = Self.findings(reading.settings).filter { Self.isWritten($0.finding) }.map {
            Self.unquoted($0.text)
          }
          #expect(texts == others, "\(target.rawValue).\(field.key): \(form)")
        }
      }
    }
  }

  /// `present` and `absent`: the first is silent where a key is written, the second fires at the value or, for a
  /// collection, at the key.
  @Test(arguments: PolicyTarget.allCases) func eachValueByPresence(target: PolicyTarget) {
    for field in target.mapping?.fields ?? [] where field.need == .optional {
      let absent = Self.settings(target, "{ \(field.key): absent }")
      #expect(absent.diagnostics.map(\.message) == [], "\(target.rawValue).\(field.key)")
      let found = Self.findings(absent.settings)
      #expect(!found.isEmpty, "\(target.rawValue).\(field.key)")
      let present = Self.settings(target, "{ \(field.key): present }")
      #expect(present.diagnostics.map(\.message) == [], "\(target.rawValue).\(field.key)")
      for missing in Self.findings(present.settings) {
        #expect(missing.finding.about.reportsAbsence && missing.finding.label == "no `\(field.key)`")
      }
      for finding in found where ![.list, .mapping, .named].contains(Self.kind(field.type)) {
        #expect(finding.text != field.key, "\(target.rawValue).\(field.key) is reported at its value")
      }
    }
    guard target.takesExtensions else { return }
    let owner = Self.settings(target, "{ x-owner: present }")
    let missing = Self.findings(owner.settings)
    #expect(!missing.isEmpty && missing.allSatisfy { $0.finding.about.reportsAbsence })
    #expect(Self.findings(Self.settings(target, "{ x-owner: absent }").settings).isEmpty)
    #expect(Self.findings(Self.settings(target, "{ x-tier: present }").settings).isEmpty)
    #expect(Self.findings(Self.settings(target, "{ x-tier: absent }").settings).map(\.text).allSatisfy { $0 == "gold" })
  }

  private enum Kind { case list, mapping, named, scalar }
  private static func kind(_ type: ValueType) -> Kind {
    switch type {
    case .list: .list
    case .mapping: .mapping
    case .named: .named
    default: .scalar
    }
  }

  /// Counts, numbers and days: silent on the border, fires one beside it.
  @Test(arguments: PolicyTarget.allCases) func eachValueByBounds(target: PolicyTarget) throws {
    for field in target.mapping?.fields ?? [] {
      let name = "\(target.rawValue).\(field.key)"
      switch field.type {
      case .list, .named:
        let least = Self.findings(Self.settings(target, "{ \(field.key): { at_least: 1000 } }").settings)
        #expect(!least.isEmpty, "\(name)")
        let most = Self.findings(Self.settings(target, "{ \(field.key): { at_least: 0, at_most: 1000 } }").settings)
        #expect(most.isEmpty, "\(name)")
        #expect(least.allSatisfy { $0.text == field.key || $0.finding.about.reportsAbsence }, "\(name)")
      case .integer(let range) where range.count > 1:
        for value in Self.written(target, field.key).compactMap(Int.init) {
          #expect(!Self.bounded(target, field, least: value + 1, most: nil).isEmpty)
          #expect(!Self.bounded(target, field, least: nil, most: value - 1).isEmpty)
          #expect(Self.bounded(target, field, least: value, most: value).isEmpty)
        }
      case .date:
        for value in Self.written(target, field.key) {
          let day = try #require(CivilDate(value))
          let before = CivilDate(days: day.days - 1).text
          let after = CivilDate(days: day.days + 1).text
          for (bounds, isSilent) in [
            ("{ at_least: \(value) }", true), ("{ at_most: \(value) }", true), ("{ at_least: \(after) }", false),
            ("{ at_most: \(before) }", false),
          ] {
            let found = Self.findings(Self.settings(target, "{ \(field.key): \(bounds) }").settings).filter {
              $0.text == value
            }
            #expect(found.isEmpty == isSilent, "\(name): \(bounds)")
          }
        }
      default: continue
      }
    }
  }

  private static func bounded(_ target: PolicyTarget, _ field: FieldDeclaration, least: Int?, most: Int?) -> [String] {
    let bounds = [least.map { "at_least: \($0)" }, most.map { "at_most: \($0)" }].compactMap { $0 }.joined(
      separator: ", "
    )
    return findings(settings(target, "{ \(field.key): { \(bounds) } }").settings).map(\.text)
  }

  /// `when`: each value around a target, and each value of its own, is true for what has it and for nothing else.
  @Test(arguments: PolicyTarget.allCases) func conditions(target: PolicyTarget) {
    guard let key = target.takesExtensions ? "x-never" : target.ownValue?.key else { return }
    let requirement = target.takesExtensions ? "{ \(key): present }" : "{ \(key): \"/^never$/\" }"
    let all = Self.findings(Self.settings(target, requirement).settings).count
    let around: [(PolicyContext, String, String)] = [
      (.project, "yw1unoukjcawe", "abcdefghij234"), (.cloud, "aws", "azure"), (.region, "eu-west-1", "westeurope"),
      (.environment, "STAGING", "production"), (.environmentType, "staging", "production"),
      (.endpointService, "erp", "pls"),
    ]
    for (context, first, second) in around where target.contexts.contains(context) {
      let counts = [first, second].map { value in
        let reading = Self.settings(target, requirement, when: "{ \(context.rawValue): \(value) }")
        #expect(reading.diagnostics.map(\.message) == [])
        return Self.findings(reading.settings).count
      }
      #expect(counts.reduce(0, +) == all, "\(target.rawValue) when \(context.rawValue): \(counts) of \(all)")
    }
  }

  /// Whatever the declaration of the language has, some `on` is about.
  @Test func everyMappingIsATarget() {
    var mappings: Set<String> = []
    func take(_ mapping: MappingDeclaration) {
      guard mappings.insert(mapping.name).inserted else { return }
      for field in mapping.fields {
        switch field.type {
        case .mapping(let inner), .named(_, let inner), .list(.mapping(let inner)): take(inner)
        default: break
        }
      }
    }
    take(ManifestKey.mapping)
    // It has `endpoints` and nothing else, which are a target.
    mappings.remove("endpoint service's enablement")
    #expect(mappings == Set(PolicyTarget.allCases.compactMap { $0.mapping?.name }))
  }
}
