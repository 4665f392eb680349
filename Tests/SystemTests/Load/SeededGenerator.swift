// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Random numbers that a printed seed brings back (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// True in `percent` of 100 cases.
    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}

/// What a run is told from outside.
enum TrialSettings {
    private static let environment = ProcessInfo.processInfo.environment

    /// `KEYWATCH_SEED`, else a new one for every run.
    static let seed =
        environment["KEYWATCH_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 0...999_999)

    /// `KEYWATCH_KILLS`: how often the daemon is killed.
    static let kills = environment["KEYWATCH_KILLS"].flatMap(Int.init) ?? 50

    /// `KEYWATCH_TANSU`: the binary of the second broker.
    static let tansu = environment["KEYWATCH_TANSU"]
}
