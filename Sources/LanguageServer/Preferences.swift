/// What the client sets for this server, in `initializationOptions` or under `privatelint` in its configuration.
struct Preferences: Equatable {
  /// Show what is read between the lines.
  var inlayHints = false
  /// Show above each environment how far its connection is.
  var codeLenses = true

  init(_ value: JSON? = nil) {
    let own = value?["privatelint"] ?? value
    inlayHints = own?["inlayHints"]?.bool ?? inlayHints
    codeLenses = own?["codeLenses"]?.bool ?? codeLenses
  }
}
