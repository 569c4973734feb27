/// What Terraform states and plans mention. They are never whole: only values are compared.
extension MentionReader {
  mutating func readTerraform() {
    for (type, values) in StateBuilder.resources(answer.root).all {
      guard let facts = MentionReader.terraformFacts[type], let id = MentionReader.identity(type, values) else {
        continue
      }
      add(ResourceKey(kind: type, id: id), values, facts: facts)
    }
  }

  private static func identity(_ type: String, _ values: JSONValue) -> String? {
    let members: [StaticString]
    switch type {
    case "aws_vpc_endpoint_connection_accepter": members = ["vpc_endpoint_service_id", "vpc_endpoint_id"]
    case "aws_lb", "aws_alb": members = ["arn"]
    default: members = ["id"]
    }
    let parts = members.compactMap { values[$0]?.literal }
    return parts.count == members.count ? parts.joined(separator: " ") : nil
  }

  private static let terraformFacts: [String: [ComparedFact]] = [
    "aws_vpc_endpoint_service": [
      .word("`state`", "state"), .value("`acceptance_required`", "acceptance_required"),
      .value("`private_dns_name`", "private_dns_name"), .texts("`allowed_principals`", "allowed_principals"),
      .texts("`network_load_balancer_arns`", "network_load_balancer_arns"),
      .texts("`gateway_load_balancer_arns`", "gateway_load_balancer_arns"),
    ],
    "aws_vpc_endpoint": [
      .word("`state`", "state"), .value("`service_name`", "service_name"),
      .value("`private_dns_enabled`", "private_dns_enabled"), .texts("`dns_entry`", "dns_entry", of: "dns_name"),
      .texts("`security_group_ids`", "security_group_ids"),
    ],
    "aws_vpc_endpoint_connection_accepter": [.word("`vpc_endpoint_state`", "vpc_endpoint_state")],
    "aws_lb": [.value("`load_balancer_type`", "load_balancer_type")],
    "aws_alb": [.value("`load_balancer_type`", "load_balancer_type")],
    "aws_lb_listener": listenerFacts, "aws_alb_listener": listenerFacts,
    "azurerm_private_link_service": [
      .word("`location`", "location"), .texts("`visibility_subscription_ids`", "visibility_subscription_ids"),
      .texts("`auto_approval_subscription_ids`", "auto_approval_subscription_ids"),
      .texts("`load_balancer_frontend_ip_configuration_ids`", "load_balancer_frontend_ip_configuration_ids"),
    ],
    "azurerm_private_endpoint": [
      .word("`location`", "location"),
      .texts(
        "`private_connection_resource_id`",
        "private_service_connection",
        of: "private_connection_resource_id"
      ), .texts("`private_ip_address`", "private_service_connection", of: "private_ip_address"),
    ],
    "azurerm_lb_rule": [
      .value("`frontend_port`", "frontend_port"), .word("`protocol`", "protocol"),
      .word("`frontend_ip_configuration_id`", "frontend_ip_configuration_id"),
    ],
  ]

  private static let listenerFacts: [ComparedFact] = [
    .value("`port`", "port"), .word("`protocol`", "protocol"),
    .texts("`default_action`", "default_action", of: "target_group_arn"),
  ]
}
