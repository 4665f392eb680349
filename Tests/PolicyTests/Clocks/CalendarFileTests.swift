// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Testing

@Suite struct CalendarFileTests {
    static let hours = "opening: \"09:00\"\nclosing: \"17:00\"\ndivision: here\n"
    static let days =
        "{ \"here\": { \"events\": [ { \"date\": \"2026-04-03\", \"title\": \"x\" } ] } }"

    func load(_ hours: String, _ days: String) throws -> WorkingCalendar {
        try WorkingCalendar.load(
            ConfigurationFile(path: "hours.yaml", text: hours),
            bankHolidays: ConfigurationFile(path: "days.json", text: days), zone: Shipped.zone)
    }

    @Test("Hours and holidays come from their files; the version tells any change of them")
    func loads() throws {
        let calendar = try load(CalendarFileTests.hours, CalendarFileTests.days)
        #expect(!calendar.isWorkingDay(date("2026-04-03")))
        #expect(calendar.dayOff(date("2026-04-03")) == .bankHoliday("x"))
        #expect(!calendar.isWorkingDay(date("2027-03-29")))
        let late = CalendarFileTests.hours.replacing("17:00", with: "18:30")
        let other = try load(late, CalendarFileTests.days)
        #expect(other.closingOf(date("2026-03-10")) == instant("2026-03-10T18:30:00Z"))
        #expect(other.version != calendar.version)
    }

    @Test("A year of which one holiday is listed early keeps all the others, and is provisional")
    func oneProclaimedEarly() throws {
        let early = CalendarFileTests.days.replacing("2026-04-03", with: "2030-06-03")
        let calendar = try load(CalendarFileTests.hours, early)
        #expect(!calendar.isWorkingDay(date("2030-06-03")))
        #expect(!calendar.isWorkingDay(date("2030-12-25")))
        #expect(calendar.isProvisional(date("2030-12-25")))
        #expect(!calendar.isWorkingDay(date("2029-12-25")))
    }

    @Test("A year whose holidays are all listed is what its list says, also where a rule differs")
    func listedYear() throws {
        let days = (1...8).map { "{ \"date\": \"2026-07-0\($0)\", \"title\": \"Day \($0)\" }" }
        let list = "{ \"here\": { \"events\": [\(days.joined(separator: ", "))] } }"
        let calendar = try load(CalendarFileTests.hours, list)
        #expect(calendar.isWorkingDay(date("2026-12-25")))
        #expect(calendar.dayOff(date("2026-07-03")) == .bankHoliday("Day 3"))
        #expect(!calendar.isProvisional(date("2026-12-25")))
        #expect(calendar.isProvisional(date("2027-12-27")))
    }

    @Test("Without any published day all years are computed")
    func computedOnly() throws {
        let calendar = try load(CalendarFileTests.hours, "{ \"here\": { \"events\": [] } }")
        #expect(!calendar.isWorkingDay(date("2026-12-28")))
        #expect(calendar.isProvisional(date("2026-12-28")))
    }

    @Test(
        "Faults of a calendar are found where they stand",
        arguments: [
            ("09:00", "9 o'clock", FaultCode.phrase, "hours.yaml", 1, 10),
            ("09:00", "25:00", .phrase, "hours.yaml", 1, 10),
            ("09:00", "17:00", .contradiction, "hours.yaml", 1, 1),
            ("division", "divison", .missingKey, "hours.yaml", 1, 1),
            ("here", "there", .missingKey, "days.json", 1, 1),
        ])
    func faults(
        old: String, new: String, code: FaultCode, file: String, line: Int, column: Int
    ) {
        #expect {
            _ = try load(
                CalendarFileTests.hours.replacing(old, with: new), CalendarFileTests.days)
        } throws: { error in
            guard case .invalid(let faults) = error as? PolicyError else { return false }
            return faults.contains {
                $0.code == code && $0.file == file && $0.line == line && $0.column == column
            }
        }
    }

    @Test("A bad date in the list of holidays is found by line and column")
    func badDate() {
        let bad = CalendarFileTests.days.replacing("2026-04-03", with: "2026-02-30")
        #expect {
            _ = try load(CalendarFileTests.hours, bad)
        } throws: { error in
            guard case .invalid(let faults) = error as? PolicyError else { return false }
            return faults.map(\.code) == [.date]
                && faults.first.map { "\($0.line):\($0.column)" }
                    == position(of: "\"2026-02-30", in: bad)
        }
    }

    @Test("A folder that is not there says which file it looked for")
    func missingFolder() {
        #expect(throws: PolicyError.unreadable(path: "/nowhere/directory.yaml")) {
            try ConfigurationFolder(path: "/nowhere").directory()
        }
        #expect(throws: PolicyError.unreadable(path: "/nowhere/policy/policy-2023")) {
            try ConfigurationFolder(path: "/nowhere").policy(named: "policy-2023")
        }
    }
}
