// SPDX-License-Identifier: Apache-2.0

/// A FHIR `date`, `dateTime` or `instant`, as precise as it was sent.
struct FHIRTime: Hashable {
    /// The date, as precise as sent.
    var date: PartialDate
    /// The time of day; nil where only a date was sent.
    var local: LocalDateTime?
    /// Seconds east of UTC, where sent.
    var offset: Int?
    /// Whether the text is what R4 allows: seconds and an offset with every time of day.
    var isStrict = true

    /// The time of that text: strict, or without seconds or offset as some senders write it; nil
    /// when it is neither.
    init?(_ text: String) {
        guard text.utf8.count <= 40 else { return nil }
        if let date = PartialDate(iso8601: text) {
            self.date = date
            return
        }
        var scanner = ISO8601Scanner(text)
        guard let day = scanner.date(), scanner.take("T") else { return nil }
        date = .day(day)
        let start = scanner
        if let time = scanner.time(on: day) {
            local = time
        } else {
            scanner = start
            isStrict = false
            guard let hour = scanner.digits(2), scanner.take(":"), let minute = scanner.digits(2),
                let time = LocalDateTime(date: day, hour: hour, minute: minute)
            else { return nil }
            local = time
        }
        if scanner.isAtEnd {
            isStrict = false
            return
        }
        guard let offset = scanner.offset(), scanner.isAtEnd else { return nil }
        self.offset = offset
    }
}

extension FHIRReader {
    /// The instant in a member, in the zone where no offset is sent; a date is its midnight.
    mutating func instant(_ node: FHIRNode?, _ name: String) throws(FHIRFault) -> Instant? {
        guard let node, let text = try node.text(name) else { return nil }
        let place = node.path + [name]
        guard let time = FHIRTime(text), let day = time.date.exact,
            let local = time.local ?? LocalDateTime(date: day, hour: 0, minute: 0)
        else {
            warn(WarningCode.timeInvalid, place)
            return nil
        }
        if time.local == nil { warn(WarningCode.timeDateOnly, place) }
        if !time.isStrict { warn(WarningCode.timeFormat, place) }
        if let offset = time.offset { return local.instant(offset: offset) }
        let resolution = zone.resolve(local)
        switch resolution {
        case .unique: break
        case .ambiguous: warn(WarningCode.timeAmbiguous, place)
        case .skipped: warn(WarningCode.timeSkipped, place)
        }
        return resolution.instant
    }
}
