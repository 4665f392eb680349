// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Notifications

@Suite struct TimeTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2026-03-07T22:30:00Z", 1_772_922_600_000),
        ("2026-03-07T22:30:00.125Z", 1_772_922_600_125),
        ("2026-03-07T22:30:00.1259999999Z", 1_772_922_600_125),
        ("2026-03-07T23:30:00+01:00", 1_772_922_600_000),
        ("2026-03-07t17:00:00-05:30", 1_772_922_600_000), ("1969-12-31T23:59:59Z", -1000),
        ("2016-12-31T23:59:60Z", 1_483_228_799_000),
    ])
    func readsRFC3339(text: String, milliseconds: Int64) {
        #expect(Instant(iso8601: text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "2026-03-07", "2026-03-07T22:30Z", "2026-03-07T22:30:00", "2026-03-07 22:30:00Z",
        "2026-03-07T22:30:00+25:00", "2026-03-07T22:30:00+05", "2026-03-07T22:30:00X",
        "2026-02-29T00:00:00Z", "2026-03-07T24:00:00Z", "2026-03-07T22:30:00.Z",
        "2026-03-07T22:30:00Z ", "2026-03-07T22:30:61Z", "lunchtime", "20260307T223000Z",
        String(repeating: "2", count: 5000),
    ])
    func refusesWhatIsNotRFC3339(text: String) {
        #expect(Instant(iso8601: text) == nil)
    }

    @Test func writesMillisecondsOnlyWhenNonZero() {
        #expect(instant("2026-03-07T23:30:00+01:00").formatted == "2026-03-07T22:30:00Z")
        #expect(instant("2026-03-07T22:30:00.050Z").formatted == "2026-03-07T22:30:00.050Z")
        #expect(Instant(milliseconds: -1).formatted == "1969-12-31T23:59:59.999Z")
        #expect(Instant(milliseconds: .max).formatted == "9999-12-31T23:59:59.999Z")
        #expect(Instant(milliseconds: .min).formatted == "0001-01-01T00:00:00Z")
    }

    @Test func instantsSurviveTheirText() {
        var random = Seeded(state: 1)
        for _ in 0..<2000 {
            let milliseconds = Int64.random(
                in: -62_135_596_800_000...253_402_300_799_999, using: &random)
            let instant = Instant(milliseconds: milliseconds)
            #expect(Instant(iso8601: instant.formatted) == instant)
        }
    }

    @Test func readsAndWritesDatesAsPreciseAsGiven() {
        for text in ["2010", "2010-04", "2010-04-15"] {
            #expect(PartialDate(iso8601: text)?.formatted == text)
        }
        for text in ["", "20", "2010-13", "2010-00", "2010-02-30", "2010-4", "0000", "2010-04-15Z"]
        {
            #expect(PartialDate(iso8601: text) == nil)
        }
        #expect(LocalDate(iso8601: "2026-03-07")?.formatted == "2026-03-07")
        #expect(LocalDate(iso8601: "2026-03") == nil)
        #expect(LocalDateTime(iso8601: "2026-03-07T22:30:00")?.hour == 22)
        #expect(LocalDateTime(iso8601: "2026-03-07T22:30:00Z") == nil)
    }
}

@Suite struct TimeZoneRulesTests {
    /// 01:00 UTC on the last Sunday of a month.
    private func change(_ year: Int, _ month: Int) throws -> Instant {
        var date = try #require(LocalDate(year: year, month: month, day: 31))
        while date.weekday != 7 { date = date.adding(days: -1) }
        return try #require(LocalDateTime(date: date, hour: 1, minute: 0)).instant(offset: 0)
    }

    @Test(arguments: 2026...2040)
    func knowsBothClockChangesOf(year: Int) throws {
        let zone = try london.get()
        let spring = try change(year, 3)
        let autumn = try change(year, 10)
        #expect(zone.offset(at: spring.advanced(byMilliseconds: -1)) == 0)
        #expect(zone.offset(at: spring) == 3600)
        #expect(zone.offset(at: autumn.advanced(byMilliseconds: -1)) == 3600)
        #expect(zone.offset(at: autumn) == 0)

        let gap = zone.local(of: spring).date
        let skipped = try #require(LocalDateTime(date: gap, hour: 1, minute: 30))
        #expect(
            zone.resolve(skipped)
                == .skipped(shiftedForward: spring.advanced(bySeconds: 1800)))
        #expect(zone.local(of: zone.resolve(skipped).instant).hour == 2)

        let fold = zone.local(of: autumn).date
        let twice = try #require(LocalDateTime(date: fold, hour: 1, minute: 30))
        #expect(
            zone.resolve(twice)
                == .ambiguous(
                    earlier: autumn.advanced(bySeconds: -1800),
                    later: autumn.advanced(bySeconds: 1800)))
        #expect(zone.resolve(twice).instant == autumn.advanced(bySeconds: -1800))
    }

    @Test func everyInstantIsAmongThoseThatItsLocalTimeMeans() throws {
        let zone = try london.get()
        var random = Seeded(state: 7)
        for _ in 0..<5000 {
            // 1900 to 2100.
            let second = Int64.random(in: -2_208_988_800...4_102_444_800, using: &random)
            let instant = Instant(milliseconds: second * 1000)
            switch zone.resolve(zone.local(of: instant)) {
            case .unique(let found): #expect(found == instant)
            case .ambiguous(let earlier, let later):
                #expect(earlier == instant || later == instant)
                #expect(earlier < later)
            case .skipped: Issue.record("a time that was shown cannot be skipped")
            }
        }
    }

    @Test func knowsTheYearsWithoutWinterTime() throws {
        let zone = try london.get()
        #expect(zone.offset(at: instant("1970-01-01T12:00:00Z")) == 3600)
        #expect(zone.offset(at: instant("1972-01-01T12:00:00Z")) == 0)
        #expect(zone.offset(at: Instant(milliseconds: .max)) % 3600 == 0)
        #expect(zone.offset(at: Instant(milliseconds: .min)) == -75)
    }

    @Test func readsASouthernRuleFromTheFooterAlone() throws {
        let zone = try TimeZoneRules(tzif: tzif(footer: "AEST-10AEDT,M10.1.0,M4.1.0/3"))
        #expect(zone.offset(at: instant("2026-01-15T00:00:00Z")) == 39_600)
        #expect(zone.offset(at: instant("2026-07-15T00:00:00Z")) == 36_000)
        // 03:00 AEDT on Sunday 5 April 2026 is 16:00 UTC on the day before.
        #expect(zone.offset(at: instant("2026-04-04T15:59:59Z")) == 39_600)
        #expect(zone.offset(at: instant("2026-04-04T16:00:00Z")) == 36_000)
    }

    @Test func readsDaysOfTheYear() throws {
        let julian = try TimeZoneRules(tzif: tzif(footer: "<-03>3<-02>,J60/0,J300/0"))
        #expect(julian.offset(at: instant("2028-03-01T02:59:59Z")) == -10_800)
        #expect(julian.offset(at: instant("2028-03-01T03:00:00Z")) == -7200)
        let zeroBased = try TimeZoneRules(tzif: tzif(footer: "XXX3YYY,59/0,300/0"))
        #expect(zeroBased.offset(at: instant("2028-02-29T03:00:00Z")) == -7200)
    }

    /// A version 2 file without transitions: its rule is the footer.
    private func tzif(footer: String) -> [UInt8] {
        let header = Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
        let counts: [UInt8] = [
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 4,
        ]
        let block: [UInt8] = [0, 0, 0, 0, 0, 0] + Array("UTC\0".utf8)
        let whole = header + counts + block
        return whole + whole + Array("\n\(footer)\n".utf8)
    }

    @Test func refusesHostileFilesWithoutATrap() throws {
        #expect(throws: TimeZoneError.notTZif) { try TimeZoneRules(tzif: []) }
        #expect(throws: TimeZoneError.unreadable(path: "/no/such/file")) {
            try TimeZoneRules(path: "/no/such/file")
        }
        #expect(throws: TimeZoneError.invalid("footer rule")) {
            try TimeZoneRules(tzif: tzif(footer: "GMT0BST,M13.5.0,M10.5.0"))
        }
        let good = try london.get().bytes
        for length in 0..<good.count {
            #expect(throws: TimeZoneError.self) { try TimeZoneRules(tzif: Array(good[..<length])) }
        }
        var random = Seeded(state: 3)
        for _ in 0..<3000 {
            var bad = good
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                let index = Int.random(in: 0..<bad.count, using: &random)
                bad[index] = UInt8.random(in: 0...255, using: &random)
            }
            guard let zone = try? TimeZoneRules(tzif: bad) else { continue }
            for milliseconds in [Int64.min, -1, 0, 4_102_444_800_000, .max] {
                let instant = Instant(milliseconds: milliseconds)
                _ = zone.resolve(zone.local(of: instant))
            }
        }
    }
}
