/// The classes of ASCII characters that texts are read by, byte by byte.
extension UInt8 {
  /// A space or a tab: what YAML 1.2 calls white space, `s-white`.
  @inlinable package var isWhite: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
  /// A line feed or a carriage return: what YAML 1.2 calls a break, `b-char`.
  @inlinable package var isLineBreak: Bool { self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r") }
  @inlinable package var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }
  @inlinable package var isSmallLetter: Bool { self &- UInt8(ascii: "a") < 26 }
  @inlinable package var isLetter: Bool { (self | 0x20).isSmallLetter }
  @inlinable package var isSmallHexDigit: Bool { isDigit || self &- UInt8(ascii: "a") < 6 }
  @inlinable package var isCapitalLetter: Bool { self &- UInt8(ascii: "A") < 26 }

  /// What a hexadecimal digit stands for, 0 to 15, in either letter case; nil: it is none.
  @inlinable package var hexValue: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
