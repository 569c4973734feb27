import Diagnostics
import YAMLTree

// What is under the `port` of a port instead of its number.

extension WrongType {
  /// Several numbers.
  static func report(_ several: SeveralPorts, at place: Place, service: String, to findings: inout Findings) {
    findings.add(
      about,
      at: FindingPlace(place),
      "`port` takes one number, not \(several.what)",
      label: "not one number",
      help: "write an entry for each port: \(several.entries(service: service))"
    )
  }

  /// A number and a word. `hasKey`: whether the entry has a key that the word would be written under.
  static func report(
    _ port: PortWithWord,
    written text: Text,
    at place: Place,
    hasKey: (String) -> Bool,
    to findings: inout Findings
  ) {
    var help = "write `port: \(port.number)`"
    var isComplete = true
    if let key = port.key {
      if key == ("transport", "tcp") {
        help += "; TCP is the default transport"
      } else if hasKey(key.name) {
        help += " alone; the \(key.name) is already given"
      } else {
        help += ", and `\(key.name): \(key.value)` beside it"
        isComplete = false
      }
    }
    // What is barred on the port would come to light at once.
    let isOffered = isComplete && !BarredPorts.all.contains(String(port.number))
    findings.add(
      about,
      at: FindingPlace(place),
      "`port` takes the number alone, but this is \(Display.quoted(text.string))",
      label: port.key.map { "names the \($0.name) too" } ?? "more than the number",
      help: help,
      fix: isOffered
        ? Fix(.suggested, "write the number alone", edits: [Edit(findings.tree[place.node].span, String(port.number))])
        : nil
    )
  }
}
