// SPDX-License-Identifier: Apache-2.0

import Notifications

/// Finds the visit of every message of a person, also of one that gives no visit number: it is
/// about the visit that the same sender told of, else about one of its own. The same events in any
/// order give the same visits.
struct VisitKeys {
    fileprivate struct Known {
        let key: VisitKey
        var startedAt: Instant
        var admittedAt: [Instant]
    }

    private var known: [Known] = []

    init(_ events: [CaseEvent]) {
        // Where everything has its number nothing needs to be found.
        guard events.contains(where: { !($0.visit?.isNumbered ?? true) }) else { return }
        for event in events {
            guard let key = event.visit, key.isNumbered else { continue }
            note(key, event)
        }
        known.sort { $0.key < $1.key }
        // Numbers first: an admission without one may be the admission of a visit with one.
        for event in events.sorted(by: CaseEvent.happensBefore) {
            guard let key = event.visit, !key.isNumbered, VisitKeys.admission(of: event) != nil
            else { continue }
            note(self.key(of: event) ?? key, event)
            known.sort { $0.key < $1.key }
        }
    }

    private mutating func note(_ key: VisitKey, _ event: CaseEvent) {
        let admitted = VisitKeys.admission(of: event)
        if let index = known.firstIndex(where: { $0.key == key }) {
            known[index].startedAt = min(known[index].startedAt, event.occurredAt)
            if let admitted { known[index].admittedAt.append(admitted) }
        } else {
            let instants = admitted.map { [$0] } ?? []
            known.append(Known(key: key, startedAt: event.occurredAt, admittedAt: instants))
        }
    }

    /// When the visit began, if this event says so.
    private static func admission(of event: CaseEvent) -> Instant? {
        event.encounter?.admittedAt.value
            ?? (event.event == .admissionStarted ? event.occurredAt : nil)
    }

    /// The key of the visit that an event is about; nil when it is about none.
    func key(of event: CaseEvent) -> VisitKey? {
        guard let own = event.visit, !own.isNumbered else { return event.visit }
        let ofSender = known.filter { $0.key.authority == own.authority }
        if let admitted = VisitKeys.admission(of: event) {
            let same = ofSender.first { visit in
                visit.admittedAt.contains {
                    abs($0.milliseconds(since: admitted)) <= Stay.journeyGapMs
                }
            }
            return same?.key ?? VisitKey(authority: own.authority, admittedAt: admitted)
        }
        let before = ofSender.filter { $0.begins <= event.occurredAt }
        return before.max { ($0.begins, $0.key) < ($1.begins, $1.key) }?.key ?? own
    }
}

extension VisitKeys.Known {
    /// When the visit began, as far as its messages tell.
    fileprivate var begins: Instant { min(startedAt, admittedAt.min() ?? startedAt) }
}
