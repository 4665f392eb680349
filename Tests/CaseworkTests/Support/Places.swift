// SPDX-License-Identifier: Apache-2.0

import Casework
import Foundation
import Policy
import Rehearsal
import Testing

/// Where things lie beside this file.
enum Places {
    /// The folder of this target.
    static let tests = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
    /// The root of the package.
    static let package = tests.deletingLastPathComponent().deletingLastPathComponent()
    /// The shipped configuration.
    static let configuration = package.appending(path: "Config").path
    /// The scenario files of this target.
    static let scenarios = tests.appending(path: "Scenarios").path
    /// Scenario files that stand beside the package on some machines only.
    static let sharedScenarios = package.deletingLastPathComponent()
        .appending(path: "shared/samples/scenarios").path
    /// Files that formats are held against.
    static let golden = tests.appending(path: "Golden")
}

/// The stage of all tests: the shipped configuration, and hashes that need no library.
let stage: Stage = {
    do {
        return try Stage(
            configuration: ConfigurationFolder(path: Places.configuration), hashes: .plain)
    } catch {
        preconditionFailure("\(error)")
    }
}()

extension IdentityHashes {
    /// Four FNV-1a sums with different beginnings: spread well enough for tests, and no secret.
    static let plain = IdentityHashes(
        digest: { PlainHash.of($0) }, keyed: { PlainHash.of(Array($0.utf8) + [0] + $1) })
}

private enum PlainHash {
    static func of(_ bytes: [UInt8]) -> [UInt8] {
        (0..<UInt64(4)).flatMap { lane -> [UInt8] in
            var sum: UInt64 = 0xcbf2_9ce4_8422_2325 &+ lane &* 0x9e37_79b9_7f4a_7c15
            for byte in bytes {
                sum = (sum ^ UInt64(byte)) &* 0x100_0000_01b3
                sum ^= sum >> 29
            }
            return (0..<UInt64(8)).map { UInt8(truncatingIfNeeded: sum >> ($0 * 8)) }
        }
    }
}

extension Tag {
    /// Takes more than two seconds.
    @Tag static var slow: Self
    /// Shows that a bug which others shipped is none of ours.
    @Tag static var museum: Self
}
