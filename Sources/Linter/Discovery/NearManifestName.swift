import Diagnostics

/// Files whose names say that they were meant as manifests or settings, and that no walk takes for one.
package enum NearManifestName {
  /// Why a file of this name is passed over, and what to do; nil: it is like any other file.
  static func reason(_ name: String) -> String? {
    if FileDiscovery.isManifestName(name) || name == Settings.fileName { return nil }
    // The program itself, where it was unpacked.
    if name == "privatelint" { return nil }
    let plain = name.lowercased()
    let letters = String(plain.filter { $0 != "-" && $0 != "_" && $0 != " " && $0 != "." })
    if isSettings(letters) { return settingsReason }
    guard let kind = kind(of: plain, letters: letters) else { return nil }
    switch kind {
    case .copy: return "not checked: it is named like a copy of a manifest"
    case .manifest(let proper):
      return
        """
        not checked: its name is close to that of a manifest; rename it, for example to \(proper), or list it under \
        `include` in \(Settings.fileName)
        """
    }
  }

  package static let settingsReason = "not read: settings are read only from \(Settings.fileName); rename it"

  private enum Kind {
    case copy
    /// The name that a walk would take.
    case manifest(String)
  }

  private static let settingsNames = [
    "privatelintyaml", "privatelintyml", "privatelintjson", "privatelinttoml", "privatelint", "privatelintrc",
    "privatelintymal",
  ]

  private static func isSettings(_ letters: String) -> Bool { settingsNames.contains(letters) }

  private static func kind(of name: String, letters: String) -> Kind? {
    guard
      let ending = [".yaml", ".yml", ".ymal"].compactMap({ name.firstRange(of: $0) }).min(by: {
        $0.lowerBound < $1.lowerBound
      })
    else {
      // A manifest may be written as JSON, which is YAML as well.
      return ["privatelink", "privatelinkjson"].contains(letters) ? .manifest("privatelink.yaml") : nil
    }
    let stem = String(name[..<ending.lowerBound])
    let rest = name[ending.upperBound...]
    let isMeant = letters.contains("privatelink") || isMisspelt(stem)
    guard isMeant else { return nil }
    if !rest.isEmpty || name.hasPrefix("#") || name.hasPrefix("~") { return .copy }
    return .manifest(proper(stem, ending: name[ending] == ".yml" ? ".yml" : ".yaml"))
  }

  /// One typo away from the name of a manifest.
  private static func isMisspelt(_ stem: String) -> Bool {
    let bytes = stem.utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }
    return NearestName.distance(from: bytes, to: Array("privatelink".utf8), atMost: 1) != nil
  }

  /// `prod-privatelink` and `privatelink-prod` as `prod.privatelink`.
  private static func proper(_ stem: String, ending: String) -> String {
    let word = "privatelink"
    guard let range = stem.firstRange(of: word) else { return word + ending }
    let marks: Set<Character> = ["-", "_", ".", " ", "(", ")"]
    let rest = [stem[..<range.lowerBound], stem[range.upperBound...]].map { part in
      String(part.drop { marks.contains($0) }.reversed().drop { marks.contains($0) }.reversed())
    }.filter { part in part != "s" && part.contains { $0.isLetter } }.joined(separator: "-")
    return rest.isEmpty ? word + ending : "\(rest).\(word)\(ending)"
  }
}
