import YAMLTree
import ManifestModel
import Diagnostics
import Linter

/// `textDocument/documentSymbol`, `workspace/symbol` and `foldingRange`.
extension Server {
  /// The symbols that a search gives, at most.
  private static let mostFound = 500

  func documentSymbols(_ params: JSON, _ writer: inout JSONWriter) throws(ResponseError) {
    let text = try text(of: params)
    let symbols = isManifest(ByteKey(text.path)) ? Symbols(text.bytes).all : []
    if client.takesSymbolTrees {
      writer.array(symbols) { Server.write($1, text.lines, to: &$0) }
    } else {
      writer.array(Server.flat(symbols, in: nil)) { writer, entry in
        Server.writeFlat(entry.symbol, in: entry.container, uri: text.uri, lines: text.lines, to: &writer)
      }
    }
  }

  private static func write(_ symbol: Symbols.Symbol, _ lines: TextLines, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("name", symbol.name)
      if !symbol.detail.isEmpty { writer.field("detail", symbol.detail) }
      writer.field("kind", symbol.kind)
      writer.key("range")
      lines.range(of: Span(symbol.range)).write(to: &writer)
      writer.key("selectionRange")
      lines.range(of: Span(symbol.selection)).write(to: &writer)
      writer.array("children", of: symbol.children) { write($1, lines, to: &$0) }
    }
  }

  private static func flat(_ symbols: [Symbols.Symbol], in container: String?) -> [(
    symbol: Symbols.Symbol, container: String?
  )] {
    symbols.flatMap { symbol in
      [(symbol, container)] + flat(symbol.children, in: container.map { "\($0)/\(symbol.name)" } ?? symbol.name)
    }
  }

  private static func writeFlat(
    _ symbol: Symbols.Symbol,
    in container: String?,
    uri: String,
    lines: TextLines,
    to writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.field("name", symbol.name)
      writer.field("kind", symbol.kind)
      writer.field("containerName", container)
      writer.object("location") { writer in
        writer.field("uri", uri)
        writer.key("range")
        lines.range(of: Span(symbol.selection)).write(to: &writer)
      }
    }
  }

  /// Names of the workspace that contain what is looked for, in any letter case.
  func workspaceSymbols(_ params: JSON, _ writer: inout JSONWriter) throws(ResponseError) {
    let query = (params["query"]?.string ?? "").lowercased()
    refresh()
    var found: [(symbol: Symbols.Symbol, container: String?, uri: String, lines: TextLines)] = []
    for folder in homes {
      for checked in folder.session.outcome.files where found.count < Server.mostFound {
        let source = checked.file.tree.source
        let text = texts[ByteKey(source.path)]
        let bytes = Array(source.bytes)
        let own = Server.flat(Symbols(bytes).all, in: nil).filter {
          query.isEmpty || $0.symbol.name.lowercased().contains(query)
        }
        guard !own.isEmpty else { continue }
        let lines = text?.lines ?? TextLines(source, encoding)
        let uri = text?.uri ?? FileURI.uri(of: source.path)
        found += own.map { ($0.symbol, $0.container, uri, lines) }
      }
    }
    writer.array(found.prefix(Server.mostFound)) { writer, entry in
      Server.writeFlat(entry.symbol, in: entry.container, uri: entry.uri, lines: entry.lines, to: &writer)
    }
  }

  /// Everything that takes more than one line folds under the line on which it begins.
  func foldingRanges(_ params: JSON, _ writer: inout JSONWriter) throws(ResponseError) {
    let text = try text(of: params)
    let outline = Outline(text.bytes)
    var ranges: [(start: Int, end: Int)] = []
    for index in outline.nodes.indices where outline.nodes[index].parent >= 0 && !outline.nodes[index].children.isEmpty
    {
      let start = text.lines.line(of: outline.nodes[index].start)
      let end = text.lines.line(of: outline.end(of: index))
      if end > start, ranges.last?.start != start { ranges.append((start, end)) }
    }
    writer.array(ranges) { writer, range in
      writer.object { writer in
        writer.field("startLine", range.start)
        writer.field("endLine", range.end)
      }
    }
  }
}
