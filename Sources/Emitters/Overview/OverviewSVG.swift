import Diagnostics

/// The diagram of an overview as SVG: a picture for each environment, one below the other. The layout is fixed: the
/// customer's network on the left, Adobe's on the right, a lane for each direction.
package enum OverviewSVG {
  package static func render(_ overview: Overview) -> String {
    let diagrams = overview.projects.flatMap { project in
      project.environments.map { OverviewDiagram($0, of: project.project) }
    }
    let height = diagrams.reduce(DiagramDrawing.margin) { $0 + DiagramDrawing.height($1) + DiagramDrawing.margin }
    let width = DiagramDrawing.width
    var text =
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" \
      role="img"\u{20}
      """
      + "aria-labelledby=\"title desc\" \(DiagramStyle.plainText) class=\"diagram\">\n"
    text += "<title id=\"title\">PrivateLink connections</title>\n"
    text += "<desc id=\"desc\">\(XMLWriter.escaped(overview.total)).</desc>\n"
    text += "<style>\(DiagramStyle.css)</style>\n"
    text += "<rect fill=\"none\" class=\"ground\" width=\"\(width)\" height=\"\(height)\"/>\n"
    var y = DiagramDrawing.margin
    for diagram in diagrams {
      text += "<g transform=\"translate(0 \(y))\">\n"
      text +=
        "<title>\(XMLWriter.escaped(diagram.title))</title>\n<desc>\(XMLWriter.escaped(diagram.description))</desc>\n"
      text += DiagramDrawing(diagram).text + "</g>\n"
      y += DiagramDrawing.height(diagram) + DiagramDrawing.margin
    }
    return text + "</svg>\n"
  }

  /// One environment as an element of a page, whose style sheet has the diagram's styles.
  static func element(_ diagram: OverviewDiagram) -> String {
    let (width, height) = (DiagramDrawing.width, DiagramDrawing.height(diagram))
    return "<svg viewBox=\"0 0 \(width) \(height)\" role=\"img\" \(DiagramStyle.plainText) class=\"diagram\">\n"
      + "<title>\(XMLWriter.escaped(diagram.title))</title>\n<desc>\(XMLWriter.escaped(diagram.description))</desc>\n"
      + DiagramDrawing(diagram).text + "</svg>\n"
  }
}

/// The styles of a diagram. What a colour says is said by the kind of line and in words as well.
enum DiagramStyle {
  /// Colours by name: on light ground and on dark ground.
  static let colours: [(name: String, light: String, dark: String)] = [
    ("ground", "#ffffff", "#0d1117"), ("ink", "#1f2328", "#f0f6fc"), ("muted", "#59636e", "#9198a1"),
    ("line", "#6e7781", "#8b949e"), ("own", "#ddf4ff", "#0c2d4a"), ("adobe", "#fff1e5", "#3d2200"),
    ("node", "#ffffff", "#161b22"), ("connected", "#116329", "#56d364"), ("waiting", "#7d4e00", "#e3b341"),
    ("todo", "#0550ae", "#79c0ff"), ("faulty", "#a40e26", "#ff7b72"), ("removed", "#59636e", "#9198a1"),
  ]

  // What is seen where the style sheet is not taken, as under the policy of some CI servers: outlines in one colour.
  static let plainText = "font-family=\"sans-serif\" font-size=\"12\""
  static let plainBox = "fill=\"none\" stroke=\"#6e7781\""
  static let plainLine = "stroke=\"#6e7781\""

  static let css = """
    .diagram{font-family:Arial,Helvetica,"Liberation Sans","DejaVu Sans",sans-serif}
    .diagram text{font-size:12px}.diagram .heading{font-size:15px;font-weight:bold}.diagram \
    .network{font-size:13px;font-weight:bold}
    .diagram .kind{font-weight:bold}.diagram .state{font-weight:normal}
    .diagram .absent,.diagram .todo line,.diagram .removed line{stroke-dasharray:4 3}
    .diagram .waiting line{stroke-dasharray:9 4}.diagram .faulty line{stroke-dasharray:2 3}
    .diagram .way line{stroke-width:2}.diagram .connected line{stroke-width:3}
    """ + "\n" + rules(\.light) + "@media screen and (prefers-color-scheme:dark){" + rules(\.dark) + "}"

  private static func rules(_ shade: KeyPath<(name: String, light: String, dark: String), String>) -> String {
    let shades = Dictionary(colours.map { ($0.name, $0[keyPath: shade]) }, uniquingKeysWith: { first, _ in first })
    func colour(_ name: String) -> String { shades[name] ?? "" }
    let styles = OverviewDiagram.Style.allCases.map(\.rawValue).map { style in
      ".diagram .\(style) text{fill:\(colour(style))}.diagram .\(style) line{stroke:\(colour(style))}"
        + ".diagram .\(style) polygon{fill:\(colour(style))}"
    }.joined()
    return ".diagram .ground{fill:\(colour("ground"))}.diagram text{fill:\(colour("ink"))}"
      + ".diagram .muted,.diagram .name{fill:\(colour("muted"))}.diagram line{stroke:\(colour("line"))}"
      + ".diagram polygon{fill:\(colour("line"))}.diagram .own{fill:\(colour("own"));stroke:\(colour("line"))}"
      + ".diagram .adobe{fill:\(colour("adobe"));stroke:\(colour("line"))}"
      + ".diagram .node{fill:\(colour("node"));stroke:\(colour("line"))}" + styles
  }
}
