import ManifestModel

extension ValueType.Format {
  /// What a value looks like.
  var words: String {
    switch self {
    case .projectID: "a project ID has 13 lower-case letters and digits"
    case .environmentID, .serviceLabel, .cluster: "any text"
    case .account: "12 digits, or the GUID of an Azure subscription"
    case .subscription: "the GUID of an Azure subscription"
    case .region: "a region such as `eu-west-1` or `westeurope`"
    case .serviceName: "`com.amazonaws.vpce.<region>.vpce-svc-…`"
    case .resourceID: "the resource ID of a Private Link service"
    case .adobeResourceID: "the resource ID or alias of a Private Link service"
    case .principal: "an ARN, as in `allowed_principals`"
    case .loadBalancer: "the ARN or resource ID of a load balancer"
    case .endpointID: "`vpce-…`, or the resource ID of a private endpoint"
    case .endpointAddress: "a host name or an address"
    case .email: "an e-mail address"
    }
  }
}
