// SPDX-License-Identifier: Apache-2.0

package import Notifications
import Policy

extension Case {
    /// What is known of the person's death (DUTIES.tsv X-01a, X-01b), by messages and by how the
    /// visits of the stays ended.
    func death(_ stays: [Stay]) -> DeathKnowledge {
        let visits = stays.flatMap(\.visits)
        var knowledge = DeathKnowledge.none
        var dated = 0
        let told = events.filter(\.bearsOnDeath)
        for event in told.sorted(by: { $0.receivedAt < $1.receivedAt }) {
            switch (event.event, event.death) {
            case (.deathWithdrawn, _):
                (knowledge, dated) = (.none, 0)
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
                guard event.encounter?.dischargeMethod.value == Visit.deathAsEnd,
                    !visits.contains(where: { $0.key == event.visit })
                else { continue }
                knowledge = knowledge.orUncertain
            }
        }
        // How a visit ended counts as its messages last told it: a correction takes it back.
        return visits.contains(where: hasEndedByDeath) ? knowledge.orUncertain : knowledge
    }

    /// Whether a visit ended by death, and nobody has said since that this was an error.
    func hasEndedByDeath(_ visit: Visit) -> Bool {
        visit.died
            && !events.contains { event in
                event.event == .deathWithdrawn
                    && visit.endReceivedAt.map { $0 <= event.receivedAt } ?? false
            }
    }
}

extension CaseEvent {
    /// Whether anything about a death can follow from it.
    var bearsOnDeath: Bool {
        content.death != nil || CaseEvent.namesOfDeath.contains(content.event)
            || content.encounter?.dischargeMethod.value == Visit.deathAsEnd
    }

    private static let namesOfDeath: EventNames = [
        .deathConfirmed, .deathWithdrawn, .admissionDied,
    ]
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
