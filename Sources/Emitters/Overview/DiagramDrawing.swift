import Diagnostics

/// Draws the diagram of one environment. All lengths are units of the picture, which are pixels where it is shown in its size.
struct DiagramDrawing {
  static let margin = 16
  static let width = 1132
  /// The boxes of the two networks, and the space between them.
  private static let network = 456
  private static let between = 188
  private static let head = 30
  private static let networkHead = 46
  private static let nodeHeight = 48
  private static let laneHeight = 66
  private static let padding = 12
  /// The nodes of a network from its edge toward the other network.
  private static let outer = 122
  private static let middle = 98
  private static let inner = 180
  private static let gap = 16

  private(set) var text = ""

  init(_ diagram: OverviewDiagram) { draw(diagram) }

  static func height(_ diagram: OverviewDiagram) -> Int {
    head + networkHead + max(1, diagram.lanes.count) * laneHeight + 4
  }

  private mutating func draw(_ diagram: OverviewDiagram) {
    label(
      diagram.title,
      "heading",
      size: 15,
      x: DiagramDrawing.margin,
      y: 16,
      room: DiagramDrawing.width - 2 * DiagramDrawing.margin,
      isBold: true
    )
    let height = DiagramDrawing.height(diagram) - DiagramDrawing.head - 2
    let right = DiagramDrawing.width - DiagramDrawing.margin - DiagramDrawing.network
    network(diagram.customer, diagram.customerDetail, "own", x: DiagramDrawing.margin, height)
    network(diagram.adobe, diagram.adobeDetail, "adobe", x: right, height)
    for (index, lane) in diagram.lanes.enumerated() {
      draw(lane, y: DiagramDrawing.head + DiagramDrawing.networkHead + index * DiagramDrawing.laneHeight + 4)
    }
    if diagram.lanes.isEmpty {
      let y = DiagramDrawing.head + DiagramDrawing.networkHead + 28
      label(
        "nothing to connect yet",
        "muted",
        x: DiagramDrawing.margin + DiagramDrawing.network + 8,
        y: y,
        room: DiagramDrawing.between - 16
      )
    }
  }

  private mutating func network(_ name: String, _ detail: String, _ style: String, x: Int, _ height: Int) {
    text +=
      "<rect class=\"\(style)\" x=\"\(x)\" y=\"\(DiagramDrawing.head)\" width=\"\(DiagramDrawing.network)\" height=\"\(height)\" rx=\"8\"/>\n"
    text += "<g><title>\(XMLWriter.escaped(detail.isEmpty ? name : "\(name), \(detail)"))</title>\n"
    let room = DiagramDrawing.network - 2 * DiagramDrawing.padding
    label(
      name,
      "network",
      size: 13,
      x: x + DiagramDrawing.padding,
      y: DiagramDrawing.head + 20,
      room: room,
      isBold: true
    )
    label(detail, "muted", x: x + DiagramDrawing.padding, y: DiagramDrawing.head + 37, room: room)
    text += "</g>\n"
  }

  private mutating func draw(_ lane: OverviewDiagram.Lane, y: Int) {
    let (customer, adobe) = lane.startsAtCustomer ? (lane.near, lane.far) : (lane.far, lane.near)
    text += "<g class=\"lane \(lane.style.rawValue == "removed" ? "gone" : "current")\">\n"
    side(customer, isLeft: true, lane, y)
    side(adobe, isLeft: false, lane, y)
    text += "</g>\n"
    way(lane, y)
  }

  /// The nodes of one network. Two nodes leave the place between them to their arrow.
  private mutating func side(_ nodes: [OverviewDiagram.Node], isLeft: Bool, _ lane: OverviewDiagram.Lane, _ y: Int) {
    let isNear = isLeft == lane.startsAtCustomer
    let fromEdge = isNear ? nodes : nodes.reversed()
    let widths =
      fromEdge.count == 2
      ? [DiagramDrawing.outer, DiagramDrawing.inner]
      : [DiagramDrawing.outer, DiagramDrawing.middle, DiagramDrawing.inner]
    var places: [(x: Int, width: Int)] = []
    var offset = DiagramDrawing.margin + DiagramDrawing.padding
    for (index, width) in widths.enumerated() {
      if fromEdge.count == 2, index == 1 { offset += DiagramDrawing.middle + DiagramDrawing.gap }
      places.append((isLeft ? offset : DiagramDrawing.width - offset - width, width))
      offset += width + DiagramDrawing.gap
    }
    for (node, place) in zip(fromEdge, places) { draw(node, x: place.x, y: y, width: place.width) }
    for (first, second) in zip(places, places.dropFirst()) {
      let left = isLeft ? (first.x + first.width, second.x) : (second.x + second.width, first.x)
      let goesRight = lane.startsAtCustomer
      arrow(
        from: goesRight ? left.0 : left.1,
        to: goesRight ? left.1 : left.0,
        y: y + DiagramDrawing.nodeHeight / 2,
        head: 6
      )
    }
  }

  private mutating func draw(_ node: OverviewDiagram.Node, x: Int, y: Int, width: Int) {
    let room = width - 12
    text += "<g><title>\(XMLWriter.escaped(node.kind + (node.name.map { ": \($0)" } ?? "")))</title>"
    text +=
      "<rect class=\"node\(node.exists ? "" : " absent")\" x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(DiagramDrawing.nodeHeight)\" rx=\"5\"/>\n"
    let isAlone = node.name == nil && node.exists
    label(node.kind, "kind", size: 10, x: x + 6, y: y + (isAlone ? 28 : 20), room: room, isBold: true)
    if !isAlone {
      label(node.name.map(DiagramText.tail) ?? "not known yet", "name", size: 10, x: x + 6, y: y + 37, room: room)
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
      "<g class=\"way \(lane.style.rawValue)\"><title>\(XMLWriter.escaped("\(lane.half.title): \(lane.ports); \(lane.state)\(detail)"))</title>"
    // From box to box: the endpoint and the endpoint service are next to the edges.
    let ends = (left - DiagramDrawing.padding, right + DiagramDrawing.padding)
    arrow(
      from: lane.startsAtCustomer ? ends.0 : ends.1,
      to: lane.startsAtCustomer ? ends.1 : ends.0,
      y: middle,
      head: 9
    )
    label(lane.ports, "ports", x: left + 4, y: middle - 8, room: room)
    label(lane.state, "state", x: left + 4, y: middle + 16, room: room)
    if let detail = lane.detail { label(detail, "detail", x: left + 4, y: middle + 30, room: room) }
    text += "</g>\n"
  }

  private mutating func arrow(from: Int, to: Int, y: Int, head: Int) {
    let sign = to > from ? 1 : -1
    let base = to - sign * head
    text += "<line x1=\"\(from)\" y1=\"\(y)\" x2=\"\(base)\" y2=\"\(y)\"/>"
    text += "<polygon points=\"\(to),\(y) \(base),\(y - head / 2) \(base),\(y + head / 2)\"/>\n"
  }

  private mutating func label(
    _ value: String,
    _ style: String,
    size: Int = 11,
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
    text += "<text class=\"\(style)\" x=\"\(x)\" y=\"\(y)\"\(length)>\(XMLWriter.escaped(shown))</text>\n"
  }
}
