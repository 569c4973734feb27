import YAMLTree

// The one thing of the system that the model uses: a parser of addresses, a pure function.
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// IPv4 with four decimal numbers, IPv6 in every form of RFC 4291, without a zone: what `inet_pton` takes.
enum IPAddress {
  static func isOne(_ text: Text) -> Bool {
    // The longest is an IPv6 address with an IPv4 address at its end.
    guard (2...45).contains(text.count), !text.bytes.contains(0) else { return false }
    var address = in6_addr()
    return text.string.withCString { inet_pton(AF_INET, $0, &address) == 1 || inet_pton(AF_INET6, $0, &address) == 1 }
  }
}
