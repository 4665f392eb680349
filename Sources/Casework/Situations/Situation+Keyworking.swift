// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

extension Situation {
    /// The facts about keyworking as a whole; nil for a fact about something else.
    func keyworkingValue(of name: FactName) -> FactValue? {
        let keyworking = reading.keyworking
        return switch name {
        case .personExitedAt: Situation.instant(keyworking.exit?.occurredAt)
        case .personReopened: .bool(keyworking.isReopened)
        case .personLeftForGood:
            .bool(
                ["died", "moved-away"].contains(keyworking.exit?.detail["reason"]?.string ?? ""))
        case .personSupportLevel: keyworking.level.map { .number($0) } ?? .unknown
        case .personStepDownUnsupported: .bool(keyworking.isStepDownUnsupported)
        case .personAccountableKeyworkers:
            reading.accountableKeyworkers.map { .number($0) } ?? .unknown
        case .personKeyworkerRestored: .bool(isKeyworkerRestored)
        case .personPlanMovedAt: Situation.instant(keyworking.planMovedAt)
        case .personNoteOwedSince: Situation.instant(noteOwedSince)
        case .personAgencyMissingSince: Situation.instant(agencyMissingSince)
        case .personContactMissingSince: Situation.instant(contactMissingSince)
        case .personSteadySince: Situation.instant(steadySince)
        case .personOutcomesMet: .bool(keyworking.areOutcomesMet)
        case .personReceiverAccepted: .bool(keyworking.hasReceiver)
        default: nil
        }
    }

    /// Whether the keyworker of before the change behind the obligation in hand is back: in the
    /// register again, or named again in the place of whom the change named.
    private var isKeyworkerRestored: Bool {
        let reasons = obligation?.because ?? because
        guard let change = reading.events.last(where: { reasons.contains($0.because) }) else {
            return false
        }
        if change.event == .keyworkerAssigned {
            let named = reading.history([.keyworkerAssigned]).last
            return named.map {
                $0 !== change && $0.detail["personId"]?.string == reading.keyworkerID
            }
                ?? false
        }
        let former = change.detail["formerKeyworker"]?.string
        return former != nil && former == entry?.keyworker?.personId
    }

    /// The earliest contact that has no note, neither of its own nor written since.
    private var noteOwedSince: Instant? {
        let lastNote = reading.history([.noteRecorded]).last?.occurredAt
        let contacts = reading.history([.keyworkerContact])
        let noted = contacts.filter { $0.detail["note"]?.isStated ?? false }.map { $0.occurredAt }
        return contacts.first { contact in
            contact.detail["mode"]?.string != "message"
                && lastNote.map { $0 < contact.occurredAt } ?? true
                && !noted.contains(contact.occurredAt) && !isGivenUp(noteOf: contact)
        }?.occurredAt
    }

    /// Whether somebody has said that the note of a contact will not come: of what was owed then,
    /// and of nothing later.
    private func isGivenUp(noteOf contact: CaseEvent) -> Bool {
        guard let rule = context.book.rule(Situation.notes), let test = rule.timeTests.first else {
            return false
        }
        let owed = context.calendar.instant(of: test.test, anchor: contact.occurredAt)
        return reading.obligations(of: rule).contains { obligation in
            guard case .closed(let ending) = obligation.state, ending.reason == Ending.completed
            else { return false }
            return owed <= ending.at
        }
    }

    private static let notes = RuleID("D-143")

    /// Since when an agency that has to do with the person has had nothing in the agreed plan:
    /// health always; education while the person is of school age or has an EHC plan; social care
    /// where a social worker is named or the person is looked after (DUTIES.tsv D-031).
    private var agencyMissingSince: Instant? {
        guard let agreed = reading.keyworking.planAgreedAt else { return nil }
        let items = reading.items.filter { $0.kind == .planItem }
        let missing = concerned.filter { agency in
            !items.contains { $0.agency == agency && $0.isOpen }
        }
        return missing.map { agency in
            items.filter { $0.agency == agency }.compactMap(\.toldAt).reduce(agreed, Swift.max)
        }.min()
    }

    private var concerned: [Agency] {
        var agencies = [Agency.health]
        if isOfSchoolAge || reading.hasEHCPlan ?? false { agencies.append(.education) }
        if entry?.socialCare?.worker != nil || isLookedAfter { agencies.append(.socialCare) }
        return agencies
    }

    /// Compulsory school age, by birthdays: from 5 to 16.
    private var isOfSchoolAge: Bool {
        guard let fifth = entry?.value.birthday(turning: 5),
            let sixteenth = entry?.value.birthday(turning: 16)
        else { return false }
        return hasCome(fifth) && !hasCome(sixteenth)
    }
}

extension Situation {
    /// Whether a handover overlaps four weeks or more, and says when both meet.
    func isGradual(_ handover: CaseEvent) -> Bool? {
        guard handover.event == .keyworkerHandedOver else { return nil }
        let date = context.calendar.localDate(of: handover.occurredAt)
        let until = handover.detail["overlapUntil"]?.string.flatMap { text in
            LocalDate(iso8601: text)
                ?? Instant(iso8601: text).map(context.calendar.localDate(of:))
        }
        return until.map { $0 >= date.adding(days: 28) } ?? false
            && handover.detail["jointMeetingOn"]?.isStated ?? false
    }

    /// Whether an event names another keyworker in the place of one who was, and who is not away,
    /// without a handover in the 12 weeks before; what takes such a change back is none.
    func replacesKeyworker(_ event: CaseEvent) -> Bool? {
        let former: String?
        let next: String?
        switch event.event {
        case .registerChanged:
            former = event.detail["formerKeyworker"]?.string
            next = event.detail["keyworker"]?.string
        case .keyworkerAssigned:
            former = reading.keyworkerID
            next = event.detail["personId"]?.string
        default: return nil
        }
        guard let former, let next, former != next else { return false }
        let since = event.occurredAt.advanced(bySeconds: -84 * 24 * 60 * 60)
        guard !isAway(former, at: event) else { return false }
        return !reading.events.contains { other in
            guard other.key != event.key, other.occurredAt <= event.occurredAt else { return false }
            let named = other.detail["personId"]?.string
            return switch other.event {
            case .keyworkerHandedOver: named == next && other.occurredAt >= since
            // The same change told before, by the manager; or this takes one back.
            case .keyworkerAssigned:
                event.event == .registerChanged && named == next && other.occurredAt >= since
            case .registerChanged:
                other.detail["formerKeyworker"]?.string == next && other.occurredAt >= since
            default: false
            }
        }
    }

    /// Whether whoever hands over was recorded as absent, or has left.
    func isFormerAbsent(_ handover: CaseEvent) -> Bool {
        (reading.keyworkerID(before: handover) ?? handover.by).map {
            isAway($0, at: handover)
        } ?? false
    }

    /// Whether somebody was recorded as absent before an event, and has done nothing since.
    private func isAway(_ person: String, at event: CaseEvent) -> Bool {
        let last = reading.history.last { other in
            CaseEvent.happensBefore(other, event)
                && (other.event == .keyworkerAbsent
                    ? other.detail["personId"]?.string ?? other.by : other.by) == person
        }
        return last?.event == .keyworkerAbsent
    }
}
