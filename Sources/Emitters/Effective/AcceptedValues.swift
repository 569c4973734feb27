import Diagnostics
import ManifestModel

/// Which values at fault are taken as they are written: those whose findings an ignore, a setting or a baseline let
/// through.
///
/// To leave such a value out would make a ticket that looks whole and is not.
package struct AcceptedValues: Sendable {
  /// By the path of the file, in order of position: where an error says that a value cannot be used.
  private let errors: [ByteKey: [Span]]

  /// `errors`: those that count, of each file by its path.
  package init(errors: [(path: String, spans: [Span])]) {
    self.errors = Dictionary(errors.map { (ByteKey($0.path), $0.spans.sorted()) }, uniquingKeysWith: +)
  }

  func contains(_ place: Place, in file: ManifestFile) -> Bool {
    guard place.isWritten, let errors = errors[ByteKey(file.path)], let span = file.spanOfScalar(place),
      file.secrets.touching(span).isEmpty
    else { return false }
    let next = errors.prefixCount { $0.start < span.start }
    return next == errors.count || errors[next].start >= span.end
  }
}

/// The values of a file as documents name them: those that are present, and those at fault that were let through.
struct ReadableValues {
  let file: ManifestFile
  let accepted: AcceptedValues?

  /// Text on one line; nil: there is none.
  func text(_ field: TextField) -> String? {
    string(field.state, field.place).map(EffectiveBuilder.line).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// An identifier.
  func string<Value>(_ field: Field<Value>) -> String? { string(field.state, field.place) }

  /// A region by its name; what is let through as it is written.
  func region(_ field: Field<RegionID>) -> String? { field.present.map(file.regionName) ?? string(field) }

  /// A number: of what is present or let through.
  func integer(_ field: Field<UInt16>) -> Int? { field.present.map(Int.init) ?? string(field).flatMap { Int($0) } }

  private func string(_ state: FieldState, _ place: Place) -> String? {
    switch state {
    case .absent: nil
    case .present: file.string(place)
    case .faulty: accepted?.contains(place, in: file) == true ? EffectiveBuilder.line(file.string(place)) : nil
    }
  }
}
