import Diagnostics
import ManifestModel

/// What clouds answer in the examples of the rules that compare with them.
enum CloudExamples {
  typealias Answer = RuleAbout.Example.Answer

  static let endpoint = "vpce-0c4f1e2d3b5a69788"
  static let adobeService = "com.amazonaws.vpce.eu-west-1.vpce-svc-0a1b2c3d4e5f60718"
  static let otherPrincipal = "arn:aws:iam::210987654321:root"
  private static let service = "vpce-svc-03d5ebb7d9579a2b3"
  private static let balancer = "loadbalancer/net/erp/50dc6c495c0c9188"
  private static let loadBalancers = "arn:aws:elasticloadbalancing:eu-west-1:210987654321:"

  /// Makes the AWS example one in which Adobe has answered.
  static func enabled(_ endpoints: String = "[{ id: \(endpoint), approved: 2026-11-20 }]") -> [(
    find: String, replace: String
  )] {
    let list = endpoints.isEmpty ? "" : "\n          endpoints: \(endpoints)"
    return [
      ("        # endpoint services", "        enablement:\n          service_name: \(adobeService)\(list)")
    ]
  }

  // MARK: AWS

  /// `bad` and `good` make texts of the same answer.
  static func aws(_ call: String, bad: String, good: String? = nil) -> Answer {
    Answer("aws/210987654321/eu-west-1/\(call).json", bad: bad, good: good)
  }

  static func services(bad: String, good: String? = nil) -> Answer {
    aws("describe-vpc-endpoint-service-configurations", bad: bad, good: good)
  }

  /// The answer with one endpoint service.
  static func configuration(
    state: String = "Available",
    acceptance: Bool = true,
    balancer: String = balancer,
    more: String = ""
  ) -> String {
    """
    {
      "ServiceConfigurations": [
        {
          "ServiceId": "\(service)",
          "ServiceName": "\(Examples.endpointService)",
          "ServiceState": "\(state)",
          "AcceptanceRequired": \(acceptance),\(more)
          "NetworkLoadBalancerArns": ["\(loadBalancers)\(balancer)"]
        }
      ]
    }

    """
  }

  static func permissions(bad: [String], good: [String]) -> Answer {
    aws("describe-vpc-endpoint-service-permissions--\(service)", bad: principals(bad), good: principals(good))
  }

  private static func principals(_ principals: [String]) -> String {
    let items = principals.map { "\n    { \"Principal\": \"\($0)\" }" }.joined(separator: ",")
    return "{\n  \"AllowedPrincipals\": [\(items)\(items.isEmpty ? "" : "\n  ")]\n}\n"
  }

  static func connections(bad: String, good: String) -> Answer {
    aws("describe-vpc-endpoint-connections--\(service)", bad: connection(bad), good: connection(good))
  }

  private static func connection(_ state: String) -> String {
    """
    {
      "VpcEndpointConnections": [
        {
          "ServiceId": "\(service)",
          "VpcEndpointId": "\(endpoint)",
          "VpcEndpointOwner": "\(Principal.adobeAccount)",
          "VpcEndpointState": "\(state)"
        }
      ]
    }

    """
  }

  static func endpoints(bad: String, good: String? = nil) -> Answer {
    aws("describe-vpc-endpoints", bad: bad, good: good)
  }

  /// The answer with one endpoint.
  static func endpointAnswer(service: String = adobeService, state: String = "available", more: String = "") -> String {
    """
    {
      "VpcEndpoints": [
        {
          "VpcEndpointId": "\(endpoint)",
          "ServiceName": "\(service)",
          "State": "\(state)",\(more)
          "OwnerId": "210987654321"
        }
      ]
    }

    """
  }

  static func securityGroups(bad: Int, good: Int) -> Answer {
    func group(_ port: Int) -> String {
      """
      {
        "SecurityGroups": [
          {
            "GroupId": "sg-0a1b2c3d4e5f60718",
            "IpPermissions": [{ "IpProtocol": "tcp", "FromPort": \(port), "ToPort": \(port) }]
          }
        ]
      }

      """
    }
    return aws("describe-security-groups", bad: group(bad), good: group(good))
  }

  static func listeners(bad: Int, good: Int) -> Answer {
    func listener(_ port: Int) -> String {
      """
      {
        "Listeners": [
          {
            "LoadBalancerArn": "\(loadBalancers)\(balancer)",
            "Port": \(port),
            "Protocol": "TCP",
            "DefaultActions": [{ "Type": "forward", "TargetGroupArn": \
      "\(loadBalancers)targetgroup/erp/9f8e7d6c5b4a3921" }]
          }
        ]
      }

      """
    }
    return aws("describe-listeners--erp-50dc6c495c0c9188", bad: listener(bad), good: listener(good))
  }

  static func health(bad: String, good: String) -> Answer {
    func target(_ state: String) -> String {
      "{\n  \"TargetHealthDescriptions\": [\n    { \"TargetHealth\": { \"State\": \"\(state)\" } }\n  ]\n}\n"
    }
    return aws("describe-target-health--erp-9f8e7d6c5b4a3921", bad: target(bad), good: target(good))
  }

  static func identity(_ account: String) -> String {
    """
    {
      "Account": "\(account)",
      "Arn": "arn:aws:iam::\(account):user/ops",
      "UserId": "AIDAEXAMPLE"
    }

    """
  }

  // MARK: Azure

  static func linkServices(bad: String, good: String) -> Answer {
    func list(_ location: String) -> String {
      """
      [
        {
          "id": \
      "/subscriptions/0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21/resourceGroups/rg-erp/providers/Microsoft.Network/privateLinkServices/pls-warehouse",
          "location": "\(location)",
          "provisioningState": "Succeeded"
        }
      ]

      """
    }
    return Answer(
      "azure/0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21/private-link-service-list.json",
      bad: list(bad),
      good: list(good)
    )
  }
}
