import Diagnostics

/// A message of JSON-RPC 2.0.
enum Message {
  case request(id: ID, method: String, params: JSON)
  case notification(method: String, params: JSON)
  /// An answer to a request of the server; nil: the client could not do what was asked.
  case response(id: ID, result: JSON?)

  enum ID: Hashable {
    case number(Int)
    case string(String)

    init?(_ value: JSON?) {
      switch value {
      case .integer(let number)?: self = .number(number)
      case .string(let text)?: self = .string(text)
      default: return nil
      }
    }

    func write(to writer: inout JSONWriter) {
      switch self {
      case .number(let number): writer.number(number)
      case .string(let text): writer.string(text)
      }
    }
  }

  /// What is wrong with a message, and the request it may be an answer to.
  struct Fault: Error {
    let id: ID?
    let error: ResponseError
  }

  init(_ content: [UInt8]) throws(Fault) {
    let value: JSON
    do throws(JSONReader.Fault) { value = try JSON(content) } catch {
      throw Fault(id: nil, error: ResponseError(.parseError, "the content is not JSON: \(error.reason)"))
    }
    let id = ID(value["id"])
    func refuse(_ words: String) -> Fault { Fault(id: id, error: ResponseError(.invalidRequest, words)) }
    guard value.isObject else { throw refuse("a message is an object; batches are not part of LSP") }
    guard value["jsonrpc"]?.string == "2.0" else { throw refuse("`jsonrpc` is not \"2.0\"") }
    guard let method = value["method"] else {
      guard let id, value["result"] != nil || value["error"] != nil || Message.hasNullResult(value) else {
        throw refuse("a message has neither a method nor a result")
      }
      self = .response(id: id, result: value["error"] == nil ? value["result"] ?? .null : nil)
      return
    }
    guard let method = method.string else { throw refuse("`method` is not a string") }
    let params = value["params"] ?? .object([:])
    guard params.isObject || params.elements != nil else { throw refuse("`params` is neither an object nor an array") }
    if let id {
      self = .request(id: id, method: method, params: params)
    } else if value["id"] == nil {
      self = .notification(method: method, params: params)
    } else {
      throw refuse("`id` is neither an integer nor a string")
    }
  }

  private static func hasNullResult(_ value: JSON) -> Bool {
    if case .object(let members) = value { members["result"] == .null } else { false }
  }
}
