// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

/// What every own target is held to, tests too: Swift 6, explicit existentials, visible arrows
/// between targets, and no warning that is let pass.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// A room of the house: it depends only on the rooms below it, and memory safety is strict.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(
        name: name, dependencies: dependencies, swiftSettings: strict + [.strictMemorySafety()])
}

/// Tests of a room. Exit tests expand to code that strict memory safety refuses, so tests go
/// without it.
/// The files that they read lie beside them and are no part of a build.
func tests(
    _ name: String, _ dependencies: [Target.Dependency], beside files: [String] = []
) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: files, swiftSettings: strict)
}

let package = Package(
    name: "keywatch",
    products: [.executable(name: "keywatch", targets: ["keywatch"])],
    dependencies: [
        // Command-line parsing with help, completion and typed errors.
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        // A heap for clocks.
        .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
        // Structured logging, the ecosystem's facade.
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        // SQLite with migrations, statements and error codes that can be told apart.
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        // The HTTP server of the admin listener and, later, of the console.
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        // YAML with marks, so that every error names its line and column.
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        // Signals, ordered start and graceful shutdown.
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CRDKafka", pkgConfig: "rdkafka", providers: [.apt(["librdkafka-dev"])]),
        .systemLibrary(
            name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CLinux"),
        room("Notifications"),
        room("Register", ["Notifications"]),
        room("Policy", ["Register", "Notifications", .product(name: "Yams", package: "Yams")]),
        room(
            "Casework",
            [
                "Policy", "Register", "Notifications",
                .product(name: "HeapModule", package: "swift-collections"),
            ]),
        room("Ledger", ["COpenSSL", .product(name: "GRDB", package: "GRDB.swift")]),
        room("Bus", ["CRDKafka"]),
        room(
            "Daemon",
            [
                "Bus", "CLinux", "Casework", "Ledger", "Notifications", "Policy", "Register",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),
        room(
            "Rehearsal",
            [
                "Bus", "Casework", "Daemon", "Ledger", "Notifications", "Policy", "Register",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .executableTarget(
            name: "keywatch",
            dependencies: [
                "Bus", "Casework", "Daemon", "Ledger", "Notifications", "Policy", "Register",
                "Rehearsal",

                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict + [.strictMemorySafety()]),
        tests("NotificationsTests", ["Notifications"]),
        tests("RegisterTests", ["Register", "Notifications"]),
        tests("PolicyTests", ["Policy", "Register", "Notifications"]),
        tests(
            "CaseworkTests",
            ["Casework", "Rehearsal", "Policy", "Register", "Notifications"],
            beside: ["Scenarios", "Golden"]),
        tests("LedgerTests", ["Ledger", .product(name: "GRDB", package: "GRDB.swift")]),
        tests("BusTests", ["Bus"]),
        tests("HouseTests", []),
        tests(
            "SystemTests",
            [
                "Bus", "Casework", "Daemon", "Ledger", "Notifications", "Policy", "Register",
                .product(name: "Logging", package: "swift-log"),
            ]),
        tests(
            "DaemonTests",
            [
                "Daemon", "Casework", "Ledger", "Notifications", "Policy",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        tests(
            "CommandTests",
            [
                "keywatch", "Bus", "Casework", "Daemon", "Ledger", "Notifications", "Policy",
                "Register", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], beside: ["Golden"]),
    ]
)
