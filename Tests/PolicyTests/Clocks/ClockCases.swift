// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Testing

extension Tag {
    /// Takes more than two seconds.
    @Tag static var slow: Self
}

/// Makes the cases of one property: the same seed makes the same cases on every machine.
struct ClockCases {
    /// SplitMix64.
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    private mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.count))
    }

    mutating func one<Element>(of elements: [Element]) -> Element {
        elements[number(0...elements.count - 1)]
    }

    /// Days near which clocks go wrong: Christmas, Easter, holidays on Mondays, both clock
    /// changes, the ends of months, the leap day.
    private static let delicate: [Int] = {
        let almanac = Almanac.shared
        let changes = almanac.summers.flatMap { [$0.start, $0.end] }.map {
            almanac.local(Instant(milliseconds: $0 * 1000)).day
        }
        let others = almanac.days.indices.filter { index in
            let day = almanac.days[index]
            return day.day == 1 || (day.weekday <= 5 && !day.isWorking)
        }
        return (changes + others).filter { (2026...2031).contains(almanac.days[$0].year) }
    }()

    private static let sixYears: ClosedRange<Int> = {
        let days = Almanac.shared.days
        return days.firstIndex { $0.year == 2026 }!...days.lastIndex { $0.year == 2031 }!
    }()

    /// A day of 2026 to 2031; every third near a delicate one.
    mutating func day() -> Int {
        let range = ClockCases.sixYears
        guard number(0...2) == 0 else { return number(range) }
        let near = one(of: ClockCases.delicate) + number(-3...3)
        return min(max(near, range.lowerBound), range.upperBound)
    }

    /// An instant of that day; every third at one of the edges of a day or of its work.
    mutating func instant(on day: Int) -> Instant {
        let midnight = Almanac.shared.instant(day, 0)
        guard number(0...2) == 0 else {
            return midnight.advanced(byMilliseconds: Int64(number(0...86_399_999)))
        }
        let hour = one(of: [0, 1, 2, 9, 17, 23])
        let at = Almanac.shared.instant(day, hour, hour == 23 ? 59 : 0, hour == 23 ? 59 : 0)
        return at.advanced(byMilliseconds: Int64(number(-1...1)))
    }

    mutating func instant() -> Instant {
        let day = day()
        return instant(on: day)
    }

    mutating func amount(_ unit: ClockUnit) -> Int {
        let most =
            switch unit {
            case .workingDays, .schoolDays: 60
            case .calendarDays, .hours: 120
            case .weeks: 30
            case .months: 24
            case .years: 2
            case .workingHours: 16
            }
        return number(1...most) * one(of: [1, 1, -1])
    }

    mutating func clock(_ unit: ClockUnit) -> DueClock {
        var clock = DueClock(amount: amount(unit), unit: unit)
        if number(0...4) == 0 {
            let unit = one(of: [ClockUnit.calendarDays, .workingDays, .months, .hours])
            clock.base = Wait(amount: abs(amount(unit)) / 2 + 1, unit: unit)
        }
        if unit == .calendarDays, clock.amount > 0 { clock.beginningWith = number(0...1) == 0 }
        return clock
    }
}

/// Tries a property on 10,000 generated cases; what a case returns is what is wrong with it.
func forAll(
    _ seed: UInt64, cases: Int = 10_000, sourceLocation: Testing.SourceLocation = #_sourceLocation,
    _ property: (inout ClockCases) -> String?
) {
    for number in 0..<cases {
        let own = seed &* 1_000_003 &+ UInt64(number)
        var cases = ClockCases(seed: own)
        if let fault = property(&cases) {
            Issue.record("case \(number) of seed \(seed): \(fault)", sourceLocation: sourceLocation)
            return
        }
    }
}
