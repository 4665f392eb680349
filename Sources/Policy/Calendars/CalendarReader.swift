// SPDX-License-Identifier: Apache-2.0

package import Notifications

extension WorkingCalendar {
    /// Reads a calendar: the hours of an area, and gov.uk's list of bank holidays.
    ///
    /// - Parameters:
    ///   - file: `opening`, `closing` and `division`.
    ///   - bankHolidays: the list as gov.uk publishes it (`bank-holidays.json`).
    ///   - zone: the rules of the area's time zone.
    /// - Throws: `PolicyError.invalid` with every fault of both files.
    package static func load(
        _ file: ConfigurationFile, bankHolidays: ConfigurationFile, zone: TimeZoneRules
    ) throws(PolicyError) -> WorkingCalendar {
        let reader = CalendarReader(reader: YAMLReader(FaultList()))
        let hours = reader.hours(file)
        let holidays = reader.holidays(bankHolidays, division: hours?.division)
        try reader.reader.faults.throwIfAny()
        guard let hours else { throw .unreadable(path: file.path) }
        var version = ContentVersion()
        version.add(file.text.utf8)
        version.add(bankHolidays.text.utf8)
        version.add(zone.bytes)
        return WorkingCalendar(
            zone: zone, bankHolidays: holidays, openingMinute: hours.opening,
            closingMinute: hours.closing, version: version.text)
    }
}

private struct CalendarReader {
    let reader: YAMLReader

    struct Hours {
        var opening: Int
        var closing: Int
        var division: String
    }

    func hours(_ file: ConfigurationFile) -> Hours? {
        guard let document = reader.document(file), let mapping = reader.mapping(document) else {
            return nil
        }
        let opening = mapping.required("opening").flatMap(minute)
        let closing = mapping.required("closing").flatMap(minute)
        let division = mapping.text("division")
        mapping.finish()
        guard let opening, let closing, let division else { return nil }
        guard opening < closing else {
            reader.faults.add(
                .contradiction, at: mapping.place, "the opening lies before the closing")
            return nil
        }
        return Hours(opening: opening, closing: closing, division: division)
    }

    /// The dates of one division. JSON is read as the YAML that it is, so that its faults have
    /// places; divisions of other countries are not looked at.
    func holidays(_ file: ConfigurationFile, division: String?) -> [BankHoliday] {
        guard let document = reader.document(file), let mapping = reader.mapping(document),
            let division, let value = mapping.required(division),
            let area = reader.mapping(value)
        else { return [] }
        let events = area.required("events").flatMap(reader.list) ?? []
        return events.compactMap { event in
            guard let mapping = reader.mapping(event),
                let date = mapping.required("date").flatMap(reader.date)
            else { return nil }
            return BankHoliday(date, mapping.optionalText("title") ?? "Bank holiday")
        }
    }

    private func minute(_ value: YAMLValue) -> Int? {
        guard let text = reader.text(value) else { return nil }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }), let hour = Int(parts[0]),
            let minute = Int(parts[1]), (0...23).contains(hour), (0...59).contains(minute)
        else {
            reader.faults.add(.phrase, at: value.place, "'\(text)' is no time such as 09:00")
            return nil
        }
        return hour * 60 + minute
    }
}
