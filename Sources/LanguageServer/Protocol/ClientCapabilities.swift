/// What the client can do, as far as it makes a difference here.
struct ClientCapabilities {
  private let root: JSON

  init(_ root: JSON = .object([:])) { self.root = root }

  /// UTF-8 where the client takes it; UTF-16 is what every client takes.
  var positionEncoding: PositionEncoding {
    let offered = (root["general"]?["positionEncodings"]?.elements ?? []).compactMap(\.string)
    if offered.contains(PositionEncoding.utf8.rawValue) { return .utf8 }
    if offered.contains(PositionEncoding.utf16.rawValue) || offered.isEmpty { return .utf16 }
    return offered.contains(PositionEncoding.utf32.rawValue) ? .utf32 : .utf16
  }

  // MARK: Diagnostics

  private var publishDiagnostics: JSON? { root["textDocument"]?["publishDiagnostics"] }
  var takesRelatedInformation: Bool { publishDiagnostics?["relatedInformation"]?.bool ?? false }
  var takesCodeDescription: Bool { publishDiagnostics?["codeDescriptionSupport"]?.bool ?? false }
  var takesDiagnosticData: Bool { publishDiagnostics?["dataSupport"]?.bool ?? false }
  var takesDiagnosticVersion: Bool { publishDiagnostics?["versionSupport"]?.bool ?? false }
  var takesUnnecessaryTag: Bool {
    publishDiagnostics?["tagSupport"]?["valueSet"]?.elements?.contains(.integer(1)) ?? false
  }
  /// The client asks for diagnostics, so that none are sent unasked.
  var pullsDiagnostics: Bool { root["textDocument"]?["diagnostic"] != nil }
  var refreshesDiagnostics: Bool { root["workspace"]?["diagnostics"]?["refreshSupport"]?.bool ?? false }

  // MARK: Workspace

  var registersWatchers: Bool {
    root["workspace"]?["didChangeWatchedFiles"]?["dynamicRegistration"]?.bool ?? false
  }
  var answersConfiguration: Bool { root["workspace"]?["configuration"]?.bool ?? false }
  var takesDocumentChanges: Bool { root["workspace"]?["workspaceEdit"]?["documentChanges"]?.bool ?? false }
  var showsDocuments: Bool { root["window"]?["showDocument"]?["support"]?.bool ?? false }
  var refreshesCodeLenses: Bool { root["workspace"]?["codeLens"]?["refreshSupport"]?.bool ?? false }
  var refreshesInlayHints: Bool { root["workspace"]?["inlayHint"]?["refreshSupport"]?.bool ?? false }

  // MARK: Features

  private var codeAction: JSON? { root["textDocument"]?["codeAction"] }
  var takesCodeActionLiterals: Bool { codeAction?["codeActionLiteralSupport"] != nil }
  var takesPreferredActions: Bool { codeAction?["isPreferredSupport"]?.bool ?? false }
  /// Edits of an action may be asked for later.
  var resolvesActionEdits: Bool {
    codeAction?["dataSupport"]?.bool == true
      && (codeAction?["resolveSupport"]?["properties"]?.elements?.contains(.string("edit")) ?? false)
  }

  private var completionItem: JSON? { root["textDocument"]?["completion"]?["completionItem"] }
  var takesSnippets: Bool { completionItem?["snippetSupport"]?.bool ?? false }
  var takesIndentedSnippets: Bool {
    completionItem?["insertTextModeSupport"]?["valueSet"]?.elements?.contains(.integer(2)) ?? false
  }
  var takesMarkdownInCompletion: Bool {
    ClientCapabilities.takesMarkdown(completionItem?["documentationFormat"])
  }
  var takesMarkdownInHover: Bool { ClientCapabilities.takesMarkdown(root["textDocument"]?["hover"]?["contentFormat"]) }
  var takesSymbolTrees: Bool {
    root["textDocument"]?["documentSymbol"]?["hierarchicalDocumentSymbolSupport"]?.bool ?? false
  }

  private static func takesMarkdown(_ formats: JSON?) -> Bool {
    formats?.elements?.contains(.string("markdown")) ?? false
  }
}
