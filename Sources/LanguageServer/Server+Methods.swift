import Diagnostics

typealias RequestHandler = @Sendable (Server) -> (JSON, inout JSONWriter) throws(ResponseError) -> Void
typealias NotificationHandler = @Sendable (Server) -> (JSON) throws(ResponseError) -> Void

/// The methods that the server knows, and what it says of itself.
extension Server {
  static let requests: [String: RequestHandler] = [
    "initialize": Server.initialize,
    "shutdown": Server.shutDown,
    "textDocument/codeAction": Server.codeActions,
    "codeAction/resolve": Server.resolveCodeAction,
    "textDocument/diagnostic": Server.diagnostics,
    "workspace/diagnostic": Server.workspaceDiagnostics,
    "textDocument/formatting": Server.format,
    "textDocument/rangeFormatting": Server.formatRange,
    "textDocument/documentSymbol": Server.documentSymbols,
    "workspace/symbol": Server.workspaceSymbols,
    "textDocument/foldingRange": Server.foldingRanges,
    "textDocument/definition": Server.definition,
    "textDocument/references": Server.references,
    "textDocument/documentHighlight": Server.highlights,
    "textDocument/prepareRename": Server.prepareRename,
    "textDocument/rename": Server.rename,
    "textDocument/codeLens": Server.codeLenses,
    "workspace/executeCommand": Server.execute,
    "textDocument/documentLink": Server.documentLinks,
    "textDocument/inlayHint": Server.inlayHints,
    "textDocument/completion": Server.complete,
    "textDocument/hover": Server.hover,
  ]

  /// The requests that the server answers.
  package static var methods: [String] { requests.keys.sorted() }

  static let notifications: [String: NotificationHandler] = [
    "initialized": Server.initialized,
    "textDocument/didOpen": Server.didOpen,
    "textDocument/didChange": Server.didChange,
    "textDocument/didSave": Server.didSave,
    "textDocument/didClose": Server.didClose,
    "workspace/didChangeWatchedFiles": Server.didChangeWatchedFiles,
    "workspace/didChangeWorkspaceFolders": Server.didChangeWorkspaceFolders,
    "workspace/didChangeConfiguration": Server.didChangeConfiguration,
  ]

  /// What is there without any choice.
  private static let plainProviders = [
    "hover", "documentFormatting", "documentRangeFormatting", "documentSymbol", "workspaceSymbol", "foldingRange",
    "definition", "references", "documentHighlight", "inlayHint",
  ]

  func writeCapabilities(_ writer: inout JSONWriter) {
    writer.object { writer in
      writer.object("capabilities") { writer in
        writer.field("positionEncoding", encoding.rawValue)
        writer.object("textDocumentSync") { writer in
          writer.field("openClose", true)
          // Incremental.
          writer.field("change", 2)
          writer.object("save") { $0.field("includeText", false) }
        }
        writer.object("codeActionProvider") { writer in
          writer.strings("codeActionKinds", ["quickfix", CodeAction.fixAllKind])
          writer.field("resolveProvider", true)
        }
        if client.pullsDiagnostics {
          writer.object("diagnosticProvider") { writer in
            writer.field("identifier", Tool.name)
            writer.field("interFileDependencies", true)
            writer.field("workspaceDiagnostics", true)
          }
        }
        writer.object("completionProvider") { writer in
          writer.strings("triggerCharacters", [" ", "*", "[", ",", "{", "-"])
        }
        for provider in Server.plainProviders { writer.field("\(provider)Provider", true) }
        writer.object("renameProvider") { $0.field("prepareProvider", true) }
        writer.object("codeLensProvider") { $0.field("resolveProvider", false) }
        writer.object("documentLinkProvider") { $0.field("resolveProvider", false) }
        writer.object("executeCommandProvider") { $0.strings("commands", Commands.all) }
        writer.object("workspace") { writer in
          writer.object("workspaceFolders") { writer in
            writer.field("supported", true)
            writer.field("changeNotifications", true)
          }
        }
      }
      writer.object("serverInfo") { writer in
        writer.field("name", Tool.name)
        writer.field("version", Version.number)
      }
    }
  }
}
