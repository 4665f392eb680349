// SPDX-License-Identifier: Apache-2.0
import Notifications
import Synchronization
import Testing

@testable import Daemon

/// Clocks that a test sets.
final class SetTime: TimeReadings {
    private struct Readings {
        var wall: Int64
        var monotonic: Int64 = 5_000
        var isSynchronised = false
    }

    private let readings: Mutex<Readings>

    init(wall: Int64, isSynchronised: Bool = false) {
        readings = Mutex(Readings(wall: wall, isSynchronised: isSynchronised))
    }

    func wallMs() -> Int64 { readings.withLock(\.wall) }
    func monotonicMs() -> Int64 { readings.withLock(\.monotonic) }
    func isSynchronised() -> Bool { readings.withLock(\.isSynchronised) }

    /// Time passes, on both clocks.
    func pass(ms: Int64) {
        readings.withLock {
            $0.wall += ms
            $0.monotonic += ms
        }
    }

    /// Only the wall clock moves.
    func jump(ms: Int64) { readings.withLock { $0.wall += ms } }
}

/// A machine that wakes up a year later pages nobody (the museum: "the machine's clock jumped;
/// everyone was paged").
@Suite struct TrustedClockTests {
    private static let begin: Int64 = 1_780_000_000_000
    private static let minute: Int64 = 60_000
    private static let year: Int64 = 365 * 24 * 3_600_000

    private func started() -> (SetTime, TrustedClock) {
        let time = SetTime(wall: Self.begin)
        return (time, TrustedClock(time, last: nil))
    }

    @Test(arguments: [1, -1] as [Int64])
    func jumpOfAYearIsNotBelieved(direction: Int64) {
        let (time, fresh) = started()
        var clock = fresh
        time.pass(ms: 1000)
        #expect(clock.now().milliseconds == Self.begin + 1000)
        time.jump(ms: direction * Self.year)
        time.pass(ms: 1000)
        #expect(clock.now().milliseconds == Self.begin + 2000)
        #expect(clock.belief == .jumped)
        time.pass(ms: Self.minute)
        #expect(clock.now().milliseconds == Self.begin + 2000 + Self.minute)
        // Set right again, it is believed again without anybody's help.
        time.jump(ms: -direction * Self.year)
        #expect(clock.now().milliseconds == Self.begin + 2000 + Self.minute)
        #expect(clock.belief == .believed)
    }

    @Test func brokerAloneDoesNotMakeAJumpBelieved() {
        let (time, fresh) = started()
        var clock = fresh
        time.jump(ms: Self.year)
        _ = clock.now()
        clock.noteBroker(appendMs: Self.begin)
        #expect(clock.now().milliseconds == Self.begin)
        #expect(clock.belief == .jumped)
    }

    @Test func acceptedJumpIsBelieved() {
        let (time, fresh) = started()
        var clock = fresh
        time.jump(ms: Self.year)
        _ = clock.now()
        clock.accept()
        #expect(clock.belief == .believed)
        #expect(clock.now().milliseconds == Self.begin + Self.year)
        time.pass(ms: 1000)
        #expect(clock.now().milliseconds == Self.begin + Self.year + 1000)
    }

    @Test func timeNeverGoesBackEvenWhenABackwardJumpIsAccepted() {
        let (time, fresh) = started()
        var clock = fresh
        time.jump(ms: -Self.year)
        #expect(clock.now().milliseconds == Self.begin)
        clock.accept()
        #expect(clock.now().milliseconds == Self.begin)
        time.pass(ms: Self.minute)
        #expect(clock.now().milliseconds == Self.begin)
    }

    @Test func smallCorrectionsAreFollowed() {
        let (time, fresh) = started()
        var clock = fresh
        for _ in 0..<10 {
            time.jump(ms: 10 * Self.minute)
            _ = clock.now()
        }
        #expect(clock.belief == .believed)
        #expect(clock.now().milliseconds == Self.begin + 100 * Self.minute)
    }

    @Test func startAYearAfterTheLedgerIsUnconfirmedUntilTheBrokerBearsItOut() {
        let time = SetTime(wall: Self.begin + Self.year)
        var clock = TrustedClock(time, last: Instant(milliseconds: Self.begin))
        #expect(clock.belief == .unconfirmed)
        time.pass(ms: 1000)
        #expect(clock.now().milliseconds == Self.begin + 1000)
        // An append long ago proves nothing about now.
        clock.noteBroker(appendMs: Self.begin)
        #expect(clock.belief == .unconfirmed)
        #expect(clock.now().milliseconds == Self.begin + 1000)
        clock.noteBroker(appendMs: Self.begin + Self.year - 2 * Self.minute)
        #expect(clock.belief == .believed)
        #expect(clock.now().milliseconds == Self.begin + Self.year + 1000)
    }

    @Test func startAYearAfterTheLedgerIsBelievedOfASynchronisedKernel() {
        let time = SetTime(wall: Self.begin + Self.year, isSynchronised: true)
        var clock = TrustedClock(time, last: Instant(milliseconds: Self.begin))
        #expect(clock.belief == .believed)
        #expect(clock.now().milliseconds == Self.begin + Self.year)
    }

    @Test(arguments: [false, true])
    func startBeforeTheLedgersOwnTimeIsNotBelieved(isSynchronised: Bool) {
        let time = SetTime(wall: Self.begin - Self.year, isSynchronised: isSynchronised)
        var clock = TrustedClock(time, last: Instant(milliseconds: Self.begin))
        #expect(clock.belief == .jumped)
        time.pass(ms: 1000)
        #expect(clock.now().milliseconds == Self.begin + 1000)
    }

    @Test func pauseOfTheLedgerUpToAQuarterOfAnHourNeedsNoProof() {
        let time = SetTime(wall: Self.begin + 14 * Self.minute)
        var clock = TrustedClock(time, last: Instant(milliseconds: Self.begin))
        #expect(clock.belief == .believed)
        #expect(clock.now().milliseconds == Self.begin + 14 * Self.minute)
    }

    @Test func jumpedClockOfARunningDaemonIsNotReady() {
        let state = AreaState()
        state.beat(
            now: Instant(milliseconds: Self.begin), belief: .jumped, register: 0, nextDue: nil)
        #expect(Readiness(state.snapshot()).reasons.contains("clock-jumped"))
    }
}
