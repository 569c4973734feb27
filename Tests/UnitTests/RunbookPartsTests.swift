import ManifestModel
import Testing

@testable import Emitters

/// Names, variables and quoting of runbooks.
@Suite struct RunbookPartsTests {
  private static func name(_ project: String, _ environment: String, _ part: String, _ limit: Int = 32) -> String {
    ResourceName.of(project, environment: environment, part: part, limit: limit)
  }

  @Test func plainNamesStayAsTheyAre() {
    #expect(RunbookPartsTests.name("yw1unoukjcawe", "production", "erp") == "yw1unoukjcawe-production-erp")
    #expect(RunbookPartsTests.name("yw1unoukjcawe", "staging", "erp-api") == "yw1unoukjcawe-staging-erp-api")
  }

  @Test func longNamesKeepProjectAndEnvironment() {
    let name = RunbookPartsTests.name("yw1unoukjcawe", "production", "warehouse")
    #expect(name.hasPrefix("yw1unoukjcawe-production-") && name.utf8.count == 32)
    #expect(name == RunbookPartsTests.name("yw1unoukjcawe", "production", "warehouse"))
    // Exactly at the limit nothing is cut.
    #expect(RunbookPartsTests.name("yw1unoukjcawe", "production", "erp4567") == "yw1unoukjcawe-production-erp4567")
  }

  @Test(arguments: [32, 64, 80, 255])
  func everyNameIsTaken(_ limit: Int) {
    let texts = [
      "", "-", "internal", "sg", "销售", "Эрп", "a--b", "-a-", "A", "é", "a b", "erp.api", "\u{1F600}", "0",
      String(repeating: "a", count: 300), String(repeating: "-", count: 300), "a\u{301}", "4abcdef",
    ]
    var names: Set<String> = []
    for project in texts {
      for environment in texts {
        for part in texts {
          let name = RunbookPartsTests.name(project, environment, part, limit)
          #expect(names.insert(name).inserted, "\(name) is the name of \([project, environment, part]) and of another")
          #expect((1...limit).contains(name.utf8.count) && !name.hasPrefix("internal-") && !name.hasPrefix("sg-"))
          let isPlain = name.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789-".utf8.contains($0) }
          #expect(isPlain && name.utf8.first != UInt8(ascii: "-") && name.utf8.last != UInt8(ascii: "-"))
        }
      }
    }
  }

  @Test func namesThatCouldBeAnother() {
    let pairs = [
      (("a-b", "c", "d"), ("a", "b-c", "d")), (("a", "staging-2", "erp"), ("a", "staging", "2-erp")),
      (("a", "b", "ERP"), ("a", "b", "erp")), (("a", "b", "erp api"), ("a", "b", "erp-api")),
      (("a", "b", "销售"), ("a", "b", "财务")), (("internal", "b", "c"), ("pl-internal", "b", "c")),
    ]
    for (left, right) in pairs {
      #expect(RunbookPartsTests.name(left.0, left.1, left.2) != RunbookPartsTests.name(right.0, right.1, right.2))
    }
  }

  @Test func manyServicesHaveManyNames() {
    let names = Set((0..<10_000).map { RunbookPartsTests.name("yw1unoukjcawe", "production", "service number \($0)") })
    #expect(names.count == 10_000)
  }

  @Test func variables() {
    var variables = RunbookVariables()
    #expect(variables.variable("VPC_ID", "the VPC").name == "VPC_ID")
    #expect(variables.variable("VPC_ID", of: "erp (EU)", "the VPC of erp").name == "ERP_EU_VPC_ID")
    #expect(variables.variable("VPC_ID", of: "erp-EU", "the VPC of the other").name == "ERP_EU_2_VPC_ID")
    #expect(variables.variable("VPC_ID", of: "erp (EU)", "the VPC of erp").name == "ERP_EU_VPC_ID")
    #expect(variables.variable("VPC_ID", of: "销售", "a").name == "SERVICE_VPC_ID")
    #expect(variables.variable("VPC_ID", of: "2go", "b").name == "SERVICE_2GO_VPC_ID")
    // A service whose variables would have the names of others.
    #expect(variables.variable("NAT_SUBNET", of: "x", "c").name == "X_NAT_SUBNET")
    #expect(variables.variable("SUBNET", of: "x nat", "d").name == "X_NAT_SUBNET_2")
  }

  @Test func variablesOfACommand() {
    let command = RunbookCommand(
      "",
      #"X=$(aws a "$B" --q "C[?d=='$E'].f" 'not $G' \'$H --i "{j=$K/32}") \\$L"#,
      captured: "X"
    )
    #expect(command.variableNames == ["B", "E", "H", "K", "L"])
  }

  @Test func quoting() {
    #expect(Shell.quoted("it's") == #"'it'\''s'"#)
    #expect(Shell.quoted(#"\'; touch x; '"#) == #"\\\''; touch x; '\'"#)
    #expect(Shell.quoted("") == "''")
    #expect(Shell.word("a=b") == "'a=b'" && Shell.word("~x") == "'~x'" && Shell.word("erp-1.2") == "erp-1.2")
  }

  @Test func listeners() {
    var service = EffectiveEndpointService(name: "erp")
    service.ports = [(53, Transport.tcp), (53, .udp), (514, .udp), (8443, .tcp)].map {
      EffectivePort(number: $0.0, transport: $0.1, service: nil)
    }
    #expect(Listener.all(of: service).map(\.protocolName) == ["TCP_UDP", "UDP", "TCP"])
    #expect(Listener.titles(of: service) == "TCP and UDP 53, UDP 514, TCP 8443")
  }
}
