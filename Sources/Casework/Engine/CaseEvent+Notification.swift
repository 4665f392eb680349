// SPDX-License-Identifier: Apache-2.0

package import Notifications

extension CaseEvent {
    /// What a case remembers of a notification received at `receivedAt`.
    package convenience init(
        _ notification: Notification, position: InputPosition?, receivedAt: Instant,
        hashes: IdentityHashes
    ) {
        let sender = notification.sender
        let content = hashes.id(["content", notification.journalJSON().text])
        self.init(
            EventContent(
                key: hashes.id([
                    "message", sender.application ?? "", sender.facility ?? "", notification.id,
                    content,
                ]),
                contentHash: content,
                position: position, event: notification.event,
                occurredAt: notification.occurredAt, recordedAt: notification.recordedAt,
                sentAt: notification.sentAt, receivedAt: receivedAt, sender: sender,
                encounter: CaseEvent.encounter(of: notification),
                marker: Marker.isCarried(by: notification),
                mentalHealthReason: Reason.isMentalHealth(notification),
                death: DeathWord(notification), detail: notification.detail,
                by: notification.response?.by))
    }
}

extension CaseEvent {
    private static let ofStays: [EventName] = [
        .admissionStarted, .admissionTransferred, .admissionEnded, .admissionStartCancelled,
        .admissionTransferCancelled, .admissionEndCancelled, .admissionLeaveStarted,
        .admissionLeaveEnded,
    ]

    /// The contact that a message is about. News of a stay without any word of the contact is of
    /// a stay in a ward of unknown kind: unknown is never no.
    private static func encounter(of notification: Notification) -> Encounter? {
        if let encounter = notification.encounter { return encounter }
        if notification.event == .admissionReported { return reportedEncounter(of: notification) }
        guard ofStays.contains(notification.event) else { return nil }
        var encounter = Encounter()
        if notification.event.impliesInpatient { encounter.encounterClass = .inpatient }
        return encounter
    }
}

extension CaseEvent {
    /// The stay of which a person told: like a hospital's own word of a bed in scope (DUTIES.tsv
    /// X-02a), from the time that they named.
    private static func reportedEncounter(of notification: Notification) -> Encounter {
        var encounter = Encounter()
        encounter.authority = VisitKey.toldByPeople
        encounter.encounterClass = .inpatient
        encounter.bedKind = .mentalHealth
        let since = notification.detail["since"]?.string.flatMap { text in
            Instant(iso8601: text) ?? LocalDate(iso8601: text).flatMap(noon)
        }
        encounter.admittedAt = .value(since ?? notification.occurredAt)
        return encounter
    }

    /// Of a day alone nobody knows the hour: its middle lies in no visit that ended that morning.
    private static func noon(_ date: LocalDate) -> Instant? {
        Instant(iso8601: "\(date.formatted)T12:00:00Z")
    }
}

extension DeathWord {
    fileprivate init?(_ notification: Notification) {
        if notification.warnings.contains(where: { $0.code == WarningCode.deceased }) {
            self = .contradictory
            return
        }
        switch notification.person.deceased {
        case .at: self = .dated
        case .yes: self = .said
        case nil: return nil
        }
    }
}

/// Codes that mark a person as having a learning disability or autism (DOMAIN.md §§5.4, 5.5).
enum Marker {
    private static let icd10 = [
        "F70", "F71", "F72", "F73", "F78", "F79", "F840", "F841", "F842", "F843", "F845", "F848",
        "F849",
    ]
    private static let snomed: Set<String> = [
        "35919005", "408856003", "408857007", "43614003", "702732007", "23560001", "231536004",
        "984661000000105", "508171000000105", "40700009", "110359009", "416075005",
    ]
    private static let educationNeeds: Set<String> = ["ASD", "MLD", "SLD", "PMLD"]

    /// Whether a coded diagnosis, or in school and social-care notices an EHC plan or SEN type,
    /// marks the person. Suspected and assessment codes do not.
    static func isCarried(by notification: Notification) -> Bool {
        if notification.diagnoses.contains(where: isMarker) { return true }
        guard notification.kind == .school || notification.kind == .socialCare else {
            return false
        }
        let detail = notification.detail
        if detail["ehcp"]?.saysYes ?? false { return true }
        let needs =
            [detail["sen"]?.string].compactMap(\.self)
            + (detail["sen"]?.elements.compactMap(\.string) ?? [])
        return needs.contains { educationNeeds.contains($0) }
    }

    static func isMarker(_ diagnosis: Diagnosis) -> Bool {
        let code = diagnosis.code.filter { $0 != "." }.uppercased()
        if snomed.contains(code) { return true }
        return icd10.contains { code.hasPrefix($0) }
    }
}

extension JSONValue {
    /// Whether it is true, or one of the words that senders write for it.
    var saysYes: Bool? {
        switch self {
        case .bool(let truth): truth
        case .string("true"), .string("yes"), .string("Y"): true
        case .string("false"), .string("no"), .string("N"): false
        default: nil
        }
    }
}

/// Whether a stated reason is mental health or self-harm.
enum Reason {
    /// Nil when no reason is stated, or none that these chapters of ICD-10 tell: unknown is never
    /// no. A code that marks the person says who it is and not why the person came.
    static func isMentalHealth(_ notification: Notification) -> Bool? {
        let reasons = notification.diagnoses.filter { !Marker.isMarker($0) }.map(isMentalHealth)
        if reasons.contains(true) { return true }
        return reasons.isEmpty || reasons.contains(nil) ? nil : false
    }

    private static func isMentalHealth(_ diagnosis: Diagnosis) -> Bool? {
        let code = diagnosis.code.filter { $0 != "." }.uppercased()
        guard let letter = code.first, letter.isLetter,
            let category = Int(code.dropFirst().prefix(2))
        else { return nil }
        switch letter {
        case "F": return true
        case "X": return (60...84).contains(category)
        case "Y": return code.hasPrefix("Y870")
        case "R": return (44...46).contains(category) || code.hasPrefix("R418")
        case "Z": return code.hasPrefix("Z915") || code.hasPrefix("Z004")
        case "T": return (36...50).contains(category)
        default: return false
        }
    }
}
