import Diagnostics

/// Replacements that several rules' examples share.
package enum Examples {
  /// Makes the AWS example bidirectional, with one endpoint service.
  package static func bidirectional(
    name: String = "com.amazonaws.vpce.eu-west-1.vpce-svc-03d5ebb7d9579a2b3", principals: String = "\"arn:aws:iam::402592597372:root\"",
    loadBalancer: String? = nil,
    ports: String = "{ service: ERP API, port: 8443 }", more: String = ""
  ) -> [(find: String, replace: String)] {
    let balancer = loadBalancer.map { "            load_balancers: [\($0)]\n" } ?? ""
    return [
      ("connection: unidirectional", "connection: bidirectional"),
      (
        "        # endpoint services",
        "        endpoint_services:\n          erp:\n            service_name: \(name)\n            allowed_principals: [\(principals)]\n\(balancer)\(more)            ports: [\(ports)]"
      ),
    ]
  }
}
