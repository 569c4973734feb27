import Diagnostics

/// Pieces of HTML. Whatever comes out of a manifest goes through `text` or `value`.
enum HTML {
  static func text(_ text: String) -> String { XMLWriter.escaped(text) }

  /// A value of a manifest, whose direction of writing is its own.
  static func value(_ text: String) -> String { text.isEmpty ? "" : "<bdi>\(XMLWriter.escaped(text))</bdi>" }

  /// What is copied as a whole (an ID, an ARN, a date): it goes to the next line rather than being broken at a hyphen.
  static func identifier(_ text: String) -> String {
    text.isEmpty ? "" : "<bdi class=\"id\">\(XMLWriter.escaped(text))</bdi>"
  }

  /// A date, which is never broken.
  static func day(_ date: String) -> String { "<span class=\"day\">\(XMLWriter.escaped(date))</span>" }

  /// A sentence whose backticks mark code; where they do not pair, it is text alone.
  static func sentence(_ sentence: String) -> String {
    let pieces = sentence.parts(between: "`")
    guard pieces.count % 2 == 1 else { return value(sentence) }
    let marked = pieces.enumerated().map { index, piece in
      index % 2 == 0 ? XMLWriter.escaped(piece) : "<code>\(XMLWriter.escaped(piece))</code>"
    }
    return "<bdi>\(marked.joined())</bdi>"
  }

  /// A state in its colour, its particulars on one line; nil: it is removed.
  static func state(_ text: String, _ state: ConnectionState?) -> String {
    let style = state.map { OverviewDiagram.Style($0) } ?? .removed
    let name = state.map(\.name) ?? text
    let detail = text.hasPrefix(name) ? String(text.dropFirst(name.count).drop { $0 == " " }) : ""
    let isDated = if case .connected? = state { true } else { false }
    let shown =
      detail.isEmpty
      ? XMLWriter.escaped(text) : "\(XMLWriter.escaped(name)) \(isDated ? day(detail) : identifier(detail))"
    return "<span class=\"state \(style.rawValue)\">\(shown)</span>"
  }

  static func mark(_ mark: Change.Mark?) -> String {
    mark.map { " <span class=\"mark\">\(OverviewWords.word($0))</span>" } ?? ""
  }

  /// The ID of a rule, with a link to its page where this build knows one.
  static func rule(_ id: String) -> String {
    guard !Version.documentation.isEmpty else { return XMLWriter.escaped(id) }
    let address = "\(Version.documentation)/rules/\(id).md"
    return "<a href=\"\(XMLWriter.escaped(address))\">\(XMLWriter.escaped(id))</a>"
  }

  /// A table of cells that are HTML already.
  static func table(_ caption: String, header: [String], rows: [[String]], isNamed: Bool = true) -> String {
    let body = rows.map { "<tr>" + $0.map { "<td>\($0)</td>" }.joined() + "</tr>\n" }.joined()
    return tableStart(caption, header, isNamed: isNamed) + "<tbody>\n\(body)</tbody>\n" + tableEnd
  }

  /// A wide table is scrolled in its place, by the keyboard too.
  ///
  /// `isNamed`: whether the caption is shown; a heading may say the same.
  static func tableStart(_ caption: String, _ header: [String], isNamed: Bool = true, style: String? = nil) -> String {
    let cells = header.map { "<th scope=\"col\">\(XMLWriter.escaped($0))</th>" }.joined()
    let caption = XMLWriter.escaped(caption)
    return
      """
      <div class="wide" role="region" aria-label="\(caption)" tabindex="0">
      <table\(style.map { " class=\"\($0)\"" } ?? "")>
      \(isNamed ? "<caption>\(caption)</caption>\n" : "")
      """
        + "<thead><tr>\(cells)</tr></thead>\n"
  }

  static let tableEnd = "</table>\n</div>\n"

  /// Labels with their values, which are HTML already; labels without any are left out.
  static func list(_ facts: [(String, [String])]) -> String {
    let shown = facts.filter { !$0.1.isEmpty }
    if shown.isEmpty { return "" }
    return "<dl>\n"
      + shown.map { label, values in
        "<dt>\(XMLWriter.escaped(label))</dt>\(values.map { "<dd>\($0)</dd>" }.joined())\n"
      }.joined() + "</dl>\n"
  }
}

/// The styles of the page.
enum PageStyle {
  static let css = """
    :root{--ground:#ffffff;--ink:#1f2328;--muted:#59636e;--line:#d1d9e0;--head:#f6f8fa;--link:#0550ae}
    body{font:16px/1.5 system-ui,"Segoe UI",Roboto,Arial,sans-serif;color:var(--ink);background:var(--ground);margin:0 \
    auto;max-width:78rem;padding:1rem 1.5rem;overflow-wrap:break-word}
    bdi{overflow-wrap:anywhere}.id{display:inline-block;max-width:100%}a \
    .id{text-decoration:underline}.day{white-space:nowrap}.place{min-width:11rem}.state \
    .id{overflow-wrap:break-word}code{font-family:ui-monospace,Menlo,Consolas,"DejaVu Sans \
    Mono",monospace;font-size:.92em;overflow-wrap:anywhere}
    h1{font-size:1.75rem;margin:.5rem 0}h2{font-size:1.35rem;margin:2rem 0 .5rem;border-bottom:1px solid \
    var(--line)}h3{font-size:1.1rem;margin:1rem 0 .25rem}
    h4{font-size:1rem;margin:1rem 0 .25rem}.total{font-size:1.15rem;font-weight:600}
    a{color:var(--link)}a:focus-visible,summary:focus-visible,.wide:focus-visible{outline:3px solid \
    var(--link);outline-offset:2px}
    .skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:.5rem;background:var(--ground);padding:.25rem .5rem}
    nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding:0;margin:.5rem 0;list-style:none}
    .wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.9rem}caption{text-align:left;color:var(--muted);padding:.25rem \
    \
    \
    \
    0}
    th,td{border:1px solid var(--line);padding:.3rem .5rem;text-align:start;vertical-align:top;min-width:4.5rem}thead \
    th,.group{background:var(--head)}th{font-weight:600}tbody th[scope=row],td:first-child{min-width:8rem}
    .connections thead th:nth-child(1){width:13%}.connections thead th:nth-child(3){width:13%}.connections thead \
    th:nth-child(5){width:17%}.connections thead th:nth-child(7){width:28%}.connections \
    td:first-child{min-width:4.5rem}.group span{font-weight:400;color:var(--muted)}.mark{border:1px solid \
    currentcolor;border-radius:.6rem;padding:0 .45rem;font-size:.8rem;font-weight:600}
    .state{font-weight:600;white-space:normal}dl{display:grid;grid-template-columns:minmax(9rem,14rem) 1fr;gap:.15rem \
    1rem;margin:.5rem 0;font-size:.9rem}
    dt{color:var(--muted);grid-column:1}dd{margin:0;grid-column:2}.environment{border:1px solid \
    var(--line);border-radius:.5rem;margin:.75rem 0;padding:0 1rem}
    .environment>div{padding-bottom:.75rem}summary{padding:.5rem 0;cursor:pointer}summary \
    h3{display:inline;margin:0}figure{margin:.5rem \
    0;overflow-x:auto}.diagram{display:block;width:100%;min-width:40rem;height:auto}
    .environment:not([open]){content-visibility:auto;contain-intrinsic-size:auto 3rem}
    @media print{:root{color-scheme:light}body{font-size:10pt;max-width:none;padding:0 \
    1px}nav,.skip{display:none}.wide{overflow:visible}details::details-content{content-visibility:visible!important;block-size:auto!important}
    figure{overflow:visible}.diagram{min-width:0;break-inside:avoid}.environment{border:0;border-top:1px solid \
    var(--line);border-radius:0;padding:0;content-visibility:visible!important}h2,h3,h4,summary{break-after:avoid}tr{break-inside:avoid}thead{display:table-header-group}table{font-size:8.5pt}th,td{padding:.2rem \
    \
    \
    \
    .35rem}.connections :is(th,td){min-width:0!important}dl{grid-template-columns:10rem 1fr}}
    @page{size:A4;margin:12mm 8mm}

    """ + states(\.light)
      + """
      @media screen and \
      (prefers-color-scheme:dark){:root{--ground:#0d1117;--ink:#f0f6fc;--muted:#9198a1;--line:#3d444d;--head:#151b23;--link:#79c0ff}\(states(\.dark))}

      """

  private static func states(_ shade: KeyPath<(name: String, light: String, dark: String), String>) -> String {
    let styles = Set(OverviewDiagram.Style.allCases.map(\.rawValue))
    let colours = DiagramStyle.colours.filter { styles.contains($0.name) }
    return colours.map { ".state.\($0.name){color:\($0[keyPath: shade])}" }.joined() + errors(colours, shade)
  }

  /// Severities in the colours of the states that weigh as much.
  private static func errors(
    _ colours: [(name: String, light: String, dark: String)],
    _ shade: KeyPath<(name: String, light: String, dark: String), String>
  ) -> String {
    [("error", "faulty"), ("warning", "waiting")].map { severity, name in
      ".\(severity){font-weight:600;color:\(colours.first { $0.name == name }?[keyPath: shade] ?? "inherit")}"
    }.joined() + "\n"
  }
}
