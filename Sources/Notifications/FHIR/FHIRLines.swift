// SPDX-License-Identifier: Apache-2.0

/// What the lines of a value have in common.
struct FHIRSource {
    var zone: TimeZoneRules
    /// When the broker had the value, for messages that carry no time.
    var receivedAt: Instant
    /// A name for messages that have none.
    var unnamed: String
}

/// The lines of one Bundle, or of one resource that stands alone.
struct FHIRLines {
    let source: FHIRSource
    var references = FHIRReferences()
    var header = FHIRHeader()
    var cache = FHIRPersonCache()
    /// The Patients that Encounters are about, by key.
    var named: Set<String> = []
    /// Conditions by the key of their Encounter or, where they name none, of their Patient.
    var conditions: [String: [FHIRResource]] = [:]

    init(source: FHIRSource) { self.source = source }

    // MARK: An Encounter

    /// The line of an Encounter, or why there is none.
    mutating func draft(encounter: FHIRResource) -> FHIRDraft {
        var sender = header.sender
        noteSubject(of: encounter)
        do throws(FHIRFault) {
            let resource = try encounter.checked()
            var reader = FHIRReader(zone: source.zone, references: references)
            sender = try self.sender(of: resource, &reader)
            var stay = try reader.stay(resource, sender: sender)
            let subject = try reader.subject(resource, facility: sender.facility, cache: &cache)
            let event = event(of: stay, resource, hasSubject: subject.isTold)
            if event.isContradictory {
                reader.warn(WarningCode.statusContradictory, resource.node.path + ["status"])
            }
            settle(&stay, event.name)
            var notification = try notification(
                event.name, of: resource, time: stay.time(of: event.name), sender, &reader)
            notification.person = subject.person
            notification.encounter = stay.encounter(in: event.name)
            notification.diagnoses = try reader.diagnoses(
                resource, conditions: conditions(of: resource, subject))
            var detail = stay.detail + subject.detail
            if let reason = event.reason {
                detail.insert(JSONValue.Member("reason", .string(reason)), at: 0)
            }
            notification.detail = .object(detail)
            return .read(notification, header.warnings + reader.warnings)
        } catch {
            return .fault(error, sender)
        }
    }

    /// Whom an Encounter names gets no further line, also when the Encounter must not be read.
    private mutating func noteSubject(of encounter: FHIRResource) {
        guard let subject = encounter.node.member("subject") else {
            if references.patients.count == 1 { named.formUnion(references.patients.map(\.key)) }
            return
        }
        if let text = subject["reference"]?.string,
            let patient = references.find(text, from: encounter)
        {
            named.insert(patient.key)
        }
    }

    /// The message's sender, completed by the Encounter's provider.
    private func sender(
        of resource: FHIRResource, _ reader: inout FHIRReader
    ) throws(FHIRFault) -> Sender {
        var sender = header.sender
        let provider = try reader.organisation(
            resource.node.object("serviceProvider"), from: resource)
        sender.facility = sender.facility ?? provider.code
        sender.organisation = sender.organisation ?? provider.name
        if sender.application == nil {
            sender.application = try resource.node.object("meta")?.text("source")
        }
        return sender
    }

    /// What the message says of this Encounter: its event, unless it is about another one.
    private func event(
        of stay: FHIRStay, _ resource: FHIRResource, hasSubject: Bool
    ) -> FHIREvent {
        var meaning = header.event.meaning
        if case .trigger = meaning, !header.focus.isEmpty, !header.focus.contains(resource.key) {
            meaning = .untold
        }
        let event = FHIREvent(
            FHIREvent.Signs(
                status: stay.status, formerStatus: stay.formerStatus, encounter: stay.encounter,
                isStay: stay.isStay),
            message: meaning)
        // Neither a person nor a visit: nothing that anyone could act on.
        guard event.name == .admissionOther || hasSubject || stay.encounter.id != nil else {
            return .notOurs("no-patient")
        }
        return event
    }

    private func conditions(of resource: FHIRResource, _ subject: FHIRSubject) -> [FHIRResource] {
        let own = conditions[resource.key] ?? []
        return own + (subject.patient.flatMap { conditions[$0.key] } ?? [])
    }

    /// The period means what the event says: a plan's begin is expected, an end that has not come
    /// yet too.
    private func settle(_ stay: inout FHIRStay, _ event: EventName) {
        let isPlan =
            event == .admissionPlanned || event == .admissionPlanCancelled
            || stay.status == .planned
        if let start = stay.start {
            if isPlan {
                stay.encounter.expectedAt = .value(start)
            } else {
                stay.encounter.admittedAt = .value(start)
            }
        }
        if let end = stay.end {
            if event == .admissionEnded || event == .admissionEmergencyLeft
                || stay.status == .finished
            {
                stay.encounter.dischargedAt = .value(end)
            } else {
                stay.detail.append(
                    JSONValue.Member("expectedDischargeAt", .string(end.formatted)))
            }
        }
        let sent = stay.encounter.encounterClass
        if sent == nil || sent == .unknown, event.impliesInpatient || stay.isStay {
            stay.encounter.encounterClass = .inpatient
        }
    }

    // MARK: A Patient, and what is not ours

    /// The line of a Patient whom no Encounter names.
    mutating func draft(patient: FHIRResource) -> FHIRDraft {
        do throws(FHIRFault) {
            let resource = try patient.checked()
            var reader = FHIRReader(zone: source.zone, references: references)
            let subject = try reader.subject(
                patient: resource, facility: header.sender.facility, cache: &cache)
            var event = FHIREvent(.admissionPersonUpdated)
            switch header.event.meaning {
            case .untold: break
            case .notOurs(let reason): event = .notOurs(reason)
            case .trigger(let trigger):
                let told = HL7Event(type: "ADT", trigger: trigger, encounter: nil)
                event = FHIREvent(told.name, reason: told.reason)
            }
            var notification = try notification(
                event.name, of: resource, time: nil, header.sender, &reader)
            notification.person = subject.person
            var detail = subject.detail
            if let reason = event.reason {
                detail.insert(JSONValue.Member("reason", .string(reason)), at: 0)
            }
            notification.detail = .object(detail)
            return .read(notification, header.warnings + reader.warnings)
        } catch {
            return .fault(error, header.sender)
        }
    }

    /// A line for what is well-formed and not ours.
    func other(_ reason: String, _ resource: FHIRResource?) -> Notification {
        let id = header.id ?? resource?.node.member("id")?.string?.trimmed.nonEmpty
        let at = header.sentAt ?? source.receivedAt
        var notification = Notification(
            kind: .admission, event: .admissionOther, id: id ?? source.unnamed, occurredAt: at,
            recordedAt: at, sentAt: at, sender: header.sender, person: Person(), format: .fhir)
        notification.trigger = header.event.sent
        notification.isProduction = header.isProduction
        var detail = [JSONValue.Member("reason", .string(reason))]
        if let type = resource?.type, type.utf8.count <= 64, type.utf8.allSatisfy(\.isLetter) {
            detail.append(JSONValue.Member("resourceType", .string(type)))
        }
        notification.detail = .object(detail)
        return notification
    }

    // MARK: Names and times

    /// A notification with what every line has.
    private func notification(
        _ event: EventName, of resource: FHIRResource, time: Instant?, _ sender: Sender,
        _ reader: inout FHIRReader
    ) throws(FHIRFault) -> Notification {
        let meta = try resource.node.object("meta")
        let updated = try reader.instant(meta, "lastUpdated")
        if updated == nil, header.sentAt == nil {
            reader.warn(WarningCode.timeMissing, resource.node.path)
        }
        let recorded = updated ?? header.sentAt ?? time ?? source.receivedAt
        let own = try resource.node.text("id")
        let id = header.id ?? own
        if id == nil { reader.warn(WarningCode.idMissing, resource.node.path) }
        var notification = Notification(
            kind: .admission, event: event, id: id ?? source.unnamed,
            occurredAt: time ?? recorded, recordedAt: recorded,
            sentAt: header.sentAt ?? recorded, sender: sender, person: Person(), format: .fhir)
        notification.trigger = header.event.sent
        let isTest = try FHIRReader.isTest(meta)
        notification.isProduction = header.isProduction && !isTest
        return notification
    }
}

extension FHIRStay {
    /// When the event took place, where the Encounter tells it.
    fileprivate func time(of event: EventName) -> Instant? {
        switch event {
        case .admissionStarted, .admissionEmergencyAttended: start
        case .admissionEnded, .admissionEmergencyLeft: end
        case .admissionLeaveStarted, .admissionLeaveEnded: statusSince
        case .admissionTransferred: locationSince
        default: nil
        }
    }

    /// The contact; none in news of a person that names no stay.
    fileprivate func encounter(in event: EventName) -> Encounter? {
        let isStay = encounter.encounterClass == .inpatient && encounter.id != nil
        return event == .admissionPersonUpdated && !isStay ? nil : encounter
    }
}
