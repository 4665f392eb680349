// SPDX-License-Identifier: Apache-2.0

package import Notifications
import Policy

extension Case {
    /// What is known of the person's death (DUTIES.tsv X-01a, X-01b).
    package var death: DeathKnowledge {
        var knowledge = DeathKnowledge.none
        var dated = 0
        // A hospital that corrects how a visit ended takes back what it said by that.
        var endedByDeath: Set<VisitKey> = []
        let visits = VisitKeys(events)
        for event in events.sorted(by: { $0.receivedAt < $1.receivedAt }) {
            switch (event.event, event.death) {
            case (.deathWithdrawn, _):
                (knowledge, dated, endedByDeath) = (.none, 0, [])
            case (.deathConfirmed, _), (.admissionDied, _):
                knowledge = knowledge.orCertain(since: event.receivedAt)
            case (_, .dated?):
                dated += 1
                knowledge =
                    dated > 1
                    ? knowledge.orCertain(since: event.receivedAt) : knowledge.orUncertain
            case (_, .said?), (_, .contradictory?):
                knowledge = knowledge.orUncertain
            default:
                guard let visit = visits.key(of: event),
                    let method = event.encounter?.dischargeMethod.value
                else { continue }
                if method == Visit.deathAsEnd {
                    endedByDeath.insert(visit)
                } else {
                    endedByDeath.remove(visit)
                }
            }
        }
        return endedByDeath.isEmpty ? knowledge : knowledge.orUncertain
    }
}

/// Whether a person is known to have died.
package enum DeathKnowledge: Equatable, Sendable {
    /// Nothing says so.
    case none
    /// Something says so, and not well enough to act on it: a person must find out.
    case uncertain
    /// Certain, since the instant at which it became so here.
    case certain(since: Instant)

    /// Whether it is certain.
    package var isCertain: Bool { if case .certain = self { true } else { false } }

    fileprivate var orUncertain: DeathKnowledge { self == .none ? .uncertain : self }

    fileprivate func orCertain(since instant: Instant) -> DeathKnowledge {
        isCertain ? self : .certain(since: instant)
    }
}

extension Situation {
    /// Whether a visit ended by death, and nobody has said since that this was an error.
    func hasDied(_ visit: Visit) -> Bool {
        visit.died
            && !caseState.events.contains { event in
                event.event == .deathWithdrawn
                    && visit.endReceivedAt.map { $0 <= event.receivedAt } ?? false
            }
    }

    /// The facts about a death.
    func deathValue(of name: FactName) -> FactValue? {
        switch name {
        case .personDied: .bool(reading.death.isCertain)
        case .personDeathUncertain: .bool(reading.death == .uncertain)
        case .personDiedKnownAt:
            if case .certain(let since) = reading.death { .instant(since) } else { .unknown }
        default: nil
        }
    }
}
