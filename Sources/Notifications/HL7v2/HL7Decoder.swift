// SPDX-License-Identifier: Apache-2.0

/// Decodes a value of one or more HL7 v2 messages.
struct HL7Decoder {
    let zone: TimeZoneRules

    /// One item a message, in their order, and one more for each batch that lacks messages.
    func decode(_ value: [UInt8], receivedAt: Instant) -> [DecodedItem] {
        let split = HL7Splitter.split(value)
        guard let first = split.messages.first else {
            return [rejected(split.hasEnvelope ? .hl7EmptyBatch : .hl7Header, 0)]
        }
        guard split.messages.count <= Limits.messagesMax else {
            return [rejected(.hl7Limit, first.first?.lowerBound ?? 0)]
        }
        var items: [DecodedItem] = []
        for (index, lines) in split.messages.enumerated() {
            var extra =
                split.continuationOfMessage[index].map {
                    [DecodeWarning(code: WarningCode.lineContinued, position: $0)]
                } ?? []
            let batch = split.batches[split.batchOfMessage[index]]
            if let declared = batch.declared, declared < batch.count {
                extra.append(DecodeWarning(code: WarningCode.batchCount, position: batch.trailer))
            }
            items.append(decode(value, lines, warnings: extra, receivedAt: receivedAt))
        }
        for batch in split.batches {
            guard let declared = batch.declared, declared > batch.count else { continue }
            items.append(rejected(.hl7BatchCount, batch.trailer, "BTS-1"))
        }
        return items
    }

    private func rejected(_ code: RejectionCode, _ position: Int, _ field: String? = nil)
        -> DecodedItem
    {
        .rejected(Rejected(code: code, position: position, field: field, format: .hl7v2))
    }

    private func decode(
        _ value: [UInt8], _ lines: [Range<Int>], warnings: [DecodeWarning], receivedAt: Instant
    ) -> DecodedItem {
        do throws(HL7Fault) {
            let message = try HL7Message(value, lines: lines)
            var reader = HL7Reader(message, zone: zone)
            reader.warnings = warnings
            return try reader.item(receivedAt: receivedAt)
        } catch {
            return rejected(error.code, error.position, error.field)
        }
    }
}

extension HL7Reader {
    /// The notification of the message.
    fileprivate mutating func item(receivedAt: Instant) throws(HL7Fault) -> DecodedItem {
        if message.separators.isOdd { warn(WarningCode.separatorsOdd, at: message.range) }
        if let warning = message.charsetWarning { warnings.append(warning) }
        let header = header()
        guard !header.type.isEmpty else {
            return .rejected(
                Rejected(
                    code: .hl7MessageType, position: message.range.lowerBound, field: "MSH-9",
                    format: .hl7v2, sender: header.sender))
        }
        let person = person(sender: header.sender)
        var encounter = encounter(sender: header.sender)
        var event = HL7Event(type: header.type, trigger: header.trigger, encounter: encounter)
        if event.name != .admissionOther, message.first(.pid) == nil, encounter?.id == nil {
            event = .aboutNobody
        }
        settleEncounter(&encounter, event.name)
        let times = times(header, encounter, event.name, receivedAt: receivedAt)
        var notification = Notification(
            kind: .admission, event: event.name, id: id(header), occurredAt: times.occurred,
            recordedAt: times.recorded, sentAt: times.sent, sender: header.sender,
            person: person, format: .hl7v2)
        notification.encounter = encounter
        notification.diagnoses = diagnoses()
        var detail = detail()
        if let reason = event.reason {
            detail.insert(JSONValue.Member("reason", .string(reason)), at: 0)
        }
        notification.detail = .object(detail)
        notification.trigger =
            header.type == "ADT" || header.trigger.isEmpty
            ? header.trigger.nonEmpty : "\(header.type)^\(header.trigger)"
        notification.isProduction = header.isProduction
        notification.warnings = warnings
        return .notification(notification)
    }

    /// What the event implies of the class; and no contact in news of a person that names none.
    private func settleEncounter(_ encounter: inout Encounter?, _ event: EventName) {
        let sent = encounter?.encounterClass
        if event.impliesInpatient, sent == nil || sent == .unknown {
            encounter?.encounterClass = .inpatient
        }
        if event == .admissionPersonUpdated, sent != .inpatient || encounter?.id == nil {
            encounter = nil
        }
    }

    private mutating func times(
        _ header: HL7Header, _ encounter: Encounter?, _ event: EventName, receivedAt: Instant
    ) -> (occurred: Instant, recorded: Instant, sent: Instant) {
        var visit: Instant?
        if header.trigger == "A01" { visit = encounter?.admittedAt.value }
        if header.trigger == "A03" { visit = encounter?.dischargedAt.value }
        if header.recordedAt == nil, header.sentAt == nil {
            warn(WarningCode.timeMissing, at: message.range)
        }
        let recorded =
            header.recordedAt ?? header.sentAt ?? header.occurredAt ?? visit ?? receivedAt
        return (header.occurredAt ?? visit ?? recorded, recorded, header.sentAt ?? recorded)
    }

    /// MSH-10; without it a name made from the message's bytes, so that a repetition is recognised
    /// and two messages are not taken for one.
    private mutating func id(_ header: HL7Header) -> String {
        if let id = header.controlID { return id }
        warn(WarningCode.idMissing, at: message.range)
        return ContentName.of(message.bytes[message.range])
    }
}

extension HL7Event {
    /// Neither a person nor a visit: nothing that anyone could act on.
    fileprivate static var aboutNobody: HL7Event {
        var event = HL7Event(type: "", trigger: "", encounter: nil)
        event.reason = "no-patient"
        return event
    }
}
