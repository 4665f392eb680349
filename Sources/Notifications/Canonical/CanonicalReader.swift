// SPDX-License-Identifier: Apache-2.0

/// What the caller supplies for members that a canonical form leaves out.
package struct CanonicalDefaults: Sendable {
    /// The notification's id.
    package var id: String
    /// When it was recorded and sent.
    package var at: Instant
    /// Who sent it, where `sender` is left out; `organisation` names facility and organisation.
    package var sender: Sender
    /// The kind of the topic on which it came.
    package var topicHint: NotificationKind
    /// Its wire format.
    package var format: WireFormat

    /// Defaults for one notification.
    package init(
        id: String, at: Instant, sender: Sender, topicHint: NotificationKind,
        format: WireFormat = .cloudevents
    ) {
        self.id = id
        self.at = at
        self.sender = sender
        self.topicHint = topicHint
        self.format = format
    }
}

extension Notification {
    /// The notification of a canonical form: a scenario's `receive`, or a line of the journal.
    ///
    /// `event` must be there and known. `occurredAt` left out is the admission of
    /// `admission.started`, the discharge of `admission.ended`, else `recordedAt`. Dates without a
    /// time and times without an offset are read in `zone`, with a warning.
    package init(
        canonical: JSONValue, defaults: CanonicalDefaults, zone: TimeZoneRules
    ) throws(CanonicalError) {
        var reader = CanonicalReader(zone: zone)
        self = try reader.notification(canonical, defaults: defaults)
    }

    /// The notifications of a canonical form: one, but for a list of people (`census.received`), of
    /// whom each must be readable.
    package static func all(
        canonical: JSONValue, defaults: CanonicalDefaults, zone: TimeZoneRules
    ) throws(CanonicalError) -> [Notification] {
        var reader = CanonicalReader(zone: zone)
        let whole = try reader.notification(canonical, defaults: defaults)
        return try reader.people(of: whole, CanonicalNode(value: canonical, path: []))
            .map { (one) throws(CanonicalError) in try one.get() }
    }
}

extension CanonicalReader {
    /// The notification of a form that names its event.
    fileprivate mutating func notification(
        _ canonical: JSONValue, defaults: CanonicalDefaults
    ) throws(CanonicalError) -> Notification {
        let root = CanonicalNode(value: canonical, path: [])
        guard case .object = canonical else { throw root.fault(.memberType) }
        guard let name = try root.text("event") else {
            throw CanonicalError(code: .memberMissing, path: ["event"])
        }
        guard let event = EventName(name) else {
            throw CanonicalError(code: .eventUnknown, path: ["event"])
        }
        return try notification(root, event: event, defaults: defaults)
    }
}

/// Reads canonical members, noting what is suspicious.
struct CanonicalReader {
    let zone: TimeZoneRules
    /// Whether a sender wrote the form, who cannot be asked to correct it: then a birth date that
    /// is none is a warning. In a scenario or a journal it is a fault.
    let isWire: Bool
    private(set) var notes: [CanonicalNote] = []

    init(zone: TimeZoneRules, isWire: Bool = false) {
        self.zone = zone
        self.isWire = isWire
    }

    mutating func warn(_ code: String, _ node: CanonicalNode, _ member: String) {
        warn(CanonicalNote(code: code, path: node.path + [member]))
    }

    /// Keeps a note, and after the limit only that there were more.
    mutating func warn(_ note: CanonicalNote) {
        guard notes.count < Limits.warningsMax else {
            if notes.count == Limits.warningsMax {
                notes.append(CanonicalNote(code: WarningCode.warningsCut, path: []))
            }
            return
        }
        notes.append(note)
    }

    mutating func notification(
        _ root: CanonicalNode, event: EventName, defaults: CanonicalDefaults
    ) throws(CanonicalError) -> Notification {
        let sender = try sender(root, defaults.sender)
        let person = try person(root.object("person"), sender: sender)
        var encounter = try encounter(root.object("encounter"), sender: sender)
        if event.impliesInpatient, encounter?.encounterClass ?? .unknown == .unknown {
            encounter?.encounterClass = .inpatient
        }
        let recorded = try instant(root, "recordedAt").value
        var occurred = try instant(root, "occurredAt").value
        if occurred == nil, event == .admissionStarted { occurred = encounter?.admittedAt.value }
        if occurred == nil, event == .admissionEnded { occurred = encounter?.dischargedAt.value }
        let sent = try instant(root, "sentAt").value
        var notification = Notification(
            kind: try root.word("kind", NotificationKind.self)
                ?? NotificationKind(family: event.family, topicHint: defaults.topicHint),
            event: event, id: try root.text("id") ?? defaults.id,
            occurredAt: occurred ?? recorded ?? defaults.at,
            recordedAt: recorded ?? defaults.at, sentAt: sent ?? defaults.at, sender: sender,
            person: person,
            format: try root.word("format", WireFormat.self) ?? defaults.format)
        notification.encounter = encounter
        notification.diagnoses = try diagnoses(root)
        notification.detail = try root.object("detail")?.value ?? .object([])
        notification.response = try response(root)
        notification.trigger = try root.text("trigger")
        notification.isProduction = try root.truth("isProduction") ?? true
        let sentWarnings = try sentWarnings(root)
        // A line of the journal says already what reading it again would note.
        notification.warnings =
            sentWarnings
            + notes.filter { note in !sentWarnings.contains { $0.code == note.code } }
            .map { DecodeWarning(code: $0.code) }
        return notification
    }

    /// The sender: `sender` as a whole, else the defaults with what the organisation adds.
    private func sender(
        _ root: CanonicalNode, _ defaults: Sender
    ) throws(CanonicalError) -> Sender {
        if let sent = try root.object("sender") {
            return Sender(
                application: try sent.text("application"), facility: try sent.text("facility"),
                organisation: try sent.text("organisation"))
        }
        guard let organisation = try root.object("organisation") else { return defaults }
        let code = try organisation.text("code")
        let name = try organisation.text("name")
        return Sender(
            application: defaults.application, facility: code ?? defaults.facility,
            organisation: name ?? code ?? defaults.organisation)
    }

    func diagnoses(_ root: CanonicalNode) throws(CanonicalError) -> [Diagnosis] {
        var diagnoses: [Diagnosis] = []
        for node in try root.elements("diagnoses") {
            guard case .object = node.value else { throw node.fault(.memberType) }
            guard let code = try node.text("code") else {
                throw CanonicalError(code: .memberMissing, path: node.path + ["code"])
            }
            diagnoses.append(
                Diagnosis(
                    code: code, system: try node.text("system").map(Diagnosis.system),
                    text: try node.text("text")))
        }
        return diagnoses
    }

    /// What is answered and by whom, in `response` or beside the other members.
    private func response(_ root: CanonicalNode) throws(CanonicalError) -> ResponseReference? {
        let node = try root.object("response") ?? root
        var response = ResponseReference()
        response.alertId = try node.text("alertId")
        response.taskId = try node.text("taskId")
        response.registerId = try node.text("registerId")
        response.by = try node.text("by")
        return response == ResponseReference() ? nil : response
    }

    private func sentWarnings(_ root: CanonicalNode) throws(CanonicalError) -> [DecodeWarning] {
        var warnings: [DecodeWarning] = []
        for node in try root.elements("warnings") {
            guard let code = try node.text("code") else { throw node.fault(.memberType) }
            let position = node.value["position"]?.integer.flatMap { Int(exactly: $0) }
            warnings.append(DecodeWarning(code: code, position: position))
        }
        return warnings
    }

    /// An instant with an offset; else a local time or a date, read in the zone.
    mutating func instant(
        _ node: CanonicalNode, _ name: String
    ) throws(CanonicalError) -> Stated<Instant> {
        if node.isNull(name) { return .deleted }
        guard let text = try node.text(name) else { return .absent }
        if let instant = Instant(iso8601: text) { return .value(instant) }
        var local = LocalDateTime(iso8601: text)
        if let date = LocalDate(iso8601: text) {
            warn(WarningCode.timeDateOnly, node, name)
            local = LocalDateTime(date: date, hour: 0, minute: 0)
        }
        guard let local else {
            throw CanonicalError(code: .memberInvalid, path: node.path + [name])
        }
        let resolution = zone.resolve(local)
        switch resolution {
        case .unique: break
        case .ambiguous: warn(WarningCode.timeAmbiguous, node, name)
        case .skipped: warn(WarningCode.timeSkipped, node, name)
        }
        return .value(resolution.instant)
    }
}
