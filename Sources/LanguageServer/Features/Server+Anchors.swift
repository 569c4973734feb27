import Diagnostics
import Linter

/// Anchors and aliases: `definition`, `references`, `documentHighlight`, `rename`; and the other places of a finding.
extension Server {
  private func anchor(_ params: JSON) throws(ResponseError) -> (OpenText, Int, AnchorUses?) {
    let text = try text(of: params)
    let offset = text.lines.offset(of: try Position(params["position"]))
    return (text, offset, AnchorUses(Outline(text.bytes), at: offset))
  }

  func definition(_ params: JSON, _ writer: inout JSONWriter) throws(ResponseError) {
    let (text, offset, anchor) = try anchor(params)
    if let anchor {
      return writer.array([anchor.definition]) { Server.writeLocation($1, text, to: &$0) }
    }
    // Where a finding speaks of another place, that is where to go.
    var diagnostics = DiagnosticWriter(self)
    let places = findings(at: offset, in: text).flatMap(\.related).map(\.location)
    writer.array(places) { writer, place in
      let range = diagnostics.range(place)
      writer.object { writer in
        writer.field("uri", diagnostics.uri(of: place.source))
        writer.key("range")
        range.write(to: &writer)
      }
    }
  }

  func references(_ params: JSON, _ writer: inout JSONWriter) throws(ResponseError) {
    let (text, _, anchor) = try anchor(params)
    let isDefinitionWanted = params["context"]?["includeDeclaration"]?.bool ?? true
    let places = anchor.map { (isDefinitionWanted ? [$0.definition] : []) + $0.uses } ?? []
    writer.array(places) { Server.writeLocation($1, text, to: &$0) }
  }

  func highlights(_ params: JSON, _ writer: inout JSONWriter) throws(ResponseError) {
    let (text, _, anchor) = try anchor(params)
    writer.array(anchor.map { [$0.definition] + $0.uses } ?? []) { writer, place in
      writer.object { writer in
        writer.key("range")
        text.lines.range(of: Span(place)).write(to: &writer)
        // Written at the anchor, read at its aliases.
        writer.field("kind", place == anchor?.definition ? 3 : 2)
      }
    }
  }

  func prepareRename(_ params: JSON, _ writer: inout JSONWriter) throws(ResponseError) {
    let (text, offset, anchor) = try anchor(params)
    guard let anchor,
      let place = ([anchor.definition] + anchor.uses).first(where: {
        $0.lowerBound - 1 <= offset && offset <= $0.upperBound
      })
    else { return writer.null() }
    text.lines.range(of: Span(place)).write(to: &writer)
  }

  func rename(_ params: JSON, _ writer: inout JSONWriter) throws(ResponseError) {
    let (text, _, anchor) = try anchor(params)
    guard let name = params["newName"]?.string else { throw .missing("newName") }
    guard let anchor else { throw ResponseError(.requestFailed, "there is no anchor at this place") }
    let isName =
      !name.isEmpty
      && name.utf8.allSatisfy {
        $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
      }
    guard isName else {
      throw ResponseError(.invalidParams, "an anchor is named by letters, digits, `-` and `_`")
    }
    guard !anchor.others.contains(name) else {
      throw ResponseError(.requestFailed, "another anchor of this document is named `\(name)`")
    }
    let edits = ([anchor.definition] + anchor.uses).map { Edit(Span($0), name) }.sorted { $0.span < $1.span }
    WorkspaceEdit(text: text, edits: edits).write(to: &writer, client)
  }

  private static func writeLocation(_ range: Range<Int>, _ text: OpenText, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("uri", text.uri)
      writer.key("range")
      text.lines.range(of: Span(range)).write(to: &writer)
    }
  }
}
