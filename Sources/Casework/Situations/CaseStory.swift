// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

/// What follows from the events and the entry of a case alone, each part when it is first asked.
///
/// One more event leaves most of it as it was. What the event bears on is worked out anew, and
/// compared: an update that says nothing new changes nothing that rests on it.
final class CaseStory {
    let now: Instant
    private let caseState: Case
    private let surroundings: Surroundings
    private var known = Known()

    /// The context, kept once for a story and all that follow from it.
    private final class Surroundings {
        let context: DecisionContext

        init(_ context: DecisionContext) {
            self.context = context
        }
    }

    var context: DecisionContext { surroundings.context }

    /// What has been worked out; nil: nobody has asked.
    private struct Known {
        var stays: [Stay]?
        /// The ids that visits lend their stays.
        var stayIDs: [(key: VisitKey, id: String)] = []
        var history: [CaseEvent]?
        var eventNames: EventNames?
        var entry: Shared<RegisterEntry>??
        var death: DeathKnowledge?
        var keyworker: KeyworkerPost?
        var keyworking: KeyworkingCase?
        var plan: Plan?
        var items: [Item]?
        var isMarked: Bool?
    }

    /// What is known of an EHC plan.
    private struct Plan: Equatable {
        /// Whether one is in force, by the latest of the entry and of what schools said.
        var isInForce: Bool?
        /// The last day of it: of one in force the end of days, of one that ceased that day.
        var until: LocalDate?
    }

    /// - Parameter stays: the stays of the case where they are known already.
    init(_ caseState: Case, _ stays: [Stay]?, now: Instant, context: DecisionContext) {
        self.caseState = caseState
        self.now = now
        surroundings = Surroundings(context)
        known.stays = stays
    }

    private init(_ former: CaseStory, _ caseState: Case, now: Instant) {
        self.caseState = caseState
        self.now = now
        surroundings = former.surroundings
        known = former.known
    }

    /// The same story at a later instant.
    func later(at instant: Instant) -> CaseStory { CaseStory(self, caseState, now: instant) }

    /// The story with one more event, and which parts of it tell something else than before.
    func after(_ event: CaseEvent, of changed: Case) -> (CaseStory, Grounds.Parts) {
        let next = CaseStory(self, changed, now: now)
        next.add(event)
        var parts: Grounds.Parts = .everyEvent
        /// Works a part out anew where the event bears on it; one that nobody asked for has no
        /// answer resting on it.
        func renew<Value: Equatable>(
            _ part: Grounds.Parts, _ path: WritableKeyPath<Known, Value?>, if bears: Bool,
            _ work: (CaseStory) -> Value
        ) {
            guard bears, let former = known[keyPath: path] else { return }
            next.known[keyPath: path] = nil
            let present = work(next)
            if present == former {
                next.known[keyPath: path] = former
            } else {
                parts.formUnion(part)
            }
        }
        let name = event.event
        renew(.entry, \.entry, if: Case.namesOfConsent.contains(name)) { $0.entry }
        renew(.stays, \.stays, if: event.visit != nil) { $0.stays }
        renew(.death, \.death, if: parts.contains(.stays) || event.bearsOnDeath) { $0.death }
        renew(.keyworker, \.keyworker, if: Case.namesOfKeyworker.contains(name)) { $0.keyworker }
        renew(.keyworking, \.keyworking, if: KeyworkingCase.isTold(by: event)) { $0.keyworking }
        renew(
            .plan, \.plan, if: parts.contains(.entry) || CaseStory.namesOfPlan.contains(name)
        ) { $0.plan }
        renew(
            .items, \.items,
            if: !parts.isDisjoint(with: [.entry, .plan]) || Item.kind(of: name) != nil
        ) { $0.items }
        renew(.marker, \.isMarked, if: event.marker) { $0.isMarked }
        return (next, parts)
    }

    /// Takes an event that has just come into what is kept of all.
    private func add(_ event: CaseEvent) {
        known.eventNames?.insert(event.event)
        guard var history = known.history else { return }
        known.history = nil
        let place = history.lastIndex { !CaseEvent.happensBefore(event, $0) }.map { $0 + 1 } ?? 0
        history.insert(event, at: place)
        known.history = history
    }

    private func remembered<Value>(
        _ path: WritableKeyPath<Known, Value?>, _ work: () -> Value
    ) -> Value {
        if let value = known[keyPath: path] { return value }
        let value = work()
        known[keyPath: path] = value
        return value
    }

    /// The stays where they are known already.
    var knownStays: [Stay]? { known.stays }

    /// Folded when a rule first asks: the decision about a message asks hardly anything of the
    /// case before it.
    var stays: [Stay] {
        remembered(\.stays) { caseState.stays(stayID) }
    }

    private func stayID(_ key: VisitKey) -> String {
        if let known = known.stayIDs.first(where: { $0.key == key }) { return known.id }
        let id = context.hashes.id(["stay", context.area, caseState.subject.text, key.text])
        known.stayIDs.append((key, id))
        return id
    }

    var history: [CaseEvent] {
        remembered(\.history) { caseState.events.sorted(by: CaseEvent.happensBefore) }
    }

    /// The names of the events.
    var eventNames: EventNames {
        remembered(\.eventNames) { EventNames(caseState.events.lazy.map { $0.event }) }
    }

    var entry: Shared<RegisterEntry>? { remembered(\.entry) { caseState.currentEntry } }

    private(set) lazy var entryReviews = (caseState.entry?.value.reviews ?? []).compactMap {
        CaseEvent($0, readAt: now, context.calendar)
    }

    var death: DeathKnowledge { remembered(\.death) { caseState.death(stays) } }

    var keyworker: KeyworkerPost { remembered(\.keyworker) { caseState.keyworkerPost } }

    var keyworking: KeyworkingCase {
        remembered(\.keyworking) { KeyworkingCase(history) }
    }

    var hasEHCPlan: Bool? { plan.isInForce }

    var isMarked: Bool { remembered(\.isMarked) { caseState.events.contains { $0.marker } } }

    private static let namesOfPlan = EventNames([.schoolEhcPlanIssued, .schoolEhcCeased])

    private var plan: Plan {
        remembered(\.plan) {
            let told = history.last { CaseStory.namesOfPlan.contains($0.event) }
            let isInForce =
                told.map { $0.event == .schoolEhcPlanIssued }
                ?? entry?.education?.ehcp ?? caseState.candidate?.ehcPlan
            if isInForce ?? false {
                return Plan(isInForce: true, until: LocalDate(year: 9999, month: 12, day: 31))
            }
            return Plan(
                isInForce: isInForce,
                until: told.map { context.calendar.localDate(of: $0.occurredAt) })
        }
    }

    var items: [Item] {
        remembered(\.items) {
            itemsOfEntry() + ItemFold.items(of: history, entry: entry?.value, context.calendar)
        }
    }

    private func itemsOfEntry() -> [Item] {
        guard let entry, entry.isMember, let joined = caseState.memberSince else { return [] }
        return Transitions(entry: entry.value, planUntil: plan.until)
            .items(since: context.calendar.localDate(of: joined), context.calendar)
    }
}

extension CaseEvent {
    /// The event that a review of the entry stands for; nil where it does not say when it was held.
    fileprivate convenience init?(
        _ review: RegisterReview, readAt now: Instant, _ calendar: WorkingCalendar
    ) {
        guard let heldOn = review.heldOn else { return nil }
        let noon = LocalDateTime(date: heldOn, hour: 12, minute: 0)
        let at = noon.map { calendar.zone.resolve($0).instant } ?? now
        self.init(
            EventContent(
                key: EventContent.entryKey, contentHash: "", position: nil, event: .reviewHeld,
                occurredAt: at,
                recordedAt: at, sentAt: at, receivedAt: now, sender: Sender(), encounter: nil,
                marker: false, mentalHealthReason: nil,
                detail: .object([
                    .init("kind", .string(review.kind)),
                    .init("heldOn", .string(heldOn.formatted)),
                ]), by: nil))
    }
}
