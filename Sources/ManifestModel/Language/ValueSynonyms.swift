/// Other words for the values of the language: how people and consoles say them.
enum ValueSynonyms {
  /// The value that a word under a key is for; letter case, `-`, `_` and spaces do not count.
  static func value(for written: String, of key: String) -> String? {
    byKey[key]?[String(written.unicodeScalars.filter { !"-_ ".unicodeScalars.contains($0) }).lowercased()]
  }

  private static let byKey: [String: [String: String]] = [
    "connection": words(
      "unidirectional: oneway single onedirectional",
      "bidirectional: both twoway bothways bothdirections duplex twodirectional"
    ),
    "cloud": words("aws: amazon amazonwebservices awscloud", "azure: microsoft microsoftazure msazure azurecloud"),
    "plan": words("pro: adobecommercepro magentopro proplan", "starter: adobecommercestarter starterplan"),
    "type": words("production: live"),
  ]

  /// `"value: word word"` as word to value.
  private static func words(_ lines: String...) -> [String: String] {
    lines.reduce(into: [:]) { words, line in
      let parts = line.split(separator: " ")
      for word in parts.dropFirst() { words[String(word)] = String(parts[0].dropLast()) }
    }
  }
}
