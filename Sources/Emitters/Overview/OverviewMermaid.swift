import Diagnostics

/// The diagram of an overview for Mermaid, as GitHub draws it. Values are in quotes, with every mark of syntax by its
/// number.
package enum OverviewMermaid {
  package static func render(_ overview: Overview) -> String {
    var text = "flowchart LR\n"
    var number = 0
    for project in overview.projects {
      for environment in project.environments {
        number += 1
        text += environmentText(OverviewDiagram(environment, of: project.project), number)
      }
    }
    return text
  }

  private static func environmentText(_ diagram: OverviewDiagram, _ number: Int) -> String {
    let (customer, adobe) = diagram.lanes.enumerated().reduce(into: ("", "")) { sides, lane in
      let near = nodes(lane.element.near, "e\(number)l\(lane.offset + 1)n")
      let far = nodes(lane.element.far, "e\(number)l\(lane.offset + 1)f")
      sides.0 += lane.element.startsAtCustomer ? near : far
      sides.1 += lane.element.startsAtCustomer ? far : near
    }
    var text = "  subgraph e\(number)[\"\(escaped(diagram.title))\"]\n"
    text += network("e\(number)c", title: diagram.customer, detail: diagram.customerDetail, nodes: customer)
    text += network("e\(number)a", title: diagram.adobe, detail: diagram.adobeDetail, nodes: adobe)
    for (index, lane) in diagram.lanes.enumerated() {
      let name = "e\(number)l\(index + 1)"
      let arrow = lane.style == .connected ? "==>" : "-.->"
      let detail = lane.detail.map { " (\($0))" } ?? ""
      text +=
        """
            \(name)n\(lane.near.count) \(arrow)|"\(escaped(lane.ports))<br>\(escaped(lane.state + detail))"| \
        \(name)f1

        """
    }
    return text + "  end\n"
  }

  private static func network(_ name: String, title: String, detail: String, nodes: String) -> String {
    let label = detail.isEmpty ? title : "\(title), \(detail)"
    return "    subgraph \(name)[\"\(escaped(label))\"]\n\(nodes.isEmpty ? "      \(name)0[\" \"]\n" : nodes)    end\n"
  }

  private static func nodes(_ nodes: [OverviewDiagram.Node], _ name: String) -> String {
    var text = ""
    for (index, node) in nodes.enumerated() {
      let detail = node.name ?? (node.exists ? nil : "not known yet")
      text += "      \(name)\(index + 1)[\"\(escaped(node.kind))\(detail.map { "<br>\(escaped($0))" } ?? "")\"]\n"
    }
    for index in 1..<nodes.count { text += "      \(name)\(index) --> \(name)\(index + 1)\n" }
    return text
  }

  /// Letters, digits and what means nothing between quotes; the rest by number, the colon too: after words such as
  /// `style`, Mermaid takes it for a style.
  private static func escaped(_ value: String) -> String {
    var text = ""
    for scalar in value.unicodeScalars {
      let isPlain =
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || " ,.-_/()".unicodeScalars.contains(scalar)
      if isPlain || !scalar.isASCII && !Display.isUnsafe(scalar) {
        text.unicodeScalars.append(scalar)
      } else {
        text += "#\(scalar.value);"
      }
    }
    return text
  }
}
