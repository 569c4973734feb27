import Diagnostics
import LanguageServer

/// What the server answers, as a case shows it. Lines and characters are 1-based, as everywhere in the cases.
extension ServerSession {
  func answer(_ request: String, _ argument: String) -> String {
    switch request {
    case "diagnostics": diagnostics()
    case "hover": hover()
    case "completion": completion(argument)
    case "accept": accept(argument)
    case "actions": actions()
    case "apply": apply(argument)
    case "format": format(ask("textDocument/formatting", place()))
    case "symbols": symbols(ask("textDocument/documentSymbol", place()).elements ?? [], indent: "")
    case "search": search(argument)
    case "definition": locations(ask("textDocument/definition", place()))
    case "references": locations(ask("textDocument/references", place(", \"context\": {\"includeDeclaration\": true}")))
    case "highlight": ranges(ask("textDocument/documentHighlight", place()))
    case "rename": rename(argument)
    case "folding": folding()
    case "links": links()
    case "hints": hints()
    case "lenses": lenses()
    case "command": command(argument)
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
        """
          \(ServerSession.name(location?["uri"]?.string ?? "")):\(ServerSession.range(location?["range"])): \
        \(place["message"]?.string ?? "")

        """
    }
    if let page = value["codeDescription"]?["href"]?.string { text += "  \(page)\n" }
    return text
  }

  private func hover() -> String {
    let answer = ask("textDocument/hover", place())
    guard let value = answer["contents"]?["value"]?.string else { return "nothing\n" }
    return "\(ServerSession.range(answer["range"]))\n\(value)\n"
  }

  // MARK: Completion

  private func items() -> [JSON] {
    let items = ask("textDocument/completion", place())["items"]?.elements ?? []
    return items.sorted { ($0["sortText"]?.string ?? "") < ($1["sortText"]?.string ?? "") }
  }

  /// The labels with what is beside them; an argument is a number of items, for long lists.
  private func completion(_ argument: String) -> String {
    let items = items()
    let shown = items.prefix(Int(argument) ?? items.count).map { item in
      (item["label"]?.string ?? "") + (item["detail"]?.string.map { " | \($0)" } ?? "") + "\n"
    }.joined()
    let rest = items.count - (Int(argument) ?? items.count)
    return items.isEmpty ? "nothing\n" : shown + (rest > 0 ? "and \(rest) more\n" : "")
  }

  /// The text once an item is accepted; its tab stops stay as they are.
  private func accept(_ label: String) -> String {
    guard let item = items().first(where: { $0["label"]?.string == label }), let edit = item["textEdit"],
      let cursor, let text = texts[cursor.uri]
    else { return "there is no item \(label)\n" }
    // As editors do it: the lines of a snippet get the indentation of the line.
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let indentation = lines[edit["range"]?["start"]?["line"]?.integer ?? 0].prefix { $0 == " " }
    let column = edit["range"]?["start"]?["character"]?.integer ?? 0
    let own = String(repeating: " ", count: min(indentation.count, column))
    let new = (edit["newText"]?.string ?? "").replacing("\n", with: "\n" + own)
    return ServerSession.apply([(edit["range"], new)], to: text)
  }

  // MARK: Actions

  private func actionList() -> [JSON] {
    let position = (cursor?.position).map { "{\"line\": \($0.line), \"character\": \($0.character)}" } ?? ""
    let range =
      position.isEmpty
      ? "{\"start\": {\"line\": 0, \"character\": 0}, \"end\": {\"line\": 9999, \"character\": 0}}"
      : "{\"start\": \(position), \"end\": \(position)}"
    return ask("textDocument/codeAction", place(", \"range\": \(range), \"context\": {\"diagnostics\": []}")).elements
      ?? []
  }

  private func actions() -> String {
    let lines = actionList().map { action in
      """
      \(action["kind"]?.string ?? "")\(action["isPreferred"]?.bool == true ? ", preferred" : ""): \
      \(action["title"]?.string ?? "")

      """
    }.joined()
    return lines.isEmpty ? "nothing\n" : lines
  }

  /// The text once an action is taken.
  private func apply(_ title: String) -> String {
    guard let action = actionList().first(where: { $0["title"]?.string == title }) else {
      return "there is no action \(title)\n"
    }
    return applied(action["edit"])
  }

  /// The texts that an edit of the workspace changes, as they are after it.
  func applied(_ edit: JSON?) -> String {
    (edit?["documentChanges"]?.elements ?? []).map { change in
      let uri = change["textDocument"]?["uri"]?.string ?? ""
      let edits = (change["edits"]?.elements ?? []).map { ($0["range"], $0["newText"]?.string ?? "") }
      return ServerSession.apply(edits, to: texts[uri] ?? "")
    }.joined()
  }

  static func apply(_ edits: [(range: JSON?, text: String)], to text: String) -> String {
    var lines = TextLines(Array(text.utf8), .utf8)
    func position(_ value: JSON?) -> Position {
      Position(line: value?["line"]?.integer ?? 0, character: value?["character"]?.integer ?? 0)
    }
    for edit in edits.reversed() {
      let span = lines.span(of: PositionRange(position(edit.range?["start"]), position(edit.range?["end"])))
      var bytes = lines.bytes
      bytes.replaceSubrange(span, with: edit.text.utf8)
      lines = TextLines(bytes, .utf8)
    }
    let result = String(decoding: lines.bytes, as: UTF8.self)
    return result.hasSuffix("\n") ? result : result + "\n"
  }

  // MARK: The rest

  /// The edits, and the text after them.
  private func format(_ answer: JSON) -> String {
    if let message = answer["message"]?.string { return message + "\n" }
    guard let edits = answer.elements, let text = texts.values.first else { return "nothing\n" }
    let list = edits.map { "\(ServerSession.range($0["range"])) \(quoted($0["newText"]?.string ?? ""))\n" }.joined()
    return list + ServerSession.apply(edits.map { ($0["range"], $0["newText"]?.string ?? "") }, to: text)
  }

  private func quoted(_ text: String) -> String {
    var writer = JSONWriter(compact: true)
    writer.string(text)
    return writer.text
  }

  private func symbols(_ symbols: [JSON], indent: String) -> String {
    symbols.map { symbol in
      """
      \(indent)\(symbol["name"]?.string ?? "") | \(symbol["detail"]?.string ?? "") | \
      \(ServerSession.range(symbol["range"]))

      """
        + self.symbols(symbol["children"]?.elements ?? [], indent: indent + "  ")
    }.joined()
  }

  private func search(_ query: String) -> String {
    (ask("workspace/symbol", "{\"query\": \"\(query)\"}").elements ?? []).map { symbol in
      let location = symbol["location"]
      return
        """
        \(symbol["name"]?.string ?? "") in \(symbol["containerName"]?.string ?? "-") \
        \(ServerSession.name(location?["uri"]?.string ?? "")):\(ServerSession.range(location?["range"]))

        """
    }.joined()
  }

  private func locations(_ answer: JSON) -> String {
    let lines = (answer.elements ?? []).map { place in
      "\(ServerSession.name(place["uri"]?.string ?? "")):\(ServerSession.range(place["range"]))\n"
    }.joined()
    return lines.isEmpty ? "nothing\n" : lines
  }

  private func ranges(_ answer: JSON) -> String {
    (answer.elements ?? []).map {
      "\(ServerSession.range($0["range"])) \($0["kind"]?.integer == 3 ? "write" : "read")\n"
    }.joined()
  }

  private func rename(_ name: String) -> String {
    let prepared = ask("textDocument/prepareRename", place())
    let answer = ask("textDocument/rename", place(", \"newName\": \"\(name)\""))
    if let message = answer["message"]?.string { return message + "\n" }
    return ServerSession.range(prepared) + "\n" + applied(answer)
  }

  private func folding() -> String {
    (ask("textDocument/foldingRange", place()).elements ?? []).map {
      "\(($0["startLine"]?.integer ?? -1) + 1)-\(($0["endLine"]?.integer ?? -1) + 1)\n"
    }.joined()
  }

  private func links() -> String {
    (ask("textDocument/documentLink", place()).elements ?? []).map {
      "\(ServerSession.range($0["range"])) \($0["target"]?.string ?? "")\n"
    }.joined()
  }

  private func hints() -> String {
    let range = "{\"start\": {\"line\": 0, \"character\": 0}, \"end\": {\"line\": 9999, \"character\": 0}}"
    let lines = (ask("textDocument/inlayHint", place(", \"range\": \(range)")).elements ?? []).map { hint in
      let position = hint["position"]
      return
        """
        \((position?["line"]?.integer ?? -1) + 1):\((position?["character"]?.integer ?? -1) + 1) \
        \(hint["label"]?.string ?? "")

        """
    }.joined()
    return lines.isEmpty ? "nothing\n" : lines
  }

  private func lenses() -> String {
    (ask("textDocument/codeLens", place()).elements ?? []).map {
      "\(ServerSession.range($0["range"])) \($0["command"]?["title"]?.string ?? "")\n"
    }.joined()
  }

  /// A command and what it is about; the first text where nothing else is named.
  private func command(_ words: String) -> String {
    let words = words.split(separator: " ").map(String.init)
    let name = words.first ?? ""
    let uri = words.count > 1 ? words[1] : texts.keys.sorted().first ?? ""
    let answer = ask("workspace/executeCommand", "{\"command\": \"privatelint.\(name)\", \"arguments\": [\"\(uri)\"]}")
    let text = answer.string ?? answer["message"]?.string ?? "nothing"
    return text.hasSuffix("\n") ? text : text + "\n"
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
