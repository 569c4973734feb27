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
        writer.field("hoverProvider", true)
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
