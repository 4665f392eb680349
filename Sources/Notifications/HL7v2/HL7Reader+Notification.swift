// SPDX-License-Identifier: Apache-2.0

extension HL7Reader {
    /// The notification about this reader's person.
    func notification(
        _ header: HL7Header, _ people: HL7People?, receivedAt: Instant
    ) -> Notification {
        let person = person()
        var encounter = encounter()
        let hasVisit = encounter?.id != nil
        // Only a merge names it.
        let visit = people == nil ? nil : encounter?.visit
        var event = HL7Event(
            type: header.type, trigger: header.trigger, encounter: encounter, dialect: dialect)
        if first(.pid) == nil, !hasVisit, event.name != .admissionOther {
            // Neither a person nor a visit: nothing that anyone could act on.
            event = .notOurs("no-patient")
        }
        var detail = detail()
        settlePlans(header, event.name, &encounter, &detail)
        settleClass(&encounter, event.name)
        let times = times(header, encounter, event.name, receivedAt: receivedAt)
        var notification = Notification(
            kind: .admission, event: event.name, id: id(), occurredAt: times.occurred,
            recordedAt: times.recorded, sentAt: times.sent, sender: sender,
            person: person, format: .hl7v2)
        if let people, !people.isPair, event.name == people.event {
            tellMerge(people, visit, &notification, &detail)
        }
        if let trigger = event.cancels { detail.add("cancels", .string(trigger)) }
        if let reason = event.reason { detail.lead("reason", reason) }
        complete(&notification, header, consume encounter, detail.value)
        return notification
    }

    private func complete(
        _ notification: inout Notification, _ header: HL7Header,
        _ encounter: consuming Encounter?, _ detail: consuming JSONValue
    ) {
        notification.encounter = encounter
        notification.diagnoses = diagnoses()
        notification.detail = detail
        notification.trigger =
            header.isADT || header.trigger.isEmpty
            ? header.trigger.nonEmpty : "\(header.type)^\(header.trigger)"
        notification.isProduction = header.isProduction
        notification.warnings = warnings
    }

    /// Times of plans: the discharge of a pending one is expected and has not been, a cancelled
    /// plan expects none, and the admission of a planned one is expected.
    private func settlePlans(
        _ header: HL7Header, _ event: EventName, _ encounter: inout Encounter?,
        _ detail: inout DetailBuilder
    ) {
        guard header.isADT else { return }
        let trigger = ShortCode(of: header.trigger)
        switch trigger {
        case "A15", "A16", "A25", "A26":
            let planned = encounter?.dischargedAt ?? .absent
            encounter?.dischargedAt = .absent
            if trigger == "A16", !detail.contains("expectedDischargeAt") {
                detail.add("expectedDischargeAt", planned)
            }
            if trigger == "A25" {
                detail.remove("expectedDischargeAt")
                detail.add("expectedDischargeAt", JSONValue.null)
            }
        default: break
        }
        if event == .admissionPlanned, encounter?.expectedAt == .absent {
            let planned = encounter?.admittedAt ?? .absent
            encounter?.expectedAt = planned
        }
    }

    /// What the event implies of the class; and no contact in news of a person that shows no
    /// inpatient.
    private func settleClass(_ encounter: inout Encounter?, _ event: EventName) {
        let sent = encounter?.encounterClass
        if sent == nil || sent == .unknown, event.impliesInpatient {
            encounter?.encounterClass = .inpatient
        }
        guard sent != .inpatient || encounter?.id == nil else { return }
        let isOfPerson =
            event == .admissionPersonUpdated || event == .admissionPersonMerged
            || event == .admissionPersonUnmerged
        if isOfPerson { encounter = nil }
    }

    private func times(
        _ header: HL7Header, _ encounter: Encounter?, _ event: EventName, receivedAt: Instant
    ) -> (occurred: Instant, recorded: Instant, sent: Instant) {
        var visit: Instant?
        if header.trigger == "A01" || event == .admissionStarted {
            visit = encounter?.admittedAt.value
        } else if header.trigger == "A03" || event == .admissionEnded {
            visit = encounter?.dischargedAt.value
        }
        if header.recordedAt == nil, header.sentAt == nil {
            warn(WarningCode.timeMissing, at: message.range)
        }
        let recorded =
            header.recordedAt ?? header.sentAt ?? header.occurredAt ?? visit ?? receivedAt
        return (header.occurredAt ?? visit ?? recorded, recorded, header.sentAt ?? recorded)
    }

    /// MSH-10; without it a name made from the message's bytes, so that a repetition is recognised
    /// and two messages are not taken for one.
    private func id() -> String {
        if let id = text(message.segments.first, 10) { return id }
        warn(WarningCode.idMissing, at: message.range)
        return ContentName.of(message.bytes[message.range])
    }
}
