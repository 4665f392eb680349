// SPDX-License-Identifier: Apache-2.0

extension HL7Reader {
    /// The instant in a field.
    func instant(_ segment: HL7Segment?, _ field: Int) -> Stated<Instant> {
        instant(part(segment, field))
    }

    /// The instant in a range; without an offset, in the dialect's offset or the zone.
    func instant(_ range: Range<Int>) -> Stated<Instant> {
        if range.isEmpty { return .absent }
        if let local = message.plainTime(range)?.local {
            return .value(instant(local, offset: nil, at: range))
        }
        if message.isNull(range) { return .deleted }
        guard let text = text(range) else { return .absent }
        if let time = HL7Time(text) {
            guard let day = time.date.exact else {
                warn(WarningCode.timeInvalid, at: range)
                return .absent
            }
            if time.hasOddOffset { warn(WarningCode.timeFormat, at: range) }
            if let local = time.local {
                return .value(instant(local, offset: time.offset, at: range))
            }
            warn(WarningCode.timeDateOnly, at: range)
            return midnight(day, offset: time.offset, at: range)
        }
        if let instant = Instant(iso8601: text) {
            warn(WarningCode.timeFormat, at: range)
            return .value(instant)
        }
        if let local = LocalDateTime(iso8601: text) {
            warn(WarningCode.timeFormat, at: range)
            return .value(instant(local, offset: nil, at: range))
        }
        if let day = LocalDate(iso8601: text) {
            warn(WarningCode.timeDateOnly, at: range)
            return midnight(day, offset: nil, at: range)
        }
        warn(WarningCode.timeInvalid, at: range)
        return .absent
    }

    private func midnight(
        _ day: LocalDate, offset: Int?, at range: Range<Int>
    ) -> Stated<Instant> {
        guard let local = LocalDateTime(date: day, hour: 0, minute: 0) else { return .absent }
        return .value(instant(local, offset: offset, at: range))
    }

    private func instant(
        _ local: LocalDateTime, offset: Int?, at range: Range<Int>
    ) -> Instant {
        if let offset = offset ?? dialect.timeOffset {
            return local.instant(offset: offset)
        }
        if let instant = steady?.instant(of: local) { return instant }
        steady = zone.steady(around: local.instant(offset: 0))
        if let instant = steady?.instant(of: local) { return instant }
        let resolution = zone.resolve(local)
        switch resolution {
        case .unique: break
        case .ambiguous: warn(WarningCode.timeAmbiguous, at: range)
        case .skipped: warn(WarningCode.timeSkipped, at: range)
        }
        return resolution.instant
    }
}
