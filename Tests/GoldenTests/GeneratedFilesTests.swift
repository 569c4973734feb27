import Foundation
import ManifestModel
import Rules
import Testing
@testable import Reference

/// What follows from declarations is there, and as fresh as they are.
@Suite struct GeneratedFilesTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test func committedFilesAreFresh() throws {
    let run = try ToolRun("PRIVATELINT=$(command -v privatelint) Scripts/generate --check", in: Self.root)
    #expect(run.status == 0, "\(run.output.prefix(3000))\n\(run.errors)")
  }

  /// A stale page, a missing file and a page of no rule are each reported, with the command that fixes them.
  @Test(arguments: [
    ("echo x >> docs/manifest.md", "+++"), ("rm schemas/report.schema.json", "schemas/report.schema.json is missing"),
    ("echo x > docs/rules/no-rule.md", "docs/rules/no-rule.md belongs to no rule"),
  ]) func staleFilesAreReported(damage: String, words: String) throws {
    let copy = FileManager.default.temporaryDirectory.appending(path: "privatelint-generate-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: copy) }
    let copying = try ToolRun("cp -R Scripts docs schemas share \(copy.path)", in: Self.root)
    #expect(copying.status == 0)
    let run = try ToolRun("\(damage); PRIVATELINT=$(command -v privatelint) Scripts/generate --check", in: copy)
    #expect(run.status == 1)
    #expect(run.output.contains(words))
    #expect(run.errors.contains("make generate"))
    let fixed = try ToolRun(
      "export PRIVATELINT=$(command -v privatelint); Scripts/generate && Scripts/generate --check",
      in: copy
    )
    #expect(fixed.status == 0, "\(fixed.output)")
  }

  /// A key or rule declared in one place is in the schema, the references, the explanations and the completions.
  @Test func declarationsArriveEverywhere() throws {
    let schema = words(ManifestSchema.value.text)
    let reference = words(KeyReference.text)
    for mapping in Self.mappings {
      for field in mapping.fields {
        #expect(schema.contains(field.key), "\(field.key) is not in the schema")
        #expect(reference.contains(field.key), "\(field.key) is not in the reference")
      }
    }
    let report = words(SchemaFile.report.value.text)
    let index = words(RuleReference.index)
    let bash = words(try ToolRun("privatelint --generate-completion-script bash", in: Self.root).output)
    for id in Catalog.ids {
      #expect(report.contains(id), "\(id) is not in the report's schema")
      #expect(index.contains(id), "\(id) is not in the index")
      #expect(bash.contains(id), "\(id) is not completed")
    }
  }

  private func words(_ text: String) -> Set<String> {
    Set(text.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }.map(String.init))
  }

  private static var mappings: [MappingDeclaration] {
    [
      ManifestKey.mapping, ContactKey.mapping, ProjectKey.mapping, EnvironmentKey.mapping, CustomerKey.mapping,
      PortKey.mapping,
      EndpointServiceKey.mapping, ServiceEnablementKey.mapping, EnablementKey.mapping, EndpointKey.mapping,
    ]
  }
}
