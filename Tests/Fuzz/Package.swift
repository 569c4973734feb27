// swift-tools-version: 6.2
import PackageDescription

// The tool's own targets, reached through the link `Tool`, and the fuzzer over them. They are declared again because
// only targets of one package see each other's `package` declarations, and because the sanitizers have to reach into
// them.
let package = Package(
  name: "fuzz",
  platforms: [.macOS(.v15)],
  targets: [
    .systemLibrary(name: "CLibYAML", path: "Tool/CLibYAML", pkgConfig: "yaml-0.1"),
    .systemLibrary(name: "CLinux", path: "Tool/CLinux"),
    .target(name: "Diagnostics", path: "Tool/Diagnostics"),
    .target(name: "YAMLTree", dependencies: ["CLibYAML", "Diagnostics"], path: "Tool/YAMLTree"),
    .target(name: "Editing", dependencies: ["YAMLTree", "Diagnostics"], path: "Tool/Editing"),
    .target(name: "ManifestModel", dependencies: ["Editing", "YAMLTree", "Diagnostics"], path: "Tool/ManifestModel"),
    .target(name: "CloudState", dependencies: ["ManifestModel", "YAMLTree", "Diagnostics"], path: "Tool/CloudState"),
    .target(
      name: "Rules",
      dependencies: ["CloudState", "ManifestModel", "Editing", "Diagnostics"],
      path: "Tool/Rules"
    ),
    .target(name: "Emitters", dependencies: ["ManifestModel", "Diagnostics"], path: "Tool/Emitters"),
    .target(name: "Formatter", dependencies: ["ManifestModel", "YAMLTree", "Diagnostics"], path: "Tool/Formatter"),
    .target(
      name: "Files",
      dependencies: ["Diagnostics", .target(name: "CLinux", condition: .when(platforms: [.linux]))],
      path: "Tool/Files"
    ),
    .target(
      name: "Linter",
      dependencies: [
        "Files", "Formatter", "Rules", "Emitters", "CloudState", "ManifestModel", "Editing", "YAMLTree", "Diagnostics",
      ],
      path: "Tool/Linter"
    ),
    .target(
      name: "Reference",
      dependencies: [
        "Linter", "Formatter", "Rules", "Emitters", "CloudState", "ManifestModel", "YAMLTree", "Diagnostics",
      ],
      path: "Tool/Reference"
    ),
    .target(
      name: "LanguageServer",
      dependencies: [
        "Reference", "Linter", "Formatter", "Files", "Rules", "Emitters", "ManifestModel", "YAMLTree", "Diagnostics",
      ],
      path: "Tool/LanguageServer"
    ),
    .executableTarget(
      name: "Fuzz",
      dependencies: [
        "LanguageServer", "Linter", "Formatter", "Files", "CloudState", "Editing", "Rules", "Emitters", "ManifestModel",
        "YAMLTree",
        "Diagnostics", "CLibYAML",
      ],
      path: "Fuzz",
      // libFuzzer brings the main function.
      swiftSettings: [.unsafeFlags(["-parse-as-library"])]
    ),
  ],
  swiftLanguageModes: [.v6]
)
