// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

extension Decision {
    /// Closes or withdraws obligations of event rules that this event ends, or whose standing
    /// condition it made false.
    mutating func end(by event: CaseEvent) {
        for obligation in caseState.obligations where obligation.isOpen {
            guard let rule = context.pack.rule(obligation.rule), case .event = rule.trigger
            else { continue }
            let stays = stays()
            let stay = stays.first { $0.id == obligation.occasion }
            var situation = Situation(
                caseState, stays: stays, stay: stay, now: now, context: context)
            situation.event = event
            situation.obligation = obligation
            let ends = { (ending: EndingEvent) in
                matches(ending, event, situation, obligation)
            }
            if rule.doneBy.contains(where: ends) {
                close(obligation, "done", by: event.by)
            } else if rule.withdrawnBy.contains(where: ends) || !rule.stillStands(situation) {
                withdraw(obligation, event.event.text)
            } else if rule.closedBy.contains(where: ends) {
                close(obligation, event.event.text)
            } else if obligation.kind == .emergency, event.event == .emergencyProtocolHeld {
                convene(obligation, event)
            }
        }
    }

    /// The meeting was held: the emergency is convened, its outcome still owed.
    private mutating func convene(_ obligation: Obligation, _ event: CaseEvent) {
        guard obligation.answer?.answered?.kind != "convened" else { return }
        var convened = obligation
        convened.answer?.answered = Answer(
            kind: "convened", by: event.by ?? event.sender.application ?? "", at: now)
        convened.answer?.next = nil
        convened.completion = nil
        record(.obligation(.acknowledged, convened))
        publish(.acknowledged, convened)
    }

    mutating func withdraw(_ obligation: Obligation, _ reason: String) {
        var ended = obligation
        ended.state = .withdrawn(ending(reason))
        record(.obligation(.withdrawn, ended))
        publish(.withdrawn, ended)
    }

    /// Whether anything the case knows has already done what a level rule asks: an event, or a
    /// review that the register's entry holds. Answers are about one obligation and are taken
    /// there.
    func isDoneBy(_ rule: Rule, _ situation: Situation) -> Bool {
        for ending in rule.doneBy where ending.event.family != "escalation" {
            for event in caseState.events
            where matches(ending, event, situation, nil) { return true }
            for event in entryEvents() where matches(ending, event, situation, nil) {
                return true
            }
        }
        return false
    }

    private func matches(
        _ ending: EndingEvent, _ event: CaseEvent, _ situation: Situation,
        _ obligation: Obligation?
    ) -> Bool {
        guard ending.event == event.event else { return false }
        if let obligation {
            guard obligation.because.first.map({ $0.occurredAt <= event.occurredAt }) ?? true
            else { return false }
            if ending.when.onlyIfAnswered, !obligation.isAnswered { return false }
            if ending.when.onlyIfUnanswered, obligation.isAnswered { return false }
            if ending.when.sameVisit, !concerns(event, obligation, situation) { return false }
        }
        return ending.when.isMet(
            detail: event.detail, occurredAt: event.occurredAt, facts: situation,
            zone: context.calendar.zone)
    }

    private func concerns(
        _ event: CaseEvent, _ obligation: Obligation, _ situation: Situation
    ) -> Bool {
        guard let key = event.visit else { return false }
        if obligation.occasion == key.text { return true }
        return situation.stays.contains {
            $0.id == obligation.occasion && $0.visits.contains { $0.key == key }
        }
    }

    /// Reviews and the keyworker of the entry, as the events that they stand for.
    private func entryEvents() -> [CaseEvent] {
        guard let entry = caseState.entry else { return [] }
        var events: [CaseEvent] = []
        for review in entry.reviews {
            guard let heldOn = review.heldOn else { continue }
            events.append(
                entryEvent(
                    .reviewHeld, on: heldOn,
                    detail: [
                        .init("kind", .string(review.kind)),
                        .init("heldOn", .string(heldOn.formatted)),
                    ]))
        }
        return events
    }

    private func entryEvent(
        _ name: EventName, on date: LocalDate, detail: [JSONValue.Member]
    ) -> CaseEvent {
        let noon = LocalDateTime(date: date, hour: 12, minute: 0)
        let instant = noon.map { context.calendar.zone.resolve($0).instant } ?? now
        return CaseEvent(
            key: "entry", contentHash: "", position: nil, event: name, occurredAt: instant,
            recordedAt: instant, sentAt: instant, receivedAt: now, sender: Sender(),
            encounter: nil, marker: false, mentalHealthReason: nil, detail: .object(detail),
            by: nil)
    }
}
