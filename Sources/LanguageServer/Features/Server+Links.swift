import Diagnostics
import ManifestModel
import Rules

/// `textDocument/documentLink`: the rules of ignore comments; `inlayHint`: what is read between the lines.
extension Server {
  func documentLinks(_ params: JSON, _ writer: inout JSONWriter) throws(ResponseError) {
    let text = try text(of: params)
    let links = options.documentation.isEmpty || !isManifest(ByteKey(text.path)) ? [] : ruleNames(in: text)
    writer.array(links) { writer, link in
      writer.object { writer in
        writer.key("range")
        text.lines.range(of: Span(link.range)).write(to: &writer)
        writer.field("target", RulePage.address(of: link.rule, options.documentation))
      }
    }
  }

  private func ruleNames(in text: OpenText) -> [(range: Range<Int>, rule: RuleAbout)] {
    let outline = Outline(text.bytes)
    return outline.comments.flatMap { comment -> [(range: Range<Int>, rule: RuleAbout)] in
      guard outline.string(comment).contains("privatelint:") else { return [] }
      let words = text.bytes[comment].split { !($0.isSmallLetter || $0 == UInt8(ascii: "-")) }
      return words.compactMap { word in
        Catalog.rule(String(decoding: word, as: UTF8.self)).map { (word.startIndex..<word.endIndex, $0) }
      }
    }
  }

  // MARK: Hints

  func inlayHints(_ params: JSON, _ writer: inout JSONWriter) throws(ResponseError) {
    let text = try text(of: params)
    let range = text.lines.span(of: try PositionRange(params["range"]))
    let hints = preferences.inlayHints && isManifest(ByteKey(text.path)) ? self.hints(in: text) : []
    writer.array(hints.filter { range.lowerBound <= $0.offset && $0.offset <= range.upperBound }) { writer, hint in
      writer.object { writer in
        writer.key("position")
        text.lines.position(of: hint.offset).write(to: &writer)
        writer.field("label", hint.label)
        writer.field("paddingLeft", true)
      }
    }
  }

  private func hints(in text: OpenText) -> [(offset: Int, label: String)] {
    let declared = DeclaredOutline(outline: Outline(text.bytes), language: ManifestKey.mapping)
    let outline = declared.outline
    return outline.nodes.indices.compactMap { node -> (offset: Int, label: String)? in
      guard outline.nodes[node].kind == .mapping, case .mapping(let mapping)? = declared.declared(node).type else {
        return nil
      }
      func lacks(_ field: FieldDeclaration) -> Bool { outline.entry(field.key, of: node) == nil }
      switch mapping.name {
      case EnvironmentKey.mapping.name:
        guard lacks(EnvironmentKey.type.field), let key = outline.nodes[node].key, var id = outline.key(of: node),
          let type = id.withUTF8({ EnvironmentID.type(of: Text($0)) })
        else { return nil }
        return (key.upperBound + 1, "type: \(type.rawValue)")
      case PortKey.mapping.name:
        guard lacks(PortKey.transport.field), let port = outline.entry(PortKey.port.field.key, of: node),
          !outline.nodes[port].text.isEmpty
        else { return nil }
        return (outline.nodes[port].text.upperBound, PortKey.transport.field.defaultValue ?? "")
      case EndpointServiceKey.mapping.name:
        guard lacks(EndpointServiceKey.region.field), let key = outline.nodes[node].key,
          let region = region(of: node, declared)
        else { return nil }
        return (key.upperBound + 1, "region: \(region)")
      default: return nil
      }
    }
  }

  /// The region of an endpoint service that names none: that inside its name, else the customer's.
  private func region(of node: Int, _ declared: DeclaredOutline) -> String? {
    let outline = declared.outline
    if let entry = outline.entry(EndpointServiceKey.serviceName.field.key, of: node) {
      var name = outline.text(of: entry)
      return name.withUTF8 { bytes in ServiceName(Text(bytes)).map { Text(bytes)[$0.region].string } }
    }
    guard let environment = declared.around(node, EnvironmentKey.mapping),
      let customer = outline.entry(EnvironmentKey.customer.field.key, of: environment),
      let region = outline.entry(CustomerKey.region.field.key, of: customer)
    else { return nil }
    return outline.text(of: region)
  }
}
