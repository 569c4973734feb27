import Diagnostics
import ManifestModel
import YAMLTree

extension RegionMismatch {
  /// A partition or suffix that the region beside it is not in; whatever the project's region is.
  static func checkPartitions(_ file: ManifestFile, to findings: inout Findings) {
    for balancer in file.loadBalancers {
      guard case .aws(let arn)? = balancer.name.present else { continue }
      let text = file.text(balancer.name.place)
      let partition = Partition(ofRegion: text[arn.region])
      if text[arn.partition].equals(partition.rawValue) { continue }
      findings.add(
        about,
        at: FindingPlace(balancer.name.place, arn.partition),
        """
        the partition \(Display.quoted(text[arn.partition].string)) has no region \
        \(Display.quoted(text[arn.region].string))
        """,
        label: "`\(partition.rawValue)` has it",
        help: "copy the ARN as `aws elbv2 describe-load-balancers` prints it"
      )
    }
    checkPrincipals(file, to: &findings)
    for endpoint in file.endpoints {
      guard case .endpointDNS(let dns)? = endpoint.dns.present else { continue }
      let text = file.text(endpoint.dns.place)
      let partition = Partition(ofRegion: text[dns.region])
      if text[dns.suffix].equals(partition.suffix) { continue }
      findings.add(
        about,
        at: FindingPlace(endpoint.dns.place, dns.suffix),
        """
        DNS names in region \(Display.quoted(text[dns.region].string)) do not end with \
        \(Display.quoted(text[dns.suffix].string))
        """,
        label: "another partition",
        help: "they end with `\(partition.suffix)`: copy the DnsName that `aws ec2 describe-vpc-endpoints` prints"
      )
    }
  }

  /// A principal of a partition that the endpoint service is not in: AWS knows no accounts of others. Adobe's own is
  /// left to its rule.
  private static func checkPrincipals(_ file: ManifestFile, to findings: inout Findings) {
    for allowed in file.principals {
      guard let account = allowed.principal.present?.owner, account != .adobe else { continue }
      let service = file.endpointServices[allowed.endpointService]
      let project = file.project(of: file.environment(of: service))
      let text = file.text(allowed.principal.place)
      guard let name = region(of: service, in: project, file), let written = Principal.partition(in: text),
        case let partition = Partition(ofRegion: name), !text[written].equals(partition.rawValue)
      else { continue }
      findings.add(
        about,
        at: FindingPlace(allowed.principal.place, written),
        """
        an endpoint service in \(Display.quoted(name.string)) cannot allow accounts in the partition \
        \(Display.quoted(text[written].string))
        """,
        label: "`\(partition.rawValue)` is the partition of that region",
        help: "allow an account in `\(partition.rawValue)`, or remove the entry"
      )
    }
  }

  private static func region(of service: EndpointService, in project: Project, _ file: ManifestFile) -> Text? {
    if let name = service.name.present { return file.text(service.name.place)[name.region] }
    return (service.region.present ?? project.region.present).map { file.region($0).name }
  }
}
