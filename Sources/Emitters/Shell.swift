import Diagnostics

/// Writes values into POSIX shell scripts so that the shell sees each as one word, whatever is in it.
package enum Shell {
  /// One word: plain where every letter is harmless, else quoted.
  package static func word(_ value: String) -> String {
    let isHarmless =
      !value.isEmpty
      && value.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: "-_./:,=+@%".utf8.contains(byte)
        }
      }
    if isHarmless, !value.starts(withMark: "-"), !value.starts(withMark: "~"), !value.holds("=") { return value }
    return quoted(value)
  }

  /// Quoted, always. Quotes and backslashes are escaped outside single quotes: inside, fish reads `\'` as a quote and
  /// POSIX shells do not.
  package static func quoted(_ value: String) -> String {
    var word = ""
    var run = String.UnicodeScalarView()
    func close() {
      if !run.isEmpty { word += "'\(String(run))'" }
      run = String.UnicodeScalarView()
    }
    for scalar in value.unicodeScalars {
      if scalar == "'" || scalar == "\\" {
        close()
        word += "\\"
        word.unicodeScalars.append(scalar)
      } else {
        run.append(scalar)
      }
    }
    close()
    return word.isEmpty ? "''" : word
  }

  /// An option with its value, which is not an option of its own whatever it begins with.
  package static func option(_ name: String, value: String) -> String {
    value.starts(withMark: "-") ? "--\(name)=\(quoted(value))" : "--\(name) \(word(value))"
  }

  /// A comment: what is in it stays in it.
  package static func comment(_ text: String) -> String {
    "# "
      + String(
        String.UnicodeScalarView(
          text.unicodeScalars.map {
            $0.value < 0x20 || $0.value == 0x7F || $0.properties.generalCategory == .lineSeparator
              || $0.properties.generalCategory == .paragraphSeparator ? " " : $0
          }
        )
      )
  }
}
