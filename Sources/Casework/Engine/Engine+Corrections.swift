// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

extension Engine {
    /// In whose case the visit of a message stands, where the message corrects that: it is news of
    /// the same visit and the same admission, surely about another person, and later than
    /// everything heard of the visit so far (DUTIES.tsv X-06, "A08 with another identity").
    ///
    /// A number that a sender uses for two people corrects nothing: to take the one's admission
    /// back for the other's would be worse than to leave both. So a correction that comes before
    /// what it corrects leaves both as well, and a person must say the rest.
    mutating func subjectCorrected(
        by event: CaseEvent, of notification: Notification, to owner: CaseSubject
    ) throws -> CaseSubject? {
        guard event.correctsIdentity, let key = event.visit, key.isNumbered,
            let former = subject(ofVisit: key), former != owner, case .person = former
        else { return nil }
        let state = try currentCase(former)
        let admitted = event.encounter?.admittedAt.value
        guard let admitted, state.tells(of: key, admittedAt: admitted),
            state.entry?.value.disagrees(with: notification.person) ?? false,
            try !currentCase(owner).events.contains(where: { $0.visit == key })
        else { return nil }
        let isLatest = state.events.allSatisfy {
            $0.visit != key || CaseEvent.happensBefore($0, event)
        }
        return isLatest ? former : nil
    }

    /// Moves what one case holds of a visit to another: what it opened there is withdrawn, and the
    /// right person's duties open with their true anchors.
    mutating func move(
        visit key: VisitKey, from former: CaseSubject, to owner: CaseSubject,
        because event: CaseEvent, _ match: MatchSummary?
    ) throws -> [EngineFrame.Part] {
        var moved: [CaseEvent] = []
        var parts = [
            try decide(former, inputID: "disowned|\(event.key)") { decision in
                moved = decision.disown(because: event) { $0.visit == key }
            }
        ]
        guard !moved.isEmpty else { return [] }
        assign(visit: key, to: owner)
        parts.append(
            try decide(owner, inputID: "moved|\(event.key)") {
                $0.take(moved.map { .init(event: $0, match: match) })
            })
        return parts
    }
}

extension Case {
    /// Whether any message has a visit begin at that instant.
    fileprivate func tells(of visit: VisitKey, admittedAt instant: Instant) -> Bool {
        events.contains { $0.visit == visit && $0.encounter?.admittedAt.value == instant }
    }
}

extension CaseEvent {
    /// Whether it may say anew who is in the bed.
    fileprivate var correctsIdentity: Bool {
        content.event == .admissionUpdated || content.event == .admissionPersonUpdated
    }
}
