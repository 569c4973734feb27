import Emitters
import Files
import Linter

extension Surface {
  /// The output of connection tests, judged by the connections of a manifest.
  func checkLog(_ bytes: [UInt8]) {
    let log = ConnectionLog(String(decoding: bytes, as: UTF8.self))
    OutputChecks.isHarmless(ConnectionReport(log, Surface.connections).render(), "the verdicts")
  }

  /// The connections of a small manifest, both halves.
  private static let connections: [EnvironmentConnections] = {
    let manifest = """
      version: 1
      company: Northwind
      projects:
        yw1unoukjcawe:
          plan: pro
          cloud: aws
          region: eu-west-1
          environments:
            production:
              connection: bidirectional
              customer: { account: "210987654321", region: eu-west-1 }
              ports:
                - { service: Webserver, port: 80 }
              endpoint_services:
                erp:
                  service_name: com.amazonaws.vpce.eu-west-1.vpce-svc-03d5ebb7d9579a2b3
                  allowed_principals: [ "arn:aws:iam::402592597372:root" ]
                  ports:
                    - { service: ERP, port: 8443 }
                  enablement:
                    endpoints:
                      - { id: vpce-0c4f1e2d3b5a69788, dns: 10.0.0.7 }
              enablement:
                service_name: com.amazonaws.vpce.eu-west-1.vpce-svc-0a1b2c3d4e5f60718
                endpoints:
                  - { id: vpce-0c4f1e2d3b5a69789, dns: "fd00::1" }
      """
    let outcome = Lint.run([LintText(path: "privatelink.yaml", Array(manifest.utf8))], fuzzOptions)
    let connections = EnvironmentConnections.all(EffectiveBuilder.projects(of: outcome.workspace))
    let count = connections.reduce(0) { $0 + $1.tests.count }
    require(count == 2, "the manifest of the log surface has \(count) connections")
    return connections
  }()

  /// What git prints: the list of a tree's files and, after two NUL, their contents.
  func checkGit(_ bytes: [UInt8]) {
    let end = bytes.indices.dropLast().first { bytes[$0] == 0 && bytes[$0 + 1] == 0 } ?? bytes.count
    let entries = Git.entries(Array(bytes[..<end]))
    let index = Git.index(Array(bytes[..<end]))
    require(index.hidden.isSubset(of: index.entries.map(\.path)), "a hidden path of git's that the index does not have")
    do throws(InputProblem) {
      let files = try Git.split(Array(bytes[min(bytes.count, end + 2)...]), for: entries, at: "main")
      require(files.count == entries.count, "a file of git's that was not asked for")
    } catch {
      OutputChecks.isHarmless(error.message, "a problem")
    }
  }
}
