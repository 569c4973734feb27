import ArgumentParser

/// The formats of what the tool says of itself.
enum DocumentFormat: String, ExpressibleByArgument, CaseIterable { case text, markdown, json }
