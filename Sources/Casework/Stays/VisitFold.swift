// SPDX-License-Identifier: Apache-2.0

import Notifications

/// Folds one visit's events, in the order in which things happened, into the visit.
///
/// The result does not depend on the order of arrival: a cancel that came before what it cancels
/// takes effect, and an update that came after the end does not re-open (DUTIES.tsv §7).
struct VisitFold {
    private var visit: Visit
    private var statedAdmission: Instant?
    private var earliestEvidence: Instant?
    /// The visit as it was before each move, the last one last.
    private var beforeMoves: [Visit] = []

    private init(key: VisitKey, first: CaseEvent, firstReceivedAt: Instant) {
        visit = Visit(
            key: key, admittedAt: first.occurredAt, firstReceivedAt: firstReceivedAt)
    }

    /// The visit that `events` tell of, or nil when they tell of none that was an inpatient's.
    static func fold(_ key: VisitKey, _ events: [CaseEvent]) -> Visit? {
        let ordered = events.sorted(by: happensBefore)
        guard let first = ordered.first else { return nil }
        var firstReceived = first.receivedAt
        for event in ordered where event.receivedAt < firstReceived {
            firstReceived = event.receivedAt
        }
        var fold = VisitFold(key: key, first: first, firstReceivedAt: firstReceived)
        for event in ordered { fold.take(event) }
        fold.settleAdmission()
        fold.settleEnd()
        return fold.visit.status == .notStarted ? nil : fold.visit
    }

    /// By the time of the thing, as everything is; but what was recorded ahead of its time (a
    /// discharge entered for the afternoon) counts from its recording, so that a cancel recorded
    /// after it finds it.
    private static func happensBefore(_ left: CaseEvent, _ right: CaseEvent) -> Bool {
        let leftAt = min(left.occurredAt, left.recordedAt)
        let rightAt = min(right.occurredAt, right.recordedAt)
        return leftAt == rightAt ? CaseEvent.happensBefore(left, right) : leftAt < rightAt
    }

    private mutating func take(_ event: CaseEvent) {
        guard let encounter = event.encounter else { return }
        switch event.event {
        case .admissionStarted, .admissionReported:
            begin(event, encounter)
        case .admissionPersonUpdated where encounter.encounterClass != .inpatient:
            break
        case .admissionClassChanged, .admissionUpdated, .admissionPersonUpdated:
            if stated(encounter).map(isInpatient) ?? (visit.status == .open) {
                if visit.status == .notStarted { begin(event, encounter) }
                note(event, encounter)
                if let ended = encounter.dischargedAt.value {
                    end(event, at: ended, isTimed: true)
                }
            } else if event.event == .admissionClassChanged, visit.status == .open {
                // A change of class says itself when it took place.
                end(event, at: event.occurredAt, isTimed: true)
            } else if visit.status == .ended, stated(encounter) == nil {
                // How it ended can be corrected without a word of the rest.
                VisitFold.take(encounter.dischargeMethod, into: &visit.dischargeMethod)
                VisitFold.take(encounter.dischargeDestination, into: &visit.dischargeDestination)
            }
        case .admissionTransferred:
            let movedIn = visit.status == .notStarted
            if movedIn { begin(event, encounter) } else { beforeMoves.append(visit) }
            note(event, encounter, movedAt: movedIn ? nil : event.occurredAt)
        case .admissionTransferCancelled:
            if visit.status == .notStarted { begin(event, encounter) }
            takeBackMove()
            note(event, encounter)
        case .admissionLeaveStarted, .admissionLeaveEnded, .admissionAbsent:
            if visit.status == .notStarted { begin(event, encounter) }
            note(event, encounter)
        case .admissionEnded:
            guard stated(encounter).map(isInpatient) ?? true else { return }
            if visit.status == .notStarted { begin(event, encounter) }
            note(event, encounter)
            end(
                event, at: encounter.dischargedAt.value ?? event.occurredAt,
                isTimed: encounter.dischargedAt.value != nil)
        case .admissionStartCancelled:
            visit.status = .cancelled
        case .admissionEndCancelled:
            if visit.status == .notStarted { begin(event, encounter) }
            if visit.status == .ended { reopen() }
            note(event, encounter)
        default:
            break
        }
    }

    /// The class as far as the message tells it.
    private func stated(_ encounter: Encounter) -> EncounterClass? {
        encounter.encounterClass == .unknown ? nil : encounter.encounterClass
    }

    private func isInpatient(_ encounterClass: EncounterClass) -> Bool {
        encounterClass == .inpatient
    }

    private mutating func begin(_ event: CaseEvent, _ encounter: Encounter) {
        guard stated(encounter).map(isInpatient) ?? true else { return }
        guard visit.status != .open else { return note(event, encounter) }
        if visit.status == .cancelled {
            // Nothing that was said of what never was holds for what begins now.
            visit = Visit(
                key: visit.key, admittedAt: event.occurredAt,
                firstReceivedAt: visit.firstReceivedAt)
            beforeMoves = []
            earliestEvidence = nil
            statedAdmission = nil
        }
        if visit.status == .ended { reopen() }
        visit.status = .open
        note(event, encounter)
    }

    /// The person lies where they lay before the last move: in that bed, ward and unit.
    private mutating func takeBackMove() {
        guard let before = beforeMoves.popLast() else {
            if visit.beds.count > 1 { visit.beds.removeLast() }
            return
        }
        visit.beds = before.beds
        visit.wards = before.wards
        visit.securities = before.securities
        visit.units = before.units
    }

    private mutating func reopen() {
        visit.status = .open
        visit.endedAt = nil
        visit.endReceivedAt = nil
        visit.isEndTimed = false
        visit.dischargeMethod = nil
        visit.dischargeDestination = nil
    }

    /// The first end counts, but one that states its time before one that does not: said again
    /// without a time, the end must not move, and with it what is due after it.
    private mutating func end(_ event: CaseEvent, at instant: Instant, isTimed: Bool) {
        let isStatedNow = visit.status == .ended && !visit.isEndTimed && isTimed
        guard visit.status == .open || isStatedNow else { return }
        visit.status = .ended
        visit.isEndTimed = isTimed
        visit.endedAt = instant
        visit.endReceivedAt = event.receivedAt
    }

    /// Takes over what a snapshot states: absent keeps, `""` deletes (DOMAIN.md §3.3).
    private mutating func note(
        _ event: CaseEvent, _ encounter: Encounter, movedAt: Instant? = nil
    ) {
        switch encounter.admittedAt {
        case .value(let instant): statedAdmission = instant
        case .deleted: statedAdmission = nil
        case .absent: break
        }
        if earliestEvidence.map({ event.occurredAt < $0 }) ?? true {
            earliestEvidence = event.occurredAt
        }
        VisitFold.take(encounter.admissionMethod, into: &visit.admissionMethod)
        VisitFold.take(encounter.admissionSource, into: &visit.admissionSource)
        VisitFold.take(encounter.dischargeMethod, into: &visit.dischargeMethod)
        VisitFold.take(encounter.dischargeDestination, into: &visit.dischargeDestination)
        noteBed(encounter.bedKind, at: event.occurredAt, moved: movedAt != nil)
        noteCare(event, encounter)
    }

    /// Legal status, ward, security, unit, and readiness to go home.
    private mutating func noteCare(_ event: CaseEvent, _ encounter: Encounter) {
        let at = event.occurredAt
        if let status = encounter.legalStatus.value { visit.legalStatuses.note(status, at: at) }
        if let level = encounter.security.flatMap(Int.init) { visit.securities.note(level, at: at) }
        if let unit = encounter.location.facility { visit.units.note(unit, at: at) }
        let told = Visit.Ward(code: encounter.location.pointOfCare, isAdult: encounter.isAdultWard)
        if told.code != nil || told.isAdult != nil {
            // The same ward of which a message says less is the same ward.
            let known = visit.wards.current
            let isSame = told.code == nil || told.code == known?.code
            visit.wards.note(
                Visit.Ward(
                    code: told.code ?? known?.code,
                    isAdult: told.isAdult ?? (isSame ? known?.isAdult : nil)),
                at: at)
        }
        switch encounter.readyForDischargeAt {
        case .value(let instant): visit.readyForDischargeAt = instant
        case .deleted: visit.readyForDischargeAt = nil
        case .absent: break
        }
    }

    private static func take(_ stated: Stated<String>, into field: inout String?) {
        switch stated {
        case .value(let text): field = text
        case .deleted: field = nil
        case .absent: break
        }
    }

    /// A bed that becomes known fills in what was unknown; another known kind is a move at the
    /// instant at which it was first seen; a message that does not tell changes nothing.
    private mutating func noteBed(_ kind: BedKind, at instant: Instant, moved: Bool) {
        guard let last = visit.beds.indices.last else {
            visit.beds = [Visit.BedStretch(since: instant, kind: kind)]
            return
        }
        guard kind != .unknown, visit.beds[last].kind != kind else {
            if moved {
                visit.beds.append(Visit.BedStretch(since: instant, kind: visit.beds[last].kind))
            }
            return
        }
        if visit.beds[last].kind == .unknown, !moved {
            visit.beds[last].kind = kind
        } else {
            visit.beds.append(Visit.BedStretch(since: instant, kind: kind))
        }
    }

    /// Whoever is said to be discharged and still in hospital is in hospital until somebody has
    /// found out: unknown is never no (DUTIES.tsv D-077d).
    private mutating func settleEnd() {
        guard visit.status == .ended, visit.dischargeMethod == Visit.stillInHospital else { return }
        visit.status = .open
        visit.endedAt = nil
        visit.endReceivedAt = nil
    }

    private mutating func settleAdmission() {
        visit.admittedAt = statedAdmission ?? earliestEvidence ?? visit.admittedAt
        if !visit.beds.isEmpty { visit.beds[0].since = visit.admittedAt }
        visit.legalStatuses.begin(at: visit.admittedAt)
        visit.wards.begin(at: visit.admittedAt)
        visit.securities.begin(at: visit.admittedAt)
        visit.units.begin(at: visit.admittedAt)
    }
}
