import Diagnostics
import YAMLTree

/// The part of a long name of AWS that is wrong, so that not the whole of it has to be read.
struct AWSNameFault {
  let range: Range<Int>
  let label: String

  private init(_ range: Range<Int>, _ label: String) { (self.range, self.label) = (range, label) }

  private typealias Test = (label: String, isFine: (Text) -> Bool)

  /// The first part that fails its test; the text has as many parts as there are tests.
  private static func first(in text: Text, by mark: UInt8, from start: Int = 0, _ tests: [Test]) -> AWSNameFault? {
    let rest = text[start..<text.count]
    guard let parts = rest.parts(by: mark), parts.count == tests.count else { return nil }
    for (part, test) in zip(parts, tests) where !test.isFine(rest[part]) {
      let range = start + part.lowerBound..<start + part.upperBound
      guard !range.isEmpty else {
        let mark = max(0, min(range.lowerBound, text.count - 1))
        return AWSNameFault(mark..<mark + 1, "a part is missing")
      }
      return AWSNameFault(range, test.label)
    }
    return nil
  }

  /// Nil: the text is not built like an ARN of a load balancer, or nothing in it is wrong.
  init?(loadBalancer text: Text) {
    guard text.hasPrefix("arn:"), let parts = text.parts(by: UInt8(ascii: ":")), parts.count == 6 else { return nil }
    let inFields = AWSNameFault.first(
      in: text,
      by: UInt8(ascii: ":"),
      [
        ("", { _ in true }),
        ("not an AWS partition", { Partition($0) != nil }),
        ("`elasticloadbalancing` is expected", { $0 == "elasticloadbalancing" }),
        ("not a region", { Region.isAWS($0) }),
        ("not 12 digits", { AWSAccount($0) != nil }),
        ("", { _ in true }),
      ]
    )
    let inResource = AWSNameFault.first(
      in: text,
      by: UInt8(ascii: "/"),
      from: parts[5].lowerBound,
      [
        ("`loadbalancer` is expected", { $0 == "loadbalancer" }),
        ("`net` is expected", { ["net", "app", "gwy"].contains($0.string) }),
        ("not the name of a load balancer", { AWSLoadBalancer.isName($0) }),
        ("not 16 hex digits", { $0.count == 16 && $0.bytes.allSatisfy(\.isSmallHexDigit) }),
      ]
    )
    guard let fault = inFields ?? inResource else { return nil }
    self = Partition.isIsolated(text[fault.range]) ? AWSNameFault(fault.range, "an unsupported partition") : fault
  }

  /// Nil: the text is not built like the name of an endpoint service, or nothing in it is wrong.
  init?(serviceName text: Text) {
    guard let prefix = Partition.servicePrefixes.first(where: { text.bytes.starts(with: $0.utf8) }) else { return nil }
    let start = prefix.utf8.count
    guard
      let fault = AWSNameFault.first(
        in: text,
        by: UInt8(ascii: "."),
        from: start,
        [
          ("not a region", { Region.isAWS($0) }),
          ("not `vpce-svc-` and 17 hex digits", { ServiceName.isID($0) }),
        ]
      )
    else { return nil }
    let part = text[fault.range]
    let id = part[0..<min(part.count, AWSNameFault.idLength)]
    if part.count > id.count, ServiceName.isID(id), !part.bytes[id.count].isSmallHexDigit {
      self.init(fault.range.lowerBound + id.count..<text.count, "not part of the name")
    } else {
      self = Region.ofZone(part.string) == nil ? fault : AWSNameFault(fault.range, "an Availability Zone")
    }
  }

  /// Of `vpce-svc-` and 17 digits.
  private static let idLength = 26

  /// The text from the mark before the wrong part on, where much comes before it.
  func shown(of text: Text) -> String {
    var start = range.lowerBound
    while start > 0, !":/.".utf8.contains(text.bytes[start]) { start -= 1 }
    return start > 40 ? "…" + text[start..<text.count].string : text.string
  }
}
