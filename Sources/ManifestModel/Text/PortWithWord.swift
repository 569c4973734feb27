import Diagnostics
import YAMLTree

/// The number of a port with a word beside it: `8080/tcp`, `udp 53`, `2222 (SFTP)`, `:8080`.
struct PortWithWord {
  let number: Int
  /// What the word says, as the keys to write beside the number.
  let key: (name: String, value: String)?

  /// Nil if a text is anything else.
  init?(_ text: Text) {
    guard text.isPrintableASCII, !text.isDigits, !text.hasPrefix("-") else { return nil }
    let parts = text.string.split { " /:()-".contains($0) }.map(String.init)
    let (numbers, words) = (parts.filter(\.isDigits), parts.filter { !$0.isDigits && $0.lowercased() != "port" })
    guard numbers.count == 1, words.count <= 1, !NumberReadings.hasLeadingZero(numbers[0]),
      let number = Int(numbers[0]), (1...65535).contains(number)
    else { return nil }
    self.number = number
    guard let word = words.first else {
      // `port 8080` and `:8080`; other signs say something else.
      guard parts.count == 2 || text[1..<text.count].isDigits, text.hasPrefix(":") || parts[0] != numbers[0] else {
        return nil
      }
      key = nil
      return
    }
    let bytes = Array(word.utf8)
    let name = bytes.withUnsafeBufferPointer { PortName(Text($0)) }
    if name.isTransport {
      key = ("transport", word.lowercased())
    } else if name.namesApplication {
      key = ("protocol", word)
    } else {
      return nil
    }
  }
}
