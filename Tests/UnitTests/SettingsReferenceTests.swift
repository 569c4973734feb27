import Diagnostics
import ManifestModel
import Testing
import Linter
import Reference

/// The settings that the page on settings shows.
@Suite struct SettingsReferenceTests {
  @Test func theExampleIsInOrderAndHoldsEveryKey() {
    let source = Source(path: ".privatelint.yaml", contents: SettingsReference.example.utf8)
    let reading = Settings.read(source, nil) { path in (Source(path: path, contents: "version: 1\n".utf8), nil) }
    #expect(reading.diagnostics.map(\.message) == [])
    for key in SettingsKey.allCases { #expect(SettingsReference.example.contains("\(key.declaration.key):"), "\(key)") }
    #expect(reading.settings.levels.count == 3)
  }
}
