import ManifestModel

/// The forms of the language as regular expressions that every JSON Schema validator takes (ECMA 262 without flags),
/// beside the parsers in `ManifestModel/Formats`; `Tests/Manifests/differential.py` compares the two.
enum FormatPatterns {
  /// The pattern of a form on a cloud; nil as cloud: that of either. nil: any text will do.
  static func pattern(_ format: ValueType.Format, on cloud: Cloud?) -> String? {
    switch format {
    case .projectID, .environmentID, .serviceLabel, .cluster: nil
    case .account: choice(cloud, aws: "[0-9]{12}", azure: guid)
    case .subscription: whole(guid)
    case .region:
      choice(cloud, aws: "(?!az-[a-z]+-[0-9]+$)" + awsRegion, azure: "(?=.{4,40}$)[a-z]{4,}[0-9]*(?:euap|stg)?")
    case .serviceName: whole("(?=.{1,100}$)(?:" + serviceName + ")")
    case .resourceID: whole(resourceID("privateLinkServices"))
    case .adobeResourceID: whole("(?:\(resourceID("privateLinkServices"))|\(alias))")
    case .principal:
      whole(
        "(?:\\*|arn:\(partition):iam::[0-9]{12}:(?:root|role/\(identity)|user/(?!root$)\(identity))"
          + "|arn:\(partition):organizations::[0-9]{12}:\(unit)|\(servicePrincipal))"
      )
    case .loadBalancer: choice(cloud, aws: loadBalancer, azure: resourceID("loadBalancers"))
    case .endpointID: choice(cloud, aws: "vpce-" + hexID, azure: resourceID("privateEndpoints"))
    case .endpointAddress:
      whole("(?:" + (cloud == .azure ? "" : endpointDNS + "|") + "\(ipAddress)|\(notOfAmazon)\(hostName))")
    case .email:
      whole(
        "[^\\u0000- \\u007F<>()\\[\\],;:\\\\\"@\(HidingCharacters.inIdentifiers)]{1,64}@(?=[^@]*\\.)"
          + internationalHostName
      )
    }
  }

  /// Days of the calendar from the year 1, written `YYYY-MM-DD`.
  static let date = whole(
    "(?!0000)(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
      + "|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)"
  )

  /// Environment IDs that tell the type of the environment.
  static let tellingEnvironmentID: String = {
    let suffix = "[-_][^\\n]+"
    let barred = ["integration", "master", "development", "local"].map(anyCase).joined(separator: "|")
    return whole("(?:\(anyCase("production"))|\(anyCase("staging"))(?:[0-9]+|\(suffix))?|(?:\(barred))(?:\(suffix))?)")
  }()

  /// Keys of one's own.
  static let extensionKey = "^x-"
  static let noExtensionKey = "^(?!x-)"

  // MARK: Words for people

  /// What is said where a text is not of the form.
  static func phrase(_ format: ValueType.Format, on cloud: Cloud?) -> String {
    switch format {
    case .projectID: "a project ID: 13 lower-case letters and digits"
    case .environmentID: "an environment ID"
    case .serviceLabel: "a name of your choice"
    case .cluster: "a cluster ID"
    case .account:
      phrase(cloud, aws: "an AWS account number: 12 digits, quoted", azure: "an Azure subscription ID (GUID)")
    case .subscription: "an Azure subscription ID (GUID)"
    case .region: phrase(cloud, aws: "an AWS region such as eu-west-1", azure: "an Azure region such as westeurope")
    case .serviceName: "com.amazonaws.vpce.<region>.vpce-svc-<17 hex digits>"
    case .resourceID: "the resource ID of a Private Link service"
    case .adobeResourceID: "the resource ID or alias of a Private Link service"
    case .principal:
      "the ARN of an account (:root), role or user without a path or organizational unit, a service principal, or \"*\""
    case .loadBalancer: phrase(cloud, aws: "the ARN of a load balancer", azure: "the resource ID of a load balancer")
    case .endpointID: phrase(cloud, aws: "vpce- and 17 hex digits", azure: "the resource ID of a private endpoint")
    case .endpointAddress: "an endpoint's DNS name, a host name or an IP address"
    case .email: "an e-mail address"
    }
  }

  private static func phrase(_ cloud: Cloud?, aws: String, azure: String) -> String {
    switch cloud {
    case .aws: aws
    case .azure: azure
    case nil: "\(aws), or \(azure)"
    }
  }

  // MARK: Parts

  private static func whole(_ pattern: String) -> String { "^\(pattern)$" }

  private static func choice(_ cloud: Cloud?, aws: String, azure: String) -> String {
    switch cloud {
    case .aws: whole(aws)
    case .azure: whole(azure)
    case nil: whole("(?:\(aws)|\(azure))")
    }
  }

  private static let guid = "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}"
  private static let awsRegion = "[a-z]{2,4}(?:-[a-z]+)+-[0-9]{1,2}"
  private static let partition = "(?:\(Partition.allCases.map(\.rawValue).joined(separator: "|")))"
  private static let suffix = "amazonaws\\.(?:com(?:\\.cn)?|eu)"
  private static let unit = "ou/o-[0-9a-z]{10,32}/ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}"
  private static let servicePrincipal = "(?=.{1,100}$)(?!vpce-)[a-z][0-9a-z-]*(?:\\.\(awsRegion))?\\.\(suffix)"
  private static let identity = "[A-Za-z0-9+=,.@_-]{1,64}"
  private static let hexID = "(?:[0-9a-f]{8}|[0-9a-f]{17})"
  private static let serviceName =
    "(?:com\\.amazonaws\\.vpce\\.(?!cn-)|cn\\.com\\.amazonaws\\.vpce\\.(?=cn-)|eu\\.amazonaws\\.vpce\\.(?=eusc-))\(awsRegion)\\.vpce-svc-\(hexID)"
  private static let endpointDNS =
    "(?=.{1,200}$)vpce-\(hexID)-[0-9a-z]{8}(?:-[0-9a-z-]+)?\\.vpce-svc-\(hexID)\\.\(awsRegion)\\.vpce\\.\(suffix)"
  private static let loadBalancer: String = {
    let name = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?"
    return
      "(?=.{1,300}$)arn:\(partition):elasticloadbalancing:\(awsRegion):[0-9]{12}:loadbalancer/(?:\(name)|(?:net|app|gwy)/\(name)/[0-9a-f]{16})"
  }()

  /// Letters of other scripts are let through in the resource group, where Azure takes them.
  private static func resourceID(_ type: String) -> String {
    let group =
      "[^\\u0000-'*+,/:-@\\[-^`{-\\u007F\(HidingCharacters.inIdentifiers)]{0,89}[^\\u0000-'*+,./:-@\\[-^`{-\\u007F\(HidingCharacters.inIdentifiers)]"
    let name = "[0-9A-Za-z](?:[0-9A-Za-z_.-]{0,78}[0-9A-Za-z_])?"
    return
      "(?=.{1,400}$)/\(anyCase("subscriptions"))/\(guid)/\(anyCase("resourceGroups"))/\(group)/\(anyCase("providers"))/\(anyCase("Microsoft"))\\.\(anyCase("Network"))/\(anyCase(type))/\(name)"
  }

  private static let alias =
    "(?=.{1,300}$)(?:[^.\(HidingCharacters.inIdentifiers)]+\\.)+\(guid)(?:\\.[0-9A-Za-z]+)?\\.\(anyCase("azure"))\\.\(anyCase("privatelinkservice"))"

  private static let hostName = hostName(ends: "[0-9A-Za-z_]", inside: "[0-9A-Za-z_-]")
  /// With letters beyond ASCII.
  private static let internationalHostName = hostName(
    ends: "[^\\u0000-/:-@\\[-^`{-\\u007F\(HidingCharacters.inIdentifiers)]",
    inside: "[^\\u0000-,./:-@\\[-^`{-\\u007F\(HidingCharacters.inIdentifiers)]"
  )

  private static func hostName(ends: String, inside: String) -> String {
    let label = "\(ends)(?:\(inside){0,61}\(ends))?"
    return "(?=[^@]{1,253}$)(?:\(label)\\.)*(?![0-9]+$)\(label)"
  }

  /// What belongs to AWS or Azure as the name of a service is nothing to connect to.
  private static let notOfAmazon =
    "(?!vpce-|com\\.amazonaws\\.|cn\\.com\\.amazonaws\\.|eu\\.amazonaws\\.vpce\\.|.*\\.vpce\\.\(suffix)$|.*\\.\(anyCase("azure"))\\.\(anyCase("privatelinkservice"))$)"

  private static let ipAddress: String = {
    let byte = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
    let group = "[0-9A-Fa-f]{1,4}"
    let abbreviated =
      "(?!.*:::)(?!.*::.*::)(?!:*(?:[0-9A-Fa-f]+:+){7}[0-9A-Fa-f])(?:\(group)(?::\(group))*)?::(?:\(group)(?::\(group))*)?"
    let version4 = "(?:\(byte)\\.){3}\(byte)"
    let mixed =
      "(?!.*:::)(?!.*::.*::)(?!:*(?:[0-9A-Fa-f]+:+){6}[0-9])(?:\(group)(?::\(group))*)?::(?:\(group):)*\(version4)"
    return "\(version4)|(?:\(group):){7}\(group)|\(abbreviated)|(?:\(group):){6}\(version4)|\(mixed)"
  }()

  /// A word in any letter case: `[aA][wW][sS]`.
  private static func anyCase(_ word: String) -> String {
    word.map { $0.isLetter ? "[\($0.lowercased())\($0.uppercased())]" : String($0) }.joined()
  }
}

/// The characters that `invisible-character` bars, as ranges for a bracket of a regular expression.
enum HidingCharacters {
  static let inText = ranges(isFreeText: true)
  static let inIdentifiers = ranges(isFreeText: false)

  private static func ranges(isFreeText: Bool) -> String {
    var ranges: [ClosedRange<UInt32>] = []
    for value in UInt32(0)...0xFFFF {
      guard let scalar = Unicode.Scalar(value),
        InvisibleCharacters.replacement(for: scalar, isFreeText: isFreeText) != nil
      else {
        continue
      }
      if let last = ranges.last, last.upperBound + 1 == value {
        ranges[ranges.count - 1] = last.lowerBound...value
      } else {
        ranges.append(value...value)
      }
    }
    return ranges.map { $0.count == 1 ? escape($0.lowerBound) : "\(escape($0.lowerBound))-\(escape($0.upperBound))" }
      .joined()
  }

  private static func escape(_ value: UInt32) -> String {
    let hex = String(value, radix: 16, uppercase: true)
    return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
  }
}
