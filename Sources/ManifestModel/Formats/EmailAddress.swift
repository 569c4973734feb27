import YAMLTree

/// An e-mail address, as far as its form shows: one `@`, no spaces, a host name with a dot.
package enum EmailAddress {
  package static func isOne(_ text: Text) -> Bool {
    let parts = text.bytes.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard parts.count == 2, (1...64).contains(parts[0].count), parts[1].contains(UInt8(ascii: ".")) else {
      return false
    }
    return HostName.isOne(Text(parts[1]), international: true)
      && parts[0].allSatisfy {
        $0 > UInt8(ascii: " ") && $0 != UInt8(ascii: "\u{7F}") && !"<>()[],;:\\\"".utf8.contains($0)
      }
  }
}
