/// Why a request is not answered as it wished.
struct ResponseError: Error {
  let code: Code
  let message: String

  /// The codes of JSON-RPC 2.0 and LSP 3.17.
  enum Code: Int, Sendable {
    case parseError = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case invalidParams = -32602
    case serverNotInitialized = -32002
    case requestFailed = -32803
    case requestCancelled = -32800
    case contentModified = -32801
  }

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  static func missing(_ name: String) -> ResponseError {
    ResponseError(.invalidParams, "`\(name)` is missing or of another type")
  }
}
