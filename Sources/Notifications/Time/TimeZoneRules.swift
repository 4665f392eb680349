// SPDX-License-Identifier: Apache-2.0

/// The rules of one time zone, read from a TZif file (RFC 8536).
///
/// Foundation's `TimeZone` reads tables bundled with it; the system's file is what an operator
/// updates and what the calendar's version speaks of.
package struct TimeZoneRules: Sendable {
    /// The file's content, for whoever hashes it into the calendar's version.
    package let bytes: [UInt8]
    /// The file's format version, 1…4.
    package let formatVersion: Int

    /// Instants, in seconds since 1970, at which the offset changes, ascending.
    let transitions: [Int64]
    /// The offset that holds from each transition on, in seconds east of UTC.
    let offsets: [Int]
    /// The offset before the first transition.
    let firstOffset: Int
    /// The rule for instants after the last transition.
    let footer: POSIXZone?

    /// What a local time means in the zone.
    package enum Resolution: Hashable, Sendable {
        /// Exactly one instant.
        case unique(Instant)
        /// The clock showed it twice (in October).
        case ambiguous(earlier: Instant, later: Instant)
        /// The clock never showed it (in March): moved forward by the gap.
        case skipped(shiftedForward: Instant)

        /// The instant that the contract takes: the earlier of two, the one after a gap.
        package var instant: Instant {
            switch self {
            case .unique(let instant): instant
            case .ambiguous(let earlier, _): earlier
            case .skipped(let shiftedForward): shiftedForward
            }
        }
    }

    /// A time between two changes of the clocks.
    struct Steady: Sendable {
        /// From its first second on, before its last, since 1970.
        var seconds: Range<Int64>
        /// Seconds east of UTC.
        var offset: Int

        /// The one instant at which the zone's clocks show that time, if it is a day from both
        /// ends: the same that `resolve` tells, without a search.
        func instant(of local: LocalDateTime) -> Instant? {
            let instant = local.instant(offset: offset)
            let second = instant.milliseconds.floorDivided(by: 1000)
            let isWithin =
                seconds.contains(second - 86_400) && seconds.contains(second + 86_400)
            return isWithin ? instant : nil
        }
    }

    /// Seconds by which the zone's clocks are ahead of UTC at that instant.
    ///
    /// - Complexity: O(log n) in the number of transitions of the file.
    package func offset(at instant: Instant) -> Int {
        let second = instant.milliseconds.floorDivided(by: 1000)
        guard let last = transitions.last, second < last else {
            if let footer { return footer.offset(atSecond: second) }
            return offsets.last ?? firstOffset
        }
        return steady(at: second).offset
    }

    /// The time around an instant; nil after the last change of the file.
    func steady(around instant: Instant) -> Steady? {
        let second = instant.milliseconds.floorDivided(by: 1000)
        return transitions.last.map { second < $0 } == true ? steady(at: second) : nil
    }

    /// The time around a second before the last change of the file.
    private func steady(at second: Int64) -> Steady {
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle] <= second { low = middle + 1 } else { high = middle }
        }
        let start = low == 0 ? .min : transitions[low - 1]
        let end = low == transitions.count ? .max : transitions[low]
        return Steady(seconds: start..<end, offset: low == 0 ? firstOffset : offsets[low - 1])
    }

    /// What the zone's clocks show at that instant.
    package func local(of instant: Instant) -> LocalDateTime {
        LocalDateTime(of: instant, offset: offset(at: instant))
    }

    /// The instant or instants at which the zone's clocks show that time.
    package func resolve(_ local: LocalDateTime) -> Resolution {
        // No zone has two changes within a day of each other and of this time, so the offsets a
        // day before and a day after are the only two that can hold here.
        let asUTC = local.instant(offset: 0)
        if let only = steady(around: asUTC)?.instant(of: local) { return .unique(only) }
        let before = offset(at: asUTC.advanced(bySeconds: -86_400))
        let after = offset(at: asUTC.advanced(bySeconds: 86_400))
        let withBefore = local.instant(offset: before)
        guard before != after else { return .unique(withBefore) }
        let withAfter = local.instant(offset: after)
        switch (offset(at: withBefore) == before, offset(at: withAfter) == after) {
        case (true, true):
            return .ambiguous(
                earlier: min(withBefore, withAfter), later: max(withBefore, withAfter))
        case (true, false): return .unique(withBefore)
        case (false, true): return .unique(withAfter)
        case (false, false): return .skipped(shiftedForward: withBefore)
        }
    }
}
