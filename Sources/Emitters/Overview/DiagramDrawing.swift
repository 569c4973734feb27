import Diagnostics

/// Draws the diagram of one environment. All lengths are units of the picture, which are pixels where it is shown in
/// its size.
struct DiagramDrawing {
  static let margin = 8
  /// Narrow enough for letters of 7 points where the picture is as wide as the text of an A4 page.
  static let width = 2 * margin + 2 * network + between
  /// The boxes of the two networks, and the space between them.
  private static let network = 2 * padding + outer + gap + edge
  private static let between = 156
  private static let head = 30
  private static let networkHead = 46
  private static let nodeHeight = 44
  private static let laneHeight = 2 * nodeHeight + 2 * gap
  private static let padding = 8
  /// The two columns of a network: away from the other network, and at the edge toward it.
  private static let outer = 142
  private static let edge = 210
  private static let gap = 16
  private static let size = 12

  private(set) var text = ""

  init(_ diagram: OverviewDiagram) { draw(diagram) }

  static func height(_ diagram: OverviewDiagram) -> Int {
    head + networkHead + max(1, diagram.lanes.count) * laneHeight + 4
  }

  private mutating func draw(_ diagram: OverviewDiagram) {
    label(
      diagram.title,
      style: "heading",
      size: 15,
      x: DiagramDrawing.margin,
      y: 16,
      room: DiagramDrawing.width - 2 * DiagramDrawing.margin,
      isBold: true
    )
    let height = DiagramDrawing.height(diagram) - DiagramDrawing.head - 2
    let right = DiagramDrawing.width - DiagramDrawing.margin - DiagramDrawing.network
    network(diagram.customer, detail: diagram.customerDetail, style: "own", x: DiagramDrawing.margin, height: height)
    network(diagram.adobe, detail: diagram.adobeDetail, style: "adobe", x: right, height: height)
    for (index, lane) in diagram.lanes.enumerated() {
      draw(lane, y: DiagramDrawing.head + DiagramDrawing.networkHead + index * DiagramDrawing.laneHeight + 4)
    }
    if diagram.lanes.isEmpty {
      let y = DiagramDrawing.head + DiagramDrawing.networkHead + DiagramDrawing.nodeHeight / 2
      label(
        "nothing to connect yet",
        style: "muted",
        x: DiagramDrawing.margin + DiagramDrawing.network + 8,
        y: y,
        room: DiagramDrawing.between - 16
      )
    }
  }

  private mutating func network(_ name: String, detail: String, style: String, x: Int, height: Int) {
    text +=
      """
      <rect \(DiagramStyle.plainBox) class="\(style)" x="\(x)" y="\(DiagramDrawing.head)" \
      width="\(DiagramDrawing.network)" height="\(height)" rx="8"/>

      """
    text += "<g><title>\(XMLWriter.escaped(detail.isEmpty ? name : "\(name), \(detail)"))</title>\n"
    let room = DiagramDrawing.network - 2 * DiagramDrawing.padding
    label(
      name,
      style: "network",
      size: 13,
      x: x + DiagramDrawing.padding,
      y: DiagramDrawing.head + 20,
      room: room,
      isBold: true
    )
    label(detail, style: "muted", x: x + DiagramDrawing.padding, y: DiagramDrawing.head + 37, room: room)
    text += "</g>\n"
  }

  private mutating func draw(_ lane: OverviewDiagram.Lane, y: Int) {
    let near = Array(lane.near.reversed())
    text += "<g class=\"lane \(lane.isRemoved ? "gone" : "current")\">\n"
    column(near, isLeft: lane.startsAtCustomer, isInward: false, y)
    column(lane.far, isLeft: !lane.startsAtCustomer, isInward: true, y)
    if let note = lane.approval {
      let x = DiagramDrawing.x(of: 0, isLeft: !lane.startsAtCustomer)
      let below = y + DiagramDrawing.nodeHeight + DiagramDrawing.gap
      label(note, style: "muted", x: x + 6, y: below, room: DiagramDrawing.edge - 12)
    }
    text += "</g>\n"
    way(lane, y)
  }

  /// The nodes of one network: the first at its edge, the second beside it, the third below that.
  ///
  /// `isInward`: whether the traffic comes in over the edge.
  private mutating func column(_ nodes: [OverviewDiagram.Node], isLeft: Bool, isInward: Bool, _ y: Int) {
    let row = DiagramDrawing.nodeHeight + DiagramDrawing.gap
    for (index, node) in nodes.enumerated() {
      let width = index == 0 ? DiagramDrawing.edge : DiagramDrawing.outer
      draw(node, x: DiagramDrawing.x(of: index, isLeft: isLeft), y: y + max(0, index - 1) * row, width: width)
    }
    let outer = DiagramDrawing.x(of: 1, isLeft: isLeft)
    let ends =
      isLeft
      ? (outer + DiagramDrawing.outer + DiagramDrawing.gap, outer + DiagramDrawing.outer)
      : (outer - DiagramDrawing.gap, outer)
    let middle = y + DiagramDrawing.nodeHeight / 2
    if nodes.count > 1 { arrow(from: isInward ? ends.0 : ends.1, to: isInward ? ends.1 : ends.0, y: middle, head: 7) }
    for index in nodes.indices.dropFirst(2) {
      let bottom = y + (index - 2) * row + DiagramDrawing.nodeHeight
      drop(x: outer + DiagramDrawing.outer / 2, from: bottom, to: bottom + DiagramDrawing.gap)
    }
  }

  /// Where a node of a network begins, by its place from the edge.
  private static func x(of index: Int, isLeft: Bool) -> Int {
    let left = margin + padding + (index == 0 ? outer + gap : 0)
    return isLeft ? left : width - left - (index == 0 ? edge : outer)
  }

  private mutating func draw(_ node: OverviewDiagram.Node, x: Int, y: Int, width: Int) {
    let room = width - 12
    text += "<g><title>\(XMLWriter.escaped(node.kind + (node.name.map { ": \($0)" } ?? "")))</title>"
    text +=
      """
      <rect \(DiagramStyle.plainBox) class="node\(node.exists ? "" : " absent")" x="\(x)" y="\(y)" width="\(width)" \
      height="\(DiagramDrawing.nodeHeight)" rx="5"/>

      """
    let isAlone = node.name == nil && node.exists
    label(node.kind, style: "kind", x: x + 6, y: y + (isAlone ? 26 : 18), room: room, isBold: true)
    if !isAlone {
      label(node.name.map(DiagramText.tail) ?? "not known yet", style: "name", x: x + 6, y: y + 35, room: room)
    }
    text += "</g>\n"
  }

  /// The arrow from network to network, with ports above and the state below.
  private mutating func way(_ lane: OverviewDiagram.Lane, _ y: Int) {
    let left = DiagramDrawing.margin + DiagramDrawing.network
    let right = left + DiagramDrawing.between
    let middle = y + DiagramDrawing.nodeHeight / 2
    let room = DiagramDrawing.between - 8
    let detail = lane.detail.map { " (\($0))" } ?? ""
    text +=
      """
      <g class="way \
      \(lane.style.rawValue)"><title>\(XMLWriter.escaped("\(lane.half.title): \(lane.ports); \(lane.state)\(detail)"))</title>
      """
    // From box to box: the endpoint and the endpoint service are next to the edges.
    let ends = (left - DiagramDrawing.padding, right + DiagramDrawing.padding)
    arrow(
      from: lane.startsAtCustomer ? ends.0 : ends.1,
      to: lane.startsAtCustomer ? ends.1 : ends.0,
      y: middle,
      head: 9
    )
    label(lane.ports, style: "ports", x: left + 4, y: middle - 8, room: room)
    let below = DiagramText.lines(lane.state, size: DiagramDrawing.size, into: room).map { ($0, "state") }
    for (line, (words, style)) in (below + (lane.detail.map { [($0, "detail")] } ?? [])).enumerated() {
      label(words, style: style, x: left + 4, y: middle + 18 + 16 * line, room: room)
    }
    text += "</g>\n"
  }

  private mutating func arrow(from: Int, to: Int, y: Int, head: Int) {
    let sign = to > from ? 1 : -1
    let base = to - sign * head
    text += "<line \(DiagramStyle.plainLine) x1=\"\(from)\" y1=\"\(y)\" x2=\"\(base)\" y2=\"\(y)\"/>"
    text += "<polygon points=\"\(to),\(y) \(base),\(y - head / 2) \(base),\(y + head / 2)\"/>\n"
  }

  /// An arrow downward.
  private mutating func drop(x: Int, from: Int, to: Int) {
    text += "<line \(DiagramStyle.plainLine) x1=\"\(x)\" y1=\"\(from)\" x2=\"\(x)\" y2=\"\(to - 7)\"/>"
    text += "<polygon points=\"\(x),\(to) \(x - 3),\(to - 7) \(x + 3),\(to - 7)\"/>\n"
  }

  private mutating func label(
    _ value: String,
    style: String,
    size: Int = DiagramDrawing.size,
    x: Int,
    y: Int,
    room: Int,
    isBold: Bool = false
  ) {
    guard !value.isEmpty else { return }
    // Bold letters are an eighth wider.
    let room = isBold ? room * 8 / 9 : room
    let shown = DiagramText.fitted(value, size: size, into: room)
    // Letters that the table does not know keep to their place all the same.
    let isKnown = shown.unicodeScalars.allSatisfy { $0.isASCII || $0 == "…" }
    let length =
      isKnown ? "" : " textLength=\"\(DiagramText.width(shown, size: size))\" lengthAdjust=\"spacingAndGlyphs\""
    let weight = isBold ? " font-weight=\"bold\"" : ""
    text +=
      """
      <text class="\(style)"\(size == DiagramDrawing.size ? "" : " font-size=\"\(size)\"")\(weight) x="\(x)" \
      y="\(y)"\(length)>\(XMLWriter.escaped(shown))</text>

      """
  }
}
