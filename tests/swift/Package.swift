// swift-tools-version: 6.0
// The core from Swift. `tests/swift/run` puts the generated Swift and the library beside this file's copy.
import PackageDescription

let package = Package(
    name: "SouplesseCore",
    targets: [
        .systemLibrary(name: "SouplesseCoreFFI"),
        .target(name: "SouplesseCore", dependencies: ["SouplesseCoreFFI"]),
        .testTarget(name: "SouplesseCoreTests", dependencies: ["SouplesseCore"]),
    ],
    swiftLanguageModes: [.v6]
)
