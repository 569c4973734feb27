/// Changes a manifest the way people, editors and accidents do.
struct Mutation {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &generator)]
  }

  mutating func mutate(_ text: String) -> [UInt8] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for _ in 0..<Int.random(in: 1...6, using: &generator) { change(&lines) }
    let isCRLF = generator.chance(20)
    var bytes = Array(lines.joined(separator: isCRLF ? "\r\n" : "\n").utf8)
    if generator.chance(20) { bytes = [0xEF, 0xBB, 0xBF] + bytes }
    return bytes
  }

  private mutating func change(_ lines: inout [String]) {
    if lines.isEmpty { lines = [""] }
    let index = Int.random(in: 0..<lines.count, using: &generator)
    let line = lines[index]
    let indentation = String(line.prefix { $0 == " " })
    switch Int.random(in: 0..<20, using: &generator) {
    case 0, 1, 2:
      lines.insert(String(repeating: " ", count: Int.random(in: 0...14, using: &generator)) + comment(), at: index)
    case 3, 4, 5: lines[index] += pick([" ", "  ", "     ", "\t"]) + comment()
    case 6:
      lines.insert(
        contentsOf: Array(repeating: pick(["", "   "]), count: Int.random(in: 1...3, using: &generator)),
        at: index
      )
    case 7: lines = lines.map { String($0.prefix { $0 == " " }) + $0 }
    case 8: lines.remove(at: index)
    case 9: lines.swapAt(index, Int.random(in: 0..<lines.count, using: &generator))
    case 10:
      lines.insert(
        indentation
          + pick([
            "x-own: &own { a: 1 }", "x-list: [ *own, *own ]", "<<: *own",
            "title: |\n\(indentation)    one\n\n\(indentation)      two",
            "x-note: >+\n\(indentation)  kept\n\n", "? x-key\n\(indentation): value",
          ]),
        at: index
      )
    case 11, 12:
      guard
        let blank = line.indices.filter({ line[$0] == " " && $0 > indentation.endIndex }).randomElement(
          using: &generator
        )
      else {
        return
      }
      lines[index].replaceSubrange(
        blank...blank,
        with: pick(["\n" + indentation + "   ", " # in between\n" + indentation + "    ", "   "])
      )
    case 13, 14, 15:
      guard let colon = line.firstIndex(of: ":") else { return }
      lines[index] = line[...colon] + " " + value(indentation)
    case 16: lines[index] = line.replacing(": ", with: pick([": &a ", ": &b ", ": !!str "]), maxReplacements: 1)
    case 17: lines.insert(pick(["---", "...", "--- # next", "version: 1"]), at: index)
    case 18:
      guard let place = line.indices.randomElement(using: &generator) else { return }
      lines[index].insert(pick(Array("\"'#:-,[]{}&*|> \té\u{A0}\u{2028}?!")), at: place)
    default: lines.insert(line, at: index)
    }
  }

  private mutating func comment() -> String {
    pick([
      "# remark \(Int.random(in: 0..<1000, using: &generator))", "#", "#no blank", "# with trailing   ", "# é: [", "##",
    ])
  }

  private mutating func value(_ indentation: String) -> String {
    pick([
      "\"yes\"", "'no'", "'12'", "\"a: b\"", "'it''s'", "'\"'", "\"\\u00e9\"", "\"a\\\n\(indentation)    b\"",
      "one\n\(indentation)    two\n\n\(indentation)   three",
      "'one\n\(indentation)   two'", "*own", "*a", "*b", "&a text", "&a {b: c,  d: [e ,f]}", "[ {a: b} , c: d ]",
      "{ a, b: , \"c\": }",
      "|-\n\(indentation)      text", "|2\n\(indentation)     text",
      ">\n\(indentation)    folded\n\(indentation)    text\n\(indentation)      more\n\n\(indentation)    end", "", "~",
      "[]", "{}",
      "012345678901", "123456789012", "'---'", "\"- a\"", "\"#\"", "'a #b'",
      "<account>", "{account}", "[a, b, # c\n\(indentation)  d]",
      "{ a: b, # c\n\(indentation)  # d\n\(indentation)  e: f }",
      "\"0f2b9c1e-5b7a-4e3d-9a55-6d1f0c7e8b21\"", "'2026-11-20'", "\" a\"", "\"tab\tinside\"",
      "!!str 12", "! 12",
      "&c\n\(indentation)    - a\n\(indentation)    # b\n\(indentation)    - - c\n\(indentation)      - d",
      """

      \(indentation)- a
      \(indentation)-   b: c
      \(indentation)    d: e
      \(indentation)-
      \(indentation)  # about f
      \(indentation)  f: g
      """,
      "[\(repeatElement("com.amazonaws.vpce.eu-west-1.vpce-svc-03d5ebb7d9579a2b3", count: 3).joined(separator: ", "))]",
      "[\n\(indentation)  # before\n\(indentation)  a, # after a\n\(indentation)  # at the end\n\(indentation)  ]",
    ])
  }
}

/// Writes manifests that keep to the grammar of the language, with keys in any order, in block and in flow style.
struct RandomManifest {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func manifest() -> String {
    var pairs = [("version", "1"), ("company", text()), ("projects", "")]
    if generator.chance(2) { pairs.append(("contacts", "")) }
    if generator.chance(3) {
      pairs.insert(("x-customer", "&customer { account: \"210987654321\", region: eu-west-1 }"), at: 0)
    }
    let hasCustomer = pairs[0].0 == "x-customer"
    if !hasCustomer { pairs.shuffle(using: &generator) }
    return pairs.map { key, value in
      switch key {
      case "projects": remark(0) + "projects:\n" + project(hasCustomer)
      case "contacts": remark(0) + "contacts:\n" + remark(1) + "- { email: netops@northwind.example,name: \(text()) }\n"
      default: remark(0) + "\(key): \(value)\(trailingComment())\n"
      }
    }.joined() + remark(2)
  }

  private mutating func project(_ hasCustomer: Bool) -> String {
    var keys = [("plan", "pro"), ("cloud", "aws"), ("region", "eu-west-1"), ("title", text()), ("environments", "")]
    keys.shuffle(using: &generator)
    return "    yw1unoukjcawe:\(trailingComment())\n"
      + keys.map { key, value in
        if key != "environments" { return remark(6) + "      \(key): \(value)\(trailingComment())\n" }
        return remark(6) + "      environments:\n" + remark(9)
          + ["production", "staging"].map {
            remark(8) + "        \($0):\(trailingComment())\n" + environment(hasCustomer)
          }
          .joined()
      }.joined()
  }

  private mutating func environment(_ hasCustomer: Bool) -> String {
    var keys = [
      "connection: unidirectional\(trailingComment())\n", "ports:\n" + ports(),
      hasCustomer
        ? "customer: *customer\(trailingComment())\n"
        : "customer: {region: eu-west-1, account: 210987654321}\(trailingComment())\n",
    ]
    if generator.chance(3) { keys.append("needed_by: 2027-01-29\(trailingComment())\n") }
    keys.shuffle(using: &generator)
    return keys.map { remark(10) + "          " + $0 }.joined()
  }

  private mutating func ports() -> String {
    (0..<Int.random(in: 1...3, using: &generator)).map { index in
      let port = 8000 + index
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: return remark(10) + "          - {port: \(port),service: \(text())}\(trailingComment())\n"
      case 1:
        return remark(12) + "          - port: \(port)\(trailingComment())\n" + remark(12)
          + "            service: \(text())\(trailingComment())\n"
      default:
        return remark(10)
          + """
                    -\(trailingComment())
                      service: \(text())
                      port: \(port)\(trailingComment())

          """
      }
    }.joined()
  }

  private mutating func text() -> String {
    ["Webserver", "\"ERP API\"", "'Mesh sync'", "\"it's\"", "'a: b'", "\"yes\"", "Café", "\"10\""].randomElement(
      using: &generator
    ) ?? ""
  }

  private mutating func remark(_ column: Int) -> String {
    let blanks = String(repeating: "\n", count: generator.chance(5) ? Int.random(in: 1...3, using: &generator) : 0)
    guard generator.chance(4) else { return blanks }
    return blanks + String(repeating: " ", count: max(0, column + Int.random(in: -2...2, using: &generator)))
      + "# remark \(Int.random(in: 0..<1000, using: &generator))\n"
  }

  private mutating func trailingComment() -> String {
    generator.chance(4) ? "   # after \(Int.random(in: 0..<1000, using: &generator))" : ""
  }
}
