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
        items.reserveCapacity(split.messages.count)
        let envelope = split.isWithoutEnvelope ? nil : HL7EnvelopeCheck(split)
        let ofBatches = envelope?.warnings
        for (index, message) in split.messages.enumerated() {
            guard items.count < Limits.itemsMax else {
                return items + [rejected(.hl7Limit, message.lines.first?.lowerBound ?? 0)]
            }
            var extra = index == 0 ? warnings : []
            if index == 0, let stray = split.stray {
                extra.append(DecodeWarning(code: WarningCode.strayText, position: stray))
            }
            if let position = message.continuation {
                extra.append(DecodeWarning(code: WarningCode.lineContinued, position: position))
            }
            if let ofBatches { extra += ofBatches[message.batch] }
            do throws(HL7Fault) {
                let message = try HL7Message(value, lines: message.lines, isASCII: split.isASCII)
                try decode(
                    message, isTranscoded: isTranscoded, warnings: extra, receivedAt: receivedAt,
                    into: &items)
            } catch {
                items.append(rejected(error.code, error.position, error.field))
            }
        }
        for missing in envelope?.missing ?? [] {
            items.append(rejected(.hl7BatchCount, missing.position, missing.field))
        }
        return items
    }

    private func rejected(_ code: RejectionCode, _ position: Int, _ field: String? = nil)
        -> DecodedItem
    {
        .rejected(Rejected(code: code, position: position, field: field, format: .hl7v2))
    }

    private func decode(
        _ message: HL7Message, isTranscoded: Bool, warnings: [DecodeWarning], receivedAt: Instant,
        into items: inout [DecodedItem]
    ) throws(HL7Fault) {
        let sender = message.sender
        let dialect = dialects.dialect(of: sender)
        let ofCharset = message.chooseCharset(dialect, isTranscoded: isTranscoded)
        // Only now is it known in which set the sender's name is.
        let reader = HL7Reader(
            message, sender: message.charset == .utf8 ? sender : message.sender, zone: zone,
            dialect: dialect, warnings: warnings)
        if message.separators.isOdd { reader.warn(WarningCode.separatorsOdd, at: message.range) }
        if let ofCharset { reader.warn(ofCharset) }
        try reader.read(receivedAt: receivedAt, into: &items)
    }
}

extension HL7Reader {
    /// Adds the notifications of the message, one for each person whom it names.
    fileprivate func read(
        receivedAt: Instant, into items: inout [DecodedItem]
    ) throws(HL7Fault) {
        let header = header()
        guard !header.type.isEmpty else {
            items.append(
                .rejected(
                    Rejected(
                        code: .hl7MessageType, position: message.range.lowerBound, field: "MSH-9",
                        format: .hl7v2, sender: sender)))
            return
        }
        let people = header.isADT ? HL7People(trigger: header.trigger) : nil
        let groups = header.isADT ? try message.people() : []
        checkPeople(header, people, groups)
        guard !groups.isEmpty else {
            items.append(.notification(notification(header, people, receivedAt: receivedAt)))
            return
        }
        var notifications = groups.map { segments in
            HL7Reader(
                message, segments: segments, sender: sender, zone: zone, dialect: dialect,
                warnings: warnings
            ).notification(header, people, receivedAt: receivedAt)
        }
        if let people, people.isPair {
            HL7People.tellLinks(
                &notifications, member: people == .link ? "linkedWith" : "unlinkedFrom")
        }
        items += notifications.map { .notification($0) }
    }

    /// Warns where the message names more or fewer people or visits than its trigger is about.
    private func checkPeople(
        _ header: HL7Header, _ people: HL7People?, _ groups: [[HL7Segment]]
    ) {
        let second = second(.pid, in: segments)
        let isSwap = header.isADT && header.trigger == "A17"
        if isSwap || people?.isPair == true {
            if second == nil {
                let end = message.range.upperBound
                warn(WarningCode.secondPersonMissing, at: end..<end)
            }
        } else if people == nil, let second {
            warn(WarningCode.severalPatients, at: message.field(1, of: second))
        }
        guard people == nil, header.isADT else { return }
        if groups.isEmpty { checkVisits(segments) }
        groups.forEach(checkVisits)
    }

    private func checkVisits(_ segments: [HL7Segment]) {
        if let second = second(.pv1, in: segments) {
            warn(WarningCode.severalVisits, at: message.field(1, of: second))
        }
    }

    private func second(_ id: HL7SegmentID, in segments: [HL7Segment]) -> HL7Segment? {
        var isSecond = false
        for segment in segments where segment.id == id {
            if isSecond { return segment }
            isSecond = true
        }
        return nil
    }
}

extension HL7Message {
    /// The segments person by person, those from each PID to the next, with MSH and EVN for each;
    /// nothing where the message names one person or none, whom all segments are about.
    fileprivate func people() throws(HL7Fault) -> [[HL7Segment]] {
        guard segments.count(where: { $0.id == .pid }) > 1 else { return [] }
        let starts = segments.indices.filter { segments[$0].id == .pid }
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
