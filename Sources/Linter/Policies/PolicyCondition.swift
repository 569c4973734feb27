import Diagnostics
import ManifestModel
import YAMLTree

/// What a policy asks of one value, read from the settings.
struct PolicyCondition: Sendable {
  let field: PolicyField
  let demand: Demand

  enum Demand: Sendable {
    case present, absent
    /// One of some texts, numbers and patterns.
    case choice(Choice)
    /// Between two numbers, counts or dates, each of which may be open. `allowsAbsent`: it may also not be written.
    case bounds(Bounds, allowsAbsent: Bool)
  }

  struct Choice: Sendable {
    var texts: [[UInt8]] = []
    var ranges: [ClosedRange<Int>] = []
    var patterns: [TextPattern] = []
    /// It may also not be written.
    var allowsAbsent = false
    /// Letter case does not count: IDs of Azure, environment IDs.
    var foldsCase = false

    func contains(_ text: Text) -> Bool {
      if texts.contains(where: { isSame($0, text) }) { return true }
      if !ranges.isEmpty, let number = PolicyNumber.value(text), ranges.contains(where: { $0.contains(number) }) {
        return true
      }
      return patterns.contains { $0.matches(text) }
    }

    private func isSame(_ wanted: [UInt8], _ text: Text) -> Bool {
      guard wanted.count == text.count else { return false }
      return wanted.withUnsafeBufferPointer {
        foldsCase ? Text($0).equalsIgnoringCase(text) : Text($0) == text
      }
    }
  }

  struct Bounds: Sendable {
    enum Scale: Sendable { case number, date }
    var scale: Scale
    /// Numbers, or days.
    var least: Int?
    var most: Int?

    func contains(_ value: Int) -> Bool { (least ?? .min) <= value && value <= (most ?? .max) }
  }
}

/// Plain decimal numbers: digits, a `-` at most.
enum PolicyNumber {
  static func value(_ text: Text) -> Int? {
    let isNegative = text.bytes.first == UInt8(ascii: "-")
    let digits = isNegative ? text[1..<text.count] : text
    guard digits.isDigits, digits.count <= 18 else { return nil }
    let value = digits.bytes.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    return isNegative ? -value : value
  }

  /// A number, or two with `-` between them, in any order.
  static func ends(_ text: Text) -> (Int, Int)? {
    if let number = value(text) { return (number, number) }
    guard let dash = text.offset(of: UInt8(ascii: "-"), from: 1), let first = value(text[0..<dash]),
      let last = value(text[(dash + 1)..<text.count]), last >= 0
    else { return nil }
    return (first, last)
  }

  /// A number, or a range of numbers with the smaller one first.
  static func range(_ text: Text) -> ClosedRange<Int>? {
    guard let (first, last) = ends(text), first <= last else { return nil }
    return first...last
  }
}

/// A value that a condition is about.
struct PolicyField: Sendable {
  enum Source: Sendable {
    /// What names the target, or the scalar that it is.
    case own
    /// A key of the target's mapping.
    case key
    case context(PolicyContext)
  }

  let name: String
  let source: Source

  var context: PolicyContext? {
    if case .context(let context) = source { context } else { nil }
  }

  /// Nil: a key of one's own, which may have any value.
  let type: ValueType?
  /// The language requires it: where it is missing, that is reported already.
  let isRequired: Bool
  /// The cloud it belongs to: on the other one it cannot be missing; nil: both.
  let cloud: Cloud?
  /// The cloud on which the language requires it.
  let cloudThatRequires: Cloud?
  /// What applies if it is not written.
  let standardValue: String?
  let derivation: PolicyTarget.Derivation?

  /// The type of a value, or of each item of a list of scalars.
  var scalarType: ValueType? {
    if case .list(let element)? = type { return element }
    return type
  }
}

/// Where a setting is written.
package struct SettingsOrigin: Sendable, Equatable {
  package let path: String
  /// From 1.
  package let line: Int

  package init(path: String, line: Int) {
    self.path = path
    self.line = line
  }
}

/// A text with `{names}` of values in it.
struct PolicyText: Sendable {
  /// As it is written, on one line.
  let template: String

  enum Element: Sendable {
    case text(String)
    case value(PolicyField)
    /// `{value}`: the value that fails.
    case failing
  }

  let parts: [Element]
}
