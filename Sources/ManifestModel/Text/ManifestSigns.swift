import Diagnostics
import YAMLTree

// What shows that a document is meant as a manifest, though its root lacks the keys of one.

extension RootKeys {
  /// Whether a mapping has nothing of a manifest: neither a key of one, however misspelt, nor the keys of something
  /// within one, be it a level higher than they belong or under a name.
  var hasNothingOfManifest: Bool {
    guard !hasMerge, !hasManifestKey, !resemblesPart else { return false }
    return first { _, value in RootKeys(value, tree).isLikeManifest } == nil
  }

  /// The first key that no manifest has, be it one of the author's own.
  var firstForeignKey: NodeID? {
    first { key, _ in
      !tree.text(key).equals(ManifestKey.version.field.key) && !tree.text(key).hasPrefix("x-")
    }
  }

  private var isLikeManifest: Bool { isMapping && (hasNameOfManifestKey || resemblesPart) }

  /// Whether keys are merged in from elsewhere.
  private var hasMerge: Bool { self["<<"] != nil }

  /// A key of the manifest itself. A `version` has many a file: it has to be the manifest's.
  private var hasManifestKey: Bool {
    hasNameOfManifestKey || key(ManifestKey.version.field.key) { $0.text == "1" } != nil
  }

  /// A key of the manifest but `version`, by its own, a near or another name.
  private var hasNameOfManifestKey: Bool {
    first { key, _ in
      let name = tree.text(key).string
      let names = ManifestKey.table.names
      let meant =
        KeySynonyms.key(for: name, in: ManifestKey.mapping.name, on: nil) ?? NearestName.of(name, among: names)
      return meant.map { $0 != ManifestKey.version.field.key } ?? false
    } != nil
  }

  /// Whether its keys are those of something within a manifest: one that only manifests have, or two of the more usual
  /// ones.
  private var resemblesPart: Bool {
    var usual = 0
    return first { key, _ in
      let name = tree.text(key).string
      guard KeyHomes.isKey(name), !ManifestSigns.everywhere.contains(name) else { return false }
      if name.contains("_") || ManifestSigns.distinct.contains(name) { return true }
      usual += 1
      return usual == 2
    } != nil
  }
}

/// Words by which a manifest is known.
private enum ManifestSigns {
  /// Keys of parts of a manifest that few other files have; so are all that are made of two words.
  static let distinct: Set<String> = ["plan", "cloud", "environments", "connection", "customer", "enablement"]
  /// Keys that files of all kinds have.
  static let everywhere: Set<String> = ["version", "name", "title", "id", "type"]
}
