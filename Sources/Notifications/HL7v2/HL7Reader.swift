// SPDX-License-Identifier: Apache-2.0

/// Reads one message into a notification, noting what is suspicious as it goes.
struct HL7Reader {
    let message: HL7Message
    let zone: TimeZoneRules
    var warnings: [DecodeWarning] = []

    init(_ message: HL7Message, zone: TimeZoneRules) {
        self.message = message
        self.zone = zone
    }

    mutating func warn(_ code: String, at range: Range<Int>) {
        warnings.append(DecodeWarning(code: code, position: range.lowerBound))
    }

    /// The trimmed text of a range; nil when it is empty or `""`.
    func text(_ range: Range<Int>) -> String? {
        guard !range.isEmpty, !message.isNull(range) else { return nil }
        return message.text(range).trimmed.nonEmpty
    }

    /// A component of a field's first repetition.
    func part(_ segment: HL7Segment?, _ field: Int, _ component: Int = 1) -> Range<Int> {
        guard let segment else { return 0..<0 }
        let repetition = message.firstRepetition(of: message.field(field, of: segment))
        return message.component(component, of: repetition)
    }

    /// The trimmed text of a component of a field's first repetition.
    func text(_ segment: HL7Segment?, _ field: Int, _ component: Int = 1) -> String? {
        text(part(segment, field, component))
    }

    /// Said, unsaid or deleted.
    func stated(_ range: Range<Int>) -> Stated<String> {
        if message.isNull(range) { return .deleted }
        return text(range).map { .value($0) } ?? .absent
    }

    /// Said, unsaid or deleted: the first component of a field's first repetition.
    func stated(_ segment: HL7Segment?, _ field: Int) -> Stated<String> {
        stated(part(segment, field))
    }

    /// The instant in a field, in the zone where no offset is sent.
    mutating func instant(_ segment: HL7Segment?, _ field: Int) -> Stated<Instant> {
        let range = part(segment, field)
        if message.isNull(range) { return .deleted }
        guard let text = text(range) else { return .absent }
        if let time = HL7Time(text) {
            guard let day = time.date.exact else {
                warn(WarningCode.timeInvalid, at: range)
                return .absent
            }
            if time.local == nil { warn(WarningCode.timeDateOnly, at: range) }
            guard let local = time.local ?? LocalDateTime(date: day, hour: 0, minute: 0) else {
                return .absent
            }
            return .value(instant(local, offset: time.offset, at: range))
        }
        if let instant = Instant(iso8601: text) {
            warn(WarningCode.timeFormat, at: range)
            return .value(instant)
        }
        warn(WarningCode.timeInvalid, at: range)
        return .absent
    }

    private mutating func instant(
        _ local: LocalDateTime, offset: Int?, at range: Range<Int>
    ) -> Instant {
        if let offset { return local.instant(offset: offset) }
        let resolution = zone.resolve(local)
        switch resolution {
        case .unique: break
        case .ambiguous: warn(WarningCode.timeAmbiguous, at: range)
        case .skipped: warn(WarningCode.timeSkipped, at: range)
        }
        return resolution.instant
    }

    /// The name of an authority (HD): its namespace, else its universal id.
    func authority(_ component: Range<Int>) -> String? {
        text(message.subcomponent(1, of: component))
            ?? text(message.subcomponent(2, of: component))
    }
}
