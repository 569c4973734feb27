import Foundation
import Yams

/// What a Swift program would do with Yams: `compose` gives nodes, `decode` the types below. Neither checks anything.
enum Probe {
  static func run(_ mode: String, _ path: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    switch mode {
    case "compose": print(try compose(yaml: text)?.mapping?.count ?? 0, "keys")
    case "decode": print(try YAMLDecoder().decode(Manifest.self, from: text).projects.count, "projects")
    default: throw CocoaError(.featureUnsupported)
    }
  }
}

struct Manifest: Decodable {
  let version: Int
  let company: String
  let projects: [String: Project]
}

struct Project: Decodable {
  let title: String?
  let plan: String
  let cloud: String
  let region: String
  let environments: [String: Environment]
}

struct Environment: Decodable {
  let connection: String
  let cluster: String?
  let customer: Customer
  let ports: [Port]
  let endpoint_services: [String: EndpointService]?
  let enablement: Enablement?
}

struct Customer: Decodable {
  let account: String
  let region: String
}

struct Port: Decodable {
  let service: String
  let `protocol`: String?
  let port: Int
}

struct EndpointService: Decodable {
  let service_name: String?
  let resource_id: String?
  let region: String?
  let allowed_principals: [String]?
  let load_balancers: [String]?
  let ports: [Port]
}

struct Enablement: Decodable {
  let ticket: String?
  let service_name: String?
  let endpoints: [Endpoint]?
}

struct Endpoint: Decodable {
  let id: String
  let dns: String?
  let approved: String?
}

try Probe.run(CommandLine.arguments[1], CommandLine.arguments[2])
