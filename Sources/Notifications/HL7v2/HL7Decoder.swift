// SPDX-License-Identifier: Apache-2.0

/// Decodes a value of one or more HL7 v2 messages.
struct HL7Decoder {
    let zone: TimeZoneRules
    var dialects = Dialects.standard

    /// One item for each person of each message, in their order, and one more for each batch or
    /// file that lacks something.
    func decode(_ value: [UInt8], receivedAt: Instant) -> [DecodedItem] {
        guard let wide = HL7WideText(value) else {
            return decode(value, isTranscoded: false, warnings: [], receivedAt: receivedAt)
        }
        let invalid = wide.firstInvalid.map {
            [DecodeWarning(code: WarningCode.charsetInvalid, position: $0)]
        }
        return decode(
            wide.utf8, isTranscoded: true, warnings: invalid ?? [], receivedAt: receivedAt
        ).map(wide.placed)
    }

    private func decode(
        _ value: [UInt8], isTranscoded: Bool, warnings: [DecodeWarning], receivedAt: Instant
    ) -> [DecodedItem] {
        let split = HL7Splitter.split(value)
        guard !split.isTooLong else { return [rejected(.hl7Limit, 0)] }
        guard !split.messages.isEmpty else {
            return [rejected(split.hasEnvelope ? .hl7EmptyBatch : .hl7Header, 0)]
        }
        var items: [DecodedItem] = []
        let envelope = HL7EnvelopeCheck(split)
        let ofBatches = envelope.warnings
        for (index, lines) in split.messages.enumerated() {
            guard items.count < Limits.itemsMax else {
                return items + [rejected(.hl7Limit, lines.first?.lowerBound ?? 0)]
            }
            var extra = index == 0 ? warnings : []
            if index == 0, let stray = split.stray {
                extra.append(DecodeWarning(code: WarningCode.strayText, position: stray))
            }
            if let position = split.continuationOfMessage[index] {
                extra.append(DecodeWarning(code: WarningCode.lineContinued, position: position))
            }
            extra += ofBatches[split.batchOfMessage[index]]
            items += decode(
                value, lines, isTranscoded: isTranscoded, warnings: extra, receivedAt: receivedAt)
        }
        return items + envelope.missing.map { rejected(.hl7BatchCount, $0.position, $0.field) }
    }

    private func rejected(_ code: RejectionCode, _ position: Int, _ field: String? = nil)
        -> DecodedItem
    {
        .rejected(Rejected(code: code, position: position, field: field, format: .hl7v2))
    }

    private func decode(
        _ value: [UInt8], _ lines: [Range<Int>], isTranscoded: Bool, warnings: [DecodeWarning],
        receivedAt: Instant
    ) -> [DecodedItem] {
        do throws(HL7Fault) {
            var message = try HL7Message(value, lines: lines)
            let dialect = dialects.dialect(of: message.sender)
            message.chooseCharset(dialect.dialect, isTranscoded: isTranscoded)
            var reader = HL7Reader(message, zone: zone, dialect: dialect)
            reader.warnings = warnings
            return try reader.items(receivedAt: receivedAt)
        } catch {
            return [rejected(error.code, error.position, error.field)]
        }
    }
}

extension HL7Reader {
    /// The notifications of the message, one for each person whom it names.
    fileprivate mutating func items(receivedAt: Instant) throws(HL7Fault) -> [DecodedItem] {
        if message.separators.isOdd { warn(WarningCode.separatorsOdd, at: message.range) }
        if let warning = message.charsetWarning { warnings.append(warning) }
        let header = header()
        guard !header.type.isEmpty else {
            return [
                .rejected(
                    Rejected(
                        code: .hl7MessageType, position: message.range.lowerBound, field: "MSH-9",
                        format: .hl7v2, sender: header.sender))
            ]
        }
        let groups = header.type == "ADT" ? try message.people() : [message.segments]
        let people = header.type == "ADT" ? HL7People(trigger: header.trigger) : nil
        checkPeople(header, people, groups)
        var notifications: [Notification] = []
        for segments in groups {
            var reader = HL7Reader(message, segments: segments, zone: zone, dialect: dialect)
            reader.warnings = warnings
            notifications.append(reader.notification(header, people, receivedAt: receivedAt))
        }
        if let people, people.isPair, notifications.count > 1 {
            HL7People.tellLinks(
                &notifications, member: people == .link ? "linkedWith" : "unlinkedFrom")
        }
        return notifications.map { .notification($0) }
    }

    /// Warns where the message names more or fewer people or visits than its trigger is about.
    private mutating func checkPeople(
        _ header: HL7Header, _ people: HL7People?, _ groups: [[HL7Segment]]
    ) {
        let patients = segments.filter { $0.id == .pid }
        let isSwap = header.type == "ADT" && header.trigger == "A17"
        if isSwap || people?.isPair == true {
            if patients.count < 2 {
                let end = message.range.upperBound
                warn(WarningCode.secondPersonMissing, at: end..<end)
            }
        } else if people == nil, patients.count > 1 {
            warn(WarningCode.severalPatients, at: message.field(1, of: patients[1]))
        }
        guard people == nil, header.type == "ADT" else { return }
        for group in groups {
            let visits = group.filter { $0.id == .pv1 }
            if visits.count > 1 {
                warn(WarningCode.severalVisits, at: message.field(1, of: visits[1]))
            }
        }
    }
}

extension HL7Message {
    /// The segments person by person: all of them where the message names one person or none, else
    /// those from each PID to the next, with MSH and EVN for each.
    fileprivate func people() throws(HL7Fault) -> [[HL7Segment]] {
        let starts = segments.indices.filter { segments[$0].id == .pid }
        guard starts.count > 1 else { return [segments] }
        guard starts.count <= Limits.personsMax else {
            throw HL7Fault(
                code: .hl7Limit, position: field(1, of: segments[starts[0]]).lowerBound,
                field: "PID")
        }
        let shared = segments[..<starts[0]].filter { $0.id == .msh || $0.id == .evn }
        return starts.indices.map { index in
            let end = index + 1 < starts.count ? starts[index + 1] : segments.count
            if index == 0 { return Array(segments[..<end]) }
            return shared + segments[starts[index]..<end]
        }
    }
}
