// SPDX-License-Identifier: Apache-2.0

import CLinux
package import Notifications

/// Where the readings of time come from: the machine, or in a demonstration or test a made world.
package protocol TimeReadings: Sendable {
    /// The wall clock, milliseconds since 1970.
    func wallMs() -> Int64
    /// Monotonic milliseconds since an arbitrary beginning.
    func monotonicMs() -> Int64
    /// Whether the kernel says that its clock is synchronised.
    func isSynchronised() -> Bool
}

/// The machine's clocks.
package struct MachineTime: TimeReadings {
    /// The clocks of this machine.
    package init() {}

    /// `CLOCK_REALTIME`.
    package func wallMs() -> Int64 { MonotonicClock.wallMs() }

    /// `CLOCK_BOOTTIME`, which runs on while the machine sleeps.
    package func monotonicMs() -> Int64 { MonotonicClock.nowMs() }

    /// What `adjtimex` says.
    package func isSynchronised() -> Bool {
        var state = timex()
        return unsafe adjtimex(&state) != TIME_ERROR
    }
}

/// The time by which duties are measured.
///
/// A wall clock is believed only within 5 minutes of the newest broker append time or when the
/// kernel says that it is synchronised, and without a jump of over 15 minutes against the
/// monotonic clock. Otherwise time runs on monotonically and the operator is told (DESIGN.md,
/// "The flow", 6): a machine that wakes up a year later pages nobody.
package struct TrustedClock: Sendable {
    /// Whether the wall clock is believed, and why not.
    package enum Belief: String, Sendable {
        /// Believed.
        case believed
        /// It jumped against the monotonic clock.
        case jumped
        /// Neither the broker nor the kernel bears it out.
        case unconfirmed
    }

    /// Whether the wall clock is believed now.
    package private(set) var belief = Belief.believed
    private let readings: any TimeReadings
    private var base: (wallMs: Int64, monotonicMs: Int64)
    private var brokerMs: Int64?
    private var lastMs: Int64

    /// A jump of more than this against the monotonic clock is not believed.
    private static let jumpMsMax: Int64 = 15 * 60_000
    /// The broker's append time bears out a wall clock this near.
    private static let brokerMsMax: Int64 = 5 * 60_000

    /// A clock that goes on from `last`, the engine time of a ledger, or begins with the wall.
    package init(_ readings: any TimeReadings, last: Instant?) {
        self.readings = readings
        let wall = readings.wallMs()
        let monotonic = readings.monotonicMs()
        lastMs = last?.milliseconds ?? wall
        base = (wall, monotonic)
        let ahead = wall - lastMs
        if last != nil, ahead > TrustedClock.jumpMsMax, !readings.isSynchronised() {
            belief = .unconfirmed
            base = (lastMs, monotonic)
        } else if ahead < -TrustedClock.jumpMsMax {
            belief = .jumped
            base = (lastMs, monotonic)
        }
    }

    /// Takes note of a broker's append time: only LogAppendTime proves anything.
    package mutating func noteBroker(appendMs: Int64) {
        brokerMs = max(brokerMs ?? appendMs, appendMs)
        guard belief == .unconfirmed else { return }
        if abs(readings.wallMs() - appendMs) <= TrustedClock.brokerMsMax { accept() }
    }

    /// Believes the wall clock from now on: an operator's act.
    package mutating func accept() {
        base = (readings.wallMs(), readings.monotonicMs())
        belief = .believed
    }

    /// The time now; never earlier than the time before.
    package mutating func now() -> Instant {
        let monotonic = base.wallMs + (readings.monotonicMs() - base.monotonicMs)
        let wall = readings.wallMs()
        if abs(wall - monotonic) > TrustedClock.jumpMsMax {
            if belief == .believed { belief = .jumped }
        } else if belief != .unconfirmed {
            belief = .believed
            base = (wall, readings.monotonicMs())
        }
        let time = belief == .believed ? wall : monotonic
        lastMs = max(lastMs, time)
        return Instant(milliseconds: lastMs)
    }
}
