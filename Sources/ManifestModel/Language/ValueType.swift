import Diagnostics
import YAMLTree

/// The type of a key's value.
package indirect enum ValueType: Sendable {
  /// Words for people; any letter and dash is fine.
  case text
  /// Text that tickets and tools go by, such as a protocol: no character in it may look like another.
  case word
  /// Text of a certain form.
  case identifier(Format)
  case integer(ClosedRange<Int>)
  case boolean
  case date
  case enumeration([String])
  case list(ValueType)
  case mapping(MappingDeclaration)
  /// A mapping from certain names to values.
  case table([String], ValueType)
  /// A mapping from names of a form to mappings.
  case named(Format, MappingDeclaration)
  /// A mapping from keys of what a policy is about to what their values have to be. `withContext`: and from values of
  /// what it is in.
  case conditions(withContext: Bool)

  /// The forms that have a parser of their own.
  package enum Format: String, Sendable, CaseIterable {
    case projectID, environmentID, serviceLabel, account, subscription, region, cluster, serviceName, resourceID,
      adobeResourceID,
      principal,
      loadBalancer, endpointID, endpointAddress, email
  }

  /// Whether its values are mappings.
  var isOfKeys: Bool {
    switch self {
    case .mapping, .named, .table, .conditions: true
    default: false
    }
  }

  /// What a finding calls it: "a list of ports".
  package var phrase: String {
    switch self {
    case .text, .word, .identifier: "a string"
    case .integer: "an integer"
    case .boolean: "`true` or `false`"
    case .date: "a date"
    case .enumeration(let values): Display.list(values.map { "`\($0)`" })
    case .list(let element):
      switch element {
      case .mapping(let mapping): "a list of \(mapping.plural)"
      default: "a list"
      }
    case .mapping, .table, .conditions: "a mapping"
    case .named(_, let mapping): "a mapping with one key for each \(mapping.name)"
    }
  }
}
