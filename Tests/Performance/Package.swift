// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who builds privatelint builds what it is compared with.
let package = Package(
  name: "performance",
  platforms: [.macOS(.v15)],
  dependencies: [.package(url: "https://github.com/jpsim/Yams", from: "6.2.2")],
  targets: [
    .executableTarget(name: "YamsProbe", dependencies: ["Yams"], path: "YamsProbe")
  ],
  swiftLanguageModes: [.v6]
)
