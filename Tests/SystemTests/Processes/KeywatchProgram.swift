// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

extension Tag {
    /// Takes more than two seconds.
    @Tag static var slow: Self
}

/// The program under test and the package's files that it needs.
enum KeywatchProgram {
    /// The package's folder: three levels above this file's folder.
    static let packageRoot = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .standardizedFileURL

    /// The `keywatch` of the same build as these tests, found beside the test bundle.
    static func url() throws -> URL {
        // For measurements: another build of the same program.
        if let other = ProcessInfo.processInfo.environment["KEYWATCH_PROGRAM"] {
            return URL(filePath: other)
        }
        for start in [CommandLine.arguments[0]] + Bundle.allBundles.map(\.bundlePath) {
            var folder = URL(filePath: start).resolvingSymlinksInPath()
            for _ in 0..<3 {
                folder = folder.deletingLastPathComponent()
                let program = folder.appending(path: "keywatch")
                if FileManager.default.isExecutableFile(atPath: program.path) { return program }
            }
        }
        // A runner of the toolchain's own loads the tests: the bundle is among its arguments.
        for argument in CommandLine.arguments where argument.contains(".xctest") {
            let program = URL(filePath: argument).resolvingSymlinksInPath()
                .deletingLastPathComponent().appending(path: "keywatch")
            if FileManager.default.isExecutableFile(atPath: program.path) { return program }
        }
        throw Missing()
    }

    struct Missing: Error, CustomStringConvertible {
        let description = "no keywatch beside the tests: build it first (swift build)"
    }
}

/// A folder of a test's own, removed with it.
final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory
            .appending(path: "keywatch-system-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        // Kept where somebody wants to look into what a failed run left behind.
        guard ProcessInfo.processInfo.environment["KEYWATCH_KEEP"] == nil else { return }
        try? FileManager.default.removeItem(at: url)
    }

    func path(_ name: String) -> String { url.appending(path: name).path }
}

/// Waits until `condition` holds; false when it does not within `seconds`.
func waitUntil(
    seconds: Double, every pause: Double = 0.01, _ condition: () throws -> Bool
) rethrows -> Bool {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while try !condition() {
        if ContinuousClock.now > deadline { return false }
        Thread.sleep(forTimeInterval: pause)
    }
    return true
}
