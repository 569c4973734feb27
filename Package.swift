// swift-tools-version: 6.2
import PackageDescription

// Targets are in dependency order, bottom first; docs/architecture.md says what each may not see.
// A file sees the members of the modules that it imports itself, and of no others.
let common: [SwiftSetting] = [.enableUpcomingFeature("MemberImportVisibility")]
// Compiled for size: what nobody waits for, and what loses little by it (the binary has at most 20,000,000 bytes).
let small: [SwiftSetting] = [.unsafeFlags(["-Osize"], .when(configuration: .release))]

let package = Package(
  name: "privatelint",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "privatelint", targets: ["privatelint"])],
  dependencies: [
    // Flags, help, completion scripts and the man page, declared once.
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  ],
  targets: [
    .systemLibrary(
      name: "CLibYAML",
      pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"]), .yum(["libyaml-devel"])]
    ),
    .systemLibrary(name: "CLinux"),
    .target(name: "Diagnostics", swiftSettings: small),
    .target(name: "YAMLTree", dependencies: ["CLibYAML", "Diagnostics"]),
    .target(name: "Editing", dependencies: ["YAMLTree", "Diagnostics"], swiftSettings: small),
    .target(name: "ManifestModel", dependencies: ["Editing", "YAMLTree", "Diagnostics"]),
    .target(name: "CloudState", dependencies: ["ManifestModel", "YAMLTree", "Diagnostics"], swiftSettings: small),
    .target(
      name: "Rules",
      dependencies: ["CloudState", "ManifestModel", "Editing", "Diagnostics"],
      swiftSettings: small
    ),
    .target(name: "Emitters", dependencies: ["ManifestModel", "Diagnostics"], swiftSettings: small),
    .target(
      name: "Files",
      dependencies: ["Diagnostics", .target(name: "CLinux", condition: .when(platforms: [.linux]))],
      swiftSettings: small
    ),
    .target(name: "Formatter", dependencies: ["ManifestModel", "YAMLTree", "Diagnostics"], swiftSettings: small),
    .target(
      name: "Linter",
      dependencies: [
        "Files", "Formatter", "Rules", "Emitters", "CloudState", "ManifestModel", "Editing", "YAMLTree", "Diagnostics",
      ],
      swiftSettings: small
    ),
    .target(
      name: "Reference",
      dependencies: [
        "Linter", "Formatter", "Rules", "Emitters", "CloudState", "ManifestModel", "YAMLTree", "Diagnostics",
      ],
      swiftSettings: small
    ),
    .target(
      name: "LanguageServer",
      dependencies: [
        "Reference", "Linter", "Formatter", "Files", "Rules", "Emitters", "ManifestModel", "YAMLTree", "Diagnostics",
      ],
      swiftSettings: small
    ),
    .executableTarget(
      name: "privatelint",
      dependencies: [
        "LanguageServer", "Reference", "Linter", "Formatter", "Files", "Rules", "Emitters", "CloudState",
        "ManifestModel", "Editing",
        "YAMLTree", "Diagnostics",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: small
    ),
    .testTarget(
      name: "GoldenTests",
      dependencies: [
        "privatelint", "LanguageServer", "Reference", "Linter", "Formatter", "Files", "Rules", "CloudState",
        "ManifestModel", "YAMLTree",
        "Diagnostics",
      ],
      exclude: ["Cases"]
    ),
    .testTarget(
      name: "UnitTests",
      dependencies: [
        "LanguageServer", "Reference", "Linter", "Formatter", "Files", "Rules", "Emitters", "CloudState",
        "ManifestModel", "Editing",
        "YAMLTree", "Diagnostics", "CLibYAML",
      ]
    ),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
  target.swiftSettings = common + (target.swiftSettings ?? [])
}
