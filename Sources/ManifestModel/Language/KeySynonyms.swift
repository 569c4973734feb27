/// Other names for the keys of the language: those of Adobe's page and tickets, of the clouds' consoles and APIs, of
/// Terraform.
enum KeySynonyms {
  /// The key that another name is for; letter case, `-`, `_` and spaces do not count. `cloud`: the project's, where it
  /// decides.
  static func key(for written: String, in mapping: String, on cloud: Cloud?) -> String? {
    let name = String(written.unicodeScalars.filter { !"-_ ".unicodeScalars.contains($0) }).lowercased()
    guard let key = byMapping[mapping]?[name] else { return nil }
    guard let cloud, key == "service_name" || key == "resource_id" else { return key }
    return cloud == .aws ? "service_name" : "resource_id"
  }

  private static let byMapping: [String: [String: String]] = [
    "manifest": names(
      "company: companyname customername organization organisation organizationname merchant merchantname",
      "contacts: contact contactpersons technicalcontacts emails",
      "projects: project",
      "limits: edition limitsedition"
    ),
    "contact": names("name: fullname contactname", "email: emailaddress mail contactemail"),
    "project": names(
      "title: name projectname projecttitle description",
      "plan: projectplan subscriptionplan edition tier",
      "cloud: cloudprovider provider cloudplatform platform",
      "region: cloudregion projectregion awsregion azureregion location",
      "environments: environment envs env"
    ),
    "environment": names(
      "type: environmenttype envtype",
      "connection: connectiontype privatelinktype privatelinkconnectiontype direction connectiondirection",
      "cluster: clusterid platformcluster clustername",
      "customer: customernetwork customervpc",
      "ports: servicesandports communicationports openports services openedports",
      "private_dns: privatednsenabled enableprivatedns privatednsonly",
      "endpoint_services: endpointservice privatelinkservices vpcendpointservices",
      "needed_by: duedate deadline requiredby neededdate"
    ),
    "customer": names(
      "account:"
        + """
         accountnumber accountid awsaccount awsaccountid awsaccountnumber cloudaccount cloudaccountnumber \
        owneraccount ownerid
        """
          + """
           subscriptionid subscription azuresubscription azuresubscriptionid customeraccount customeraccountid \
          customeraccountnumber
          """,
      "region: cloudregion awsregion azureregion location customerregion",
      "subscriptions: subscriptionids allowedsubscriptions azuresubscriptions azuresubscriptionids"
    ),
    "port": names(
      "service: name servicename application app",
      "protocol: applicationprotocol appprotocol",
      "port: portnumber number communicationport ports",
      "transport: transportprotocol ipprotocol"
    ),
    "endpoint service": names(
      """
      service_name: name endpointservicename vpcendpointservicename endpointservice endpointserviceid serviceid \
      dnsurl endpointserviceurl endpointservicedns endpointservicednsurl endpointservicednsname vpceservicename \
      servicedns servicednsname
      """,
      "resource_id: id privatelinkserviceid plsid resource privateconnectionresourceid targetresourceid",
      "region: cloudregion awsregion serviceregion location",
      "ports: listeners listenerports",
      """
      allowed_principals: principals principalarns allowedprincipalarns principal allowedaccounts permissions allow \
      allowlist whitelist whitelistedprincipals
      """,
      "acceptance_required: acceptance requireacceptance manualacceptance",
      "private_dns: privatednsenabled enableprivatedns privatednsname",
      "load_balancers:"
        + """
         networkloadbalancerarns networkloadbalancers nlb nlbs nlbarn nlbarns loadbalancerarn loadbalancerarns \
        loadbalancerids
        """
        + " loadbalancerfrontendipconfigurations"
    ),
    "enablement": names(
      "ticket: ticketid ticketnumber supportticket case casenumber caseid",
      "service_name: endpointservicename endpointservice adobeservicename adobeendpointservice",
      "resource_id: alias privatelinkserviceid privatelinkservicealias",
      "adobe_subscription: adobesubscriptionid subscriptionid",
      "endpoints: endpoint vpcendpoints privateendpoints interfaceendpoints"
    ),
    "endpoint service's enablement": names("endpoints: endpoint vpcendpoints privateendpoints interfaceendpoints"),
    "endpoint": names(
      "id: endpointid vpcendpointid privateendpointid resourceid",
      "dns: dnsname dnsnames hostname host ipaddress address",
      "approved: approvedon approvedat acceptedon accepted",
      "verified: verifiedon verifiedat testedon tested"
    ),
  ]

  /// `"key: name name"` as name to key.
  private static func names(_ lines: String...) -> [String: String] {
    lines.reduce(into: [:]) { names, line in
      let words = line.split(separator: " ")
      for word in words.dropFirst() { names[String(word)] = String(words[0].dropLast()) }
    }
  }
}
