import Diagnostics

/// Several port numbers in one value: `80-90`, `80,443`, `80 443`.
enum SeveralPorts: Equatable {
  case list([Int])
  case range(Int, Int)

  /// Nil if a text is anything else.
  init?(_ text: String) {
    guard text.utf8.count <= 200 else { return nil }
    let numbers = text.split { !$0.isASCIIDigit }.map(String.init)
    let ports = numbers.compactMap(Int.init).filter { (1...65535).contains($0) }
    guard ports.count > 1, ports.count == numbers.count, text.first?.isASCIIDigit == true,
      text.last?.isASCIIDigit == true
    else { return nil }
    let between = Set(text.split(whereSeparator: \.isASCIIDigit).map { $0.filter { $0 != " " }.lowercased() })
    guard between.count == 1, let separator = between.first else { return nil }
    if ["-", "–", "—", "..", "...", "to"].contains(separator) {
      guard ports.count == 2, ports[0] < ports[1] else { return nil }
      self = .range(ports[0], ports[1])
    } else if ["", ",", ";", "/", "|", "+", "&", "and"].contains(separator) {
      self = .list(ports)
    } else {
      return nil
    }
  }

  var what: String {
    switch self {
    case .list(let ports): "\(ports.count) ports"
    case .range: "a range of ports"
    }
  }

  /// The entries to write instead, as the end of a sentence.
  func entries(service: String) -> String {
    func entry(_ port: Int) -> String { "`- { service: \(service), port: \(port) }`" }
    switch self {
    case .list(let ports):
      return ports.count > 4
        ? ports.prefix(4).map(entry).joined(separator: ", ") + " and so on"
        : Display.list(ports.map(entry), "and")
    case .range(let first, let last):
      return "\(entry(first)) \(first + 1 == last ? "and" : "to") \(entry(last))"
    }
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
