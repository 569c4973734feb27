import CloudState
import Diagnostics
import Linter
import ManifestModel
import Rules
import YAMLTree

extension Surface {
  /// What a cloud answers: files with 0x01 between them, the first line of each its path. The findings of an audit, and
  /// the words for what was skipped.
  func checkCloud(_ bytes: [UInt8]) {
    let files = bytes.split(separator: 1).map { file in
      let end = file.firstIndex(of: UInt8(ascii: "\n")) ?? file.endIndex
      let path = String(decoding: file[..<end], as: UTF8.self)
      return (
        path: path, source: Transcoding.source(path: path, contents: copy(Array(file[end...].dropFirst()))).source
      )
    }
    let state = CloudState.read(files)
    for (path, reason) in state.skipped {
      OutputChecks.isHarmless(Display.oneLine(path) + Display.oneLine(reason), "skipped")
    }
    var options = fuzzOptions
    options.cloud = state
    let outcome = Lint.run(Surface.manifests, options)
    FindingChecks.check(outcome)
    OutputChecks.report(Report(outcome))
    let facts = AuditFacts(outcome.files.compactMap(\.audit))
    OutputChecks.isHarmless(Display.oneLine(facts.summary), "the last line of an audit")
  }

  /// Adobe's answer: what is found in it is a word of the lines that are named, and once recorded it is there already.
  func checkReply(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for item in Reply(text, own: []).items {
      require(
        1 <= item.line && item.lines.upperBound <= lines.count,
        "an item on lines \(item.lines) of \(lines.count)"
      )
      // A name that a line cuts may have marks at the cut, and white space around it.
      let named = lines[(item.line - 1)..<item.lines.upperBound].joined()
      // Subscriptions and service names are read in any letter case, and kept in lower case.
      let isFolded = item.kind == .subscription || item.kind == .serviceName
      let words = Surface.letters(isFolded ? named.lowercased() : named)
      // By bytes: a combining mark after the name makes another character of its last letter.
      require(words.utf8.contains(Surface.letters(item.text).utf8), "\(item.text) is not on lines \(item.lines)")
      require(!item.text.contains(where: \.isWhitespace), "an item of several words: \(item.text.debugDescription)")
      checkRecording(item)
    }
  }

  /// A text without what a mail program puts where it cuts a line.
  private static func letters(_ text: String) -> String {
    let marks = " \t\r=>\"'`<()[]{}|,;*#".unicodeScalars
    return String(
      String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace && !marks.contains($0) })
    )
  }

  private func checkRecording(_ item: Reply.Item) {
    var recording = Recording()
    switch item.kind {
    case .serviceName: recording.serviceName = item.text
    case .resourceID: recording.resourceID = item.text
    case .subscription: recording.adobeSubscription = item.text
    case .ticket: recording.ticket = item.text
    }
    var files = Lint.run(Surface.manifests, fuzzOptions).workspace.files
    for target in RecordTarget.all(in: files, for: recording, project: nil, environment: nil, service: nil) {
      do throws(RecordTarget.Objection) {
        let bytes = try target.record(recording, in: files[target.file], replaces: true).bytes
        let source = Source(path: files[target.file].path, contents: bytes)
        files[target.file] = Decoder.decode(YAMLTree.read(source)).file
        let again = try target.record(recording, in: files[target.file], replaces: false)
        require(again.written.isEmpty && again.bytes == bytes, "recorded twice: \(item.text)")
      } catch {
        fatalError("a recording of \(item.text) that is refused: \(error)")
      }
    }
  }

  /// A manifest of each cloud, as the golden cases of the rules about clouds have them.
  private static let manifests = [
    LintText(path: "aws.yaml", Array(aws.utf8)), LintText(path: "azure.yaml", Array(azure.utf8)),
  ]

  private static let aws = """
    version: 1
    company: Northwind Outfitters
    projects:
      yw1unoukjcawe:
        plan: pro
        cloud: aws
        region: eu-west-1
        environments:
          production:
            connection: bidirectional
            customer: { account: "210987654321", region: eu-west-1 }
            ports: [{ service: SFTP, port: 2222 }]
            endpoint_services:
              erp:
                service_name: com.amazonaws.vpce.eu-west-1.vpce-svc-03d5ebb7d9579a2b3
                allowed_principals: ["arn:aws:iam::402592597372:root"]
                load_balancers: \
    ["arn:aws:elasticloadbalancing:eu-west-1:210987654321:loadbalancer/net/erp/50dc6c495c0c9188"]
                ports: [{ service: ERP API, port: 8443 }]
                enablement: { endpoints: [{ id: vpce-0c4f1e2d3b5a69788 }] }
            enablement:
              service_name: com.amazonaws.vpce.eu-west-1.vpce-svc-0a1b2c3d4e5f60718
              endpoints: [{ id: vpce-0d4f1e2d3b5a69788 }]
    """

  private static let azure = """
    version: 1
    company: Northwind Outfitters
    projects:
      767u4hathojjw:
        plan: pro
        cloud: azure
        region: westeurope
        environments:
          production:
            connection: bidirectional
            cluster: 767u4hathojjw
            customer: { account: 0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21, region: westeurope }
            ports: [{ service: MySQL, port: 3306 }]
            endpoint_services:
              warehouse:
                resource_id: \
    /subscriptions/0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21/resourceGroups/rg-erp/providers/Microsoft.Network/privateLinkServices/pls-erp
                ports: [{ service: Warehouse API, port: 8443 }]
    """
}
