import Diagnostics
import Files
import Linter
import ManifestModel

/// The language server: what the client says goes in message by message, what it gets comes out as bytes.
///
/// Requests are answered in one thread, in order. Nothing here reads or writes but through `CheckedFolder`.
package final class Server {
  /// What the server is started with.
  package struct Options {
    package var lint: LintOptions
    package var settings = SettingsFinder.Choice.search
    package var levels: [String: RuleLevel] = [:]
    /// The editor's process, if it is known from the start.
    package var clientProcess: Int32?
    /// The documentation's address, without a slash at the end; empty if the build has none.
    package var documentation = Version.documentation

    package init(_ lint: LintOptions) { self.lint = lint }
  }

  private enum Phase { case created, running, shutDown }

  private var phase = Phase.created
  let options: Options
  /// What goes to the client, in order.
  private var outgoing: [UInt8] = []
  /// Set by `exit`: the status to end with.
  package private(set) var exitStatus: Int32?
  /// The editor's process, whose end ends the server.
  package private(set) var clientProcess: Int32?
  var client = ClientCapabilities()
  var encoding = PositionEncoding.utf16
  var preferences = Preferences()
  /// The workspace folders, inner ones before those around them.
  var folders: [CheckedFolder] = []
  /// The open texts that are checked each by itself: those in no folder, and second names of a file.
  var loose: [ByteKey: CheckedFolder] = [:]
  /// The open texts by path.
  var texts: [ByteKey: OpenText] = [:]
  /// Open texts of files that are open under another name as well: these are checked each by itself, so that no file is
  /// checked against itself.
  var secondNames: Set<ByteKey> = []
  /// The URIs for which diagnostics were published, by path.
  var published: [ByteKey: String] = [:]
  /// Whether something has changed since diagnostics were last published.
  var isChanged = false
  /// Paths with results that were not published yet.
  var unpublished: Set<ByteKey> = []
  /// The number of the last result of each path.
  var generations: [ByteKey: Int] = [:]
  /// Whether something has changed that no notification about a text reported.
  var hasChangedOnDisk = false
  /// Requests that were taken back before they were answered.
  private var cancelled: Set<Message.ID> = []
  private var requestCount = 0
  /// What is to be done with the client's answers.
  private var awaited: [Message.ID: (JSON?) -> Void] = [:]

  package init(_ options: Options) {
    self.options = options
    clientProcess = options.clientProcess
  }

  /// The status to end with where the input ends.
  package var statusAtEnd: Int32 { phase == .shutDown ? 0 : 1 }

  // MARK: Messages

  /// The bytes for the client since the last call.
  package func takeOutgoing() -> [UInt8] {
    defer { outgoing = [] }
    return outgoing
  }

  /// Notes the requests that messages further on take back.
  package func look(aheadAt content: [UInt8]) {
    guard content.count < 512, case .notification("$/cancelRequest", let params)? = try? Message(content),
      let id = Message.ID(params["id"])
    else { return }
    cancelled.insert(id)
  }

  /// Takes a message that cannot be read as one.
  package func refuse(_ fault: String) { respond(to: nil, ResponseError(.parseError, fault)) }

  /// Acts on a message.
  package func take(_ content: [UInt8]) {
    do throws(Message.Fault) {
      switch try Message(content) {
      case .request(let id, let method, let params): answer(id, method: method, params: params)
      case .notification(let method, let params): notice(method, params)
      case .response(let id, let result): awaited.removeValue(forKey: id)?(result)
      }
    } catch {
      respond(to: error.id, error.error)
    }
  }

  private func answer(_ id: Message.ID, method: String, params: JSON) {
    if cancelled.remove(id) != nil {
      return respond(to: id, ResponseError(.requestCancelled, "the request was cancelled"))
    }
    do throws(ResponseError) {
      try allow(method)
      guard let handler = Server.requests[method] else {
        throw ResponseError(.methodNotFound, "there is no method \(Display.quoted(method))")
      }
      var writer = JSONWriter(compact: true)
      let handlerError = answer(handler, params: params, to: &writer)
      if let handlerError { throw handlerError }
      send { message in
        message.key("id")
        id.write(to: &message)
        message.key("result")
        message.raw(writer.bytes)
      }
    } catch {
      respond(to: id, error)
    }
  }

  private func answer(_ handler: RequestHandler, params: JSON, to writer: inout JSONWriter) -> ResponseError? {
    do throws(ResponseError) {
      try handler(self)(params, &writer)
      return nil
    } catch {
      return error
    }
  }

  /// Requests before `initialize` and after `shutdown` get the errors of the protocol.
  private func allow(_ method: String) throws(ResponseError) {
    switch phase {
    case .created where method != "initialize":
      throw ResponseError(.serverNotInitialized, "`initialize` comes first")
    case .running where method == "initialize":
      throw ResponseError(.invalidRequest, "`initialize` comes once")
    case .shutDown: throw ResponseError(.invalidRequest, "the server is shut down; `exit` is awaited")
    case .created, .running: break
    }
  }

  private func notice(_ method: String, _ params: JSON) {
    if method == "exit" {
      exitStatus = phase == .shutDown ? 0 : 1
    } else if method == "$/cancelRequest" {
      if let id = Message.ID(params["id"]) { cancelled.remove(id) }
    } else if phase == .running, let handler = Server.notifications[method] {
      do throws(ResponseError) { try handler(self)(params) } catch {
        log("\(method): \(error.message)")
      }
    }
  }

  // MARK: Sending

  private func send(_ body: (inout JSONWriter) -> Void) {
    var writer = JSONWriter(compact: true)
    writer.object { writer in
      writer.field("jsonrpc", "2.0")
      body(&writer)
    }
    outgoing += "Content-Length: \(writer.bytes.count)\r\n\r\n".utf8
    outgoing += writer.bytes
  }

  private func respond(to id: Message.ID?, _ error: ResponseError) {
    send { writer in
      writer.key("id")
      if let id { id.write(to: &writer) } else { writer.null() }
      writer.object("error") { writer in
        writer.field("code", error.code.rawValue)
        writer.field("message", error.message)
      }
    }
  }

  func notify(_ method: String, _ params: (inout JSONWriter) -> Void) {
    send { writer in
      writer.field("method", method)
      writer.object("params", params)
    }
  }

  /// Asks the client for something; the answer, if there is one, goes to `then`.
  func request(
    _ method: String,
    _ params: ((inout JSONWriter) -> Void)? = nil,
    then: @escaping (JSON?) -> Void = { _ in }
  ) {
    requestCount += 1
    let id = Message.ID.number(requestCount)
    awaited[id] = then
    send { writer in
      writer.key("id")
      id.write(to: &writer)
      writer.field("method", method)
      if let params { writer.object("params", params) }
    }
  }

  /// A line in the client's log of this server.
  func log(_ message: String) {
    notify("window/logMessage") { writer in
      writer.field("type", 2)
      writer.field("message", message)
    }
  }

  // MARK: Lifecycle

  func initialize(_ params: JSON, _ writer: inout JSONWriter) throws(ResponseError) {
    phase = .running
    client = ClientCapabilities(params["capabilities"] ?? .object([:]))
    encoding = client.positionEncoding
    clientProcess = params["processId"]?.integer.flatMap { Int32(exactly: $0) } ?? clientProcess
    preferences = Preferences(params["initializationOptions"])
    addFolders(ofInitialize: params)
    writeCapabilities(&writer)
  }

  func shutDown(_ params: JSON, _ writer: inout JSONWriter) throws(ResponseError) {
    phase = .shutDown
    writer.null()
  }
}
