import CloudState
import Diagnostics
import Testing

/// Hostile and unusual JSON: refused with a reason, or read for what it is; nothing else of a file is kept.
@Suite struct CloudStateTests {
  private static func read(_ text: String, as path: String = "cloud/file.json") -> CloudState {
    read(Array(text.utf8), as: path)
  }

  private static func read(_ bytes: [UInt8], as path: String = "cloud/file.json") -> CloudState {
    CloudState.read([(path, Source(path: path, contents: bytes))])
  }

  @Test(arguments: [
    ("[" + String(repeating: "[", count: 200_000), "inside each other"), ("{\"a\":1,\"a\":2}", "already has"),
    ("{\"a\":1,\"\\u0061\":2}", "already has"), ("{\"a\":\"\\u0000\"}", "NUL"), ("{\"a\":\"\\ud800\"}", "surrogate"),
    ("{\"a\":\"\\udc00\"}", "surrogate"), ("{\"a\":\"\\ud800\\u0041\"}", "surrogate"),
    ("{\"a\":\"\u{1B}\"}", "control"),
    ("{} {}", "after the value"), ("{\"a\":1,}", "name"), ("[1,]", "value"), ("{\"a\" 1}", "`:`"), ("01", "value"),
    ("[1 2]", "`,`"), ("-", "value"), ("1.", "digits"), ("1e", "digits"), ("\"\\x\"", "escape"),
    ("\"\\u12\"", "hexadecimal"),
    ("\"a", "ends"), ("{", "ends"), ("", "ends"), ("nul", "value"), ("\u{FEFF}", "ends"), ("NaN", "value"),
    ("'a'", "value"),
  ])
  func refused(text: String, words: String) {
    let state = Self.read(text)
    #expect(state.sources.isEmpty)
    #expect(state.skipped.count == 1 && state.skipped[0].reason.contains(words), "\(state.skipped)")
  }

  @Test func bytesThatAreNoTextAreRefused() {
    #expect(Self.read([0x22, 0xFF, 0x22]).skipped.first?.reason.contains("UTF-8") == true)
  }

  @Test(arguments: [
    "null", "[]", "{}", "\"x\"", "{\"ServiceConfigurations\":{}}", "{\"a\":[1,2,{\"b\":null}]}",
    "[{\"id\":\"/subscriptions\"}]",
    "[1]", "{\"Account\":1}",
  ])
  func somethingElseIsSkipped(text: String) {
    let state = Self.read(text)
    #expect(state.sources.isEmpty && state.skipped.count == 1)
  }

  @Test func wrongTypesAreNotTaken() {
    let state = Self.read(
      "{\"ServiceConfigurations\":[1,null,\"x\",{\"ServiceId\":5},{\"ServiceId\":\"vpce-svc-12\"},{\"ServiceId\":\"vpce-svc-03d5ebb7d9579a2b3\",\"NetworkLoadBalancerArns\":\"x\",\"AcceptanceRequired\":\"yes\",\"ServiceState\":[]}]}"
    )
    #expect(state.services.keys.sorted() == ["vpce-svc-03d5ebb7d9579a2b3"])
    let service = state.services["vpce-svc-03d5ebb7d9579a2b3"]
    #expect(service?.loadBalancers == nil && service?.acceptanceRequired == nil && service?.state == nil)
  }

  /// An ID that could carry a line into a manifest or a script is none.
  @Test func idsHaveTheirForm() {
    let state = Self.read(
      """
      {"VpcEndpoints":[{"VpcEndpointId":"vpce-0c4f1e2d3b5a69788\\n- \
      x","State":"available"},{"VpcEndpointId":"vpce-0c4f1e2d3b5a69788","DnsEntries":[{"DnsName":"a b; \
      rm"},{"DnsName":"a.example"}]}]}
      """
    )
    #expect(state.endpoints.keys.sorted() == ["vpce-0c4f1e2d3b5a69788"])
    #expect(state.endpoints["vpce-0c4f1e2d3b5a69788"]?.dnsNames.map(\.value) == ["a.example"])
  }

  @Test func nothingElseIsKept() {
    let text =
      """
      {"VpcEndpoints": [
      {"VpcEndpointId": "vpce-0c4f1e2d3b5a69788", "PolicyDocument": "AKIAABCDEFGHIJKLMNOP", "Tags": [{"Key": \
      "password", "Value": "hunter2"}]}
      ]}
      """
    let state = Self.read(text)
    let kept = state.sources[0].source.text(Span(0..<state.sources[0].source.bytes.count))
    #expect(
      kept.contains("vpce-0c4f1e2d3b5a69788") && !kept.contains("AKIA") && !kept.contains("hunter2")
        && !kept.contains("password")
    )
    // Lines and columns stay.
    #expect(kept.utf8.count == text.utf8.count && kept.filter { $0 == "\n" }.count == 2)
  }

  @Test func modulesAndInstancesOfTerraformAreRead() {
    let service = { (id: String) in
      "{\"address\":\"module.a.aws_vpc_endpoint_service.x[\\\"k\\\"]\",\"type\":\"aws_vpc_endpoint_service\",\"index\":\"k\",\"values\":{\"id\":\"vpce-svc-\(id)\",\"allowed_principals\":null,\"private_dns_name\":\"\"}}"
    }
    let state = Self.read(
      "{\"format_version\":\"1.0\",\"values\":{\"root_module\":{\"resources\":[\(service("00000001"))],\"child_modules\":[{\"resources\":[\(service("00000002"))],\"child_modules\":[{\"resources\":[\(service("00000003")),\(service("00000004"))]}]}]}}}"
    )
    #expect(state.services.count == 4)
    #expect(state.services.values.allSatisfy { !$0.principals.isWhole && $0.privateDNSName == nil })
    #expect(Self.read("{\"format_version\":\"1.0\"}").sources.count == 1)
  }

  /// A cloud's own answer beats what Terraform knows, whatever the order of the paths.
  @Test func answersOfTheCloudComeFirst() {
    let state = CloudState.read(
      [
        (
          "a.json",
          "{\"format_version\":\"1.0\",\"values\":{\"root_module\":{\"resources\":[{\"type\":\"aws_vpc_endpoint_service\",\"values\":{\"id\":\"vpce-svc-00000001\",\"acceptance_required\":false}}]}}}"
        ),
        ("b.json", "{\"ServiceConfigurations\":[{\"ServiceId\":\"vpce-svc-00000001\",\"AcceptanceRequired\":true}]}"),
      ].map { ($0.0, Source(path: $0.0, contents: Array($0.1.utf8))) }
    )
    #expect(state.services["vpce-svc-00000001"]?.acceptanceRequired?.value == true)
  }

  /// The last page of a list is none of its own, whatever its name is.
  @Test(arguments: [("a", 0), ("b", 1)]) func pagesOfOneFolderAreNoWholeList(folder: String, whole: Int) {
    let state = CloudState.read(
      [
        (
          "\(folder)/aws/210987654321/eu-west-1/describe-vpc-endpoints--1.json",
          "{\"VpcEndpoints\":[],\"NextToken\":\"x\"}"
        ),
        ("a/aws/210987654321/eu-west-1/describe-vpc-endpoints.json", "{\"VpcEndpoints\":[]}"),
      ].map { ($0.0, Source(path: $0.0, contents: Array($0.1.utf8))) }
    )
    #expect(state.wholeLists.count == whole && !state.isDisputed)
  }
}
