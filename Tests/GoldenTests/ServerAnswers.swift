import LanguageServer

/// What the server answers, as a case shows it. Lines and characters are 1-based, as everywhere in the cases.
extension ServerSession {
  func answer(_ request: String, _ argument: String) -> String {
    switch request {
    case "diagnostics": diagnostics()
    default: "the runner does not know \(request)\n"
    }
  }

  private func diagnostics() -> String {
    published().map { params in
      let uri = params["uri"]?.string ?? ""
      let version = params["version"]?.integer.map { " version \($0)" } ?? ""
      let head = texts.count > 1 || params["version"]?.integer != 1 ? "\(ServerSession.name(uri))\(version)\n" : ""
      let found = (params["diagnostics"]?.elements ?? []).map(diagnostic).joined()
      return head + (found.isEmpty ? "nothing\n" : found)
    }.joined()
  }

  private func diagnostic(_ value: JSON) -> String {
    let severities = ["", "error", "warning", "note"]
    let severity = severities[value["severity"]?.integer ?? 0]
    var text = "\(ServerSession.range(value["range"])) \(severity)[\(value["code"]?.string ?? "")]"
    if value["tags"] != nil { text += " unnecessary" }
    text += "\n" + ServerSession.indented(value["message"]?.string ?? "")
    for place in value["relatedInformation"]?.elements ?? [] {
      let location = place["location"]
      text +=
        "  \(ServerSession.name(location?["uri"]?.string ?? "")):\(ServerSession.range(location?["range"])): \(place["message"]?.string ?? "")\n"
    }
    if let page = value["codeDescription"]?["href"]?.string { text += "  \(page)\n" }
    return text
  }

  // MARK: Parts

  static func name(_ uri: String) -> String { (FileURI.path(of: uri) ?? uri).replacing(root + "/", with: "") }

  static func range(_ value: JSON?) -> String { "\(place(value?["start"]))-\(place(value?["end"]))" }

  private static func place(_ value: JSON?) -> String {
    "\((value?["line"]?.integer ?? -1) + 1):\((value?["character"]?.integer ?? -1) + 1)"
  }

  static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "\n" : "  \($0)\n" }.joined()
  }
}
