import ArgumentParser

/// The formats of what the tool says of itself.
enum DocumentFormat: String, ExpressibleByArgument, CaseIterable {
  case text, markdown, json

  /// How a file of this format ends.
  var fileExtension: String { self == .text ? "txt" : self == .markdown ? "md" : "json" }
}
