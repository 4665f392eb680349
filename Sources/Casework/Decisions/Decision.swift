// SPDX-License-Identifier: Apache-2.0

package import Notifications
import Policy
import Register

/// The making of one decision about one case: `step(state, input, now) -> facts`.
///
/// A decision starts from a case, records facts, and applies each at once, so that a later part
/// of it sees what an earlier part decided. It reads no clock, no randomness and no store, and
/// iterates over nothing whose order differs from run to run (DESIGN.md, "The flow", 3).
package struct Decision {
    /// The case as it stands after the facts so far.
    package private(set) var caseState: Case
    /// The facts so far, in order.
    package private(set) var facts: [Fact] = []
    /// Engine time of the input.
    let now: Instant
    /// The input's identity, for ids of bundles.
    let inputID: String
    /// What the case tells as it stands now.
    private(set) var reading: CaseReading

    /// A decision about `caseState` at `now`, led to by the input of that id.
    package init(
        on caseState: Case, context: DecisionContext, now: Instant, inputID: String
    ) {
        self.init(on: caseState, context: context, now: now, inputID: inputID, nil)
    }

    /// - Parameter former: what the decision before this one read of the same case in the same
    ///   context, if it is remembered.
    init(
        on caseState: Case, context: DecisionContext, now: Instant, inputID: String,
        _ former: CaseReading?
    ) {
        self.caseState = caseState
        self.now = now
        self.inputID = inputID
        reading =
            former?.later(at: now) ?? CaseReading(caseState, now: now, context: context)
    }

    /// Rules, calendar, people.
    var context: DecisionContext { reading.context }

    /// The stays that the case tells of now.
    var stays: [Stay] { reading.stays }

    /// Records a fact and applies it.
    mutating func record(_ fact: Fact) {
        caseState.apply(fact, at: now)
        facts.append(fact)
        switch fact {
        case .event(let event):
            reading = reading.after(event, of: caseState)
        case .disowned:
            reading = CaseReading(caseState, now: now, context: context)
        case .entry, .entryRemoved, .candidate, .pending, .decided, .tallied:
            reading = reading.after(entryOf: caseState)
        case .obligation(_, let obligation):
            reading = reading.after(obligationOf: obligation.rule, of: caseState)
        case .occasion(let rule, _):
            reading = reading.after(obligationOf: rule, of: caseState)
        case .published, .notActed, .held, .reconsider, .waiting, .policy, .matching,
            .kept, .released, .counted:
            break
        }
    }

    /// Records that a rule did not act.
    mutating func recordNoAction(_ rule: RuleID?, _ reason: String, _ seen: [String] = []) {
        facts.append(.notActed(NonAction(rule: rule, reason: reason, seen: seen)))
    }

    /// What a rule can ask of the case now, with a stay in hand.
    func situation(_ stay: Stay? = nil) -> Situation { Situation(reading, stay) }

    /// What a rule can ask about an obligation: of its stay, if its occasion is one.
    func situation(of obligation: Obligation) -> Situation {
        var situation = situation(stay(of: obligation))
        situation.obligation = obligation
        if chapter.hasRulesAboutItems, context.book.rule(obligation.rule)?.isPerItem ?? false {
            situation.item = reading.items.first {
                $0.occasion(of: caseState.subject, context) == obligation.occasion
            }
        }
        return situation
    }

    /// The stay that an obligation is about, also one that has since become part of another.
    func stay(of obligation: Obligation) -> Stay? {
        let id = obligation.stayOfOccasion
        return stays.first { $0.id == id } ?? stays.first { $0.aliases.contains(id) }
    }

    /// The people named by the register entry and by what was recorded since.
    var namedPeople: NamedPeople {
        var commissioner = caseState.entry?.commissioner
        if commissioner == nil, case .one(_, let named) = caseState.jurisdiction(context) {
            commissioner = named
        }
        return NamedPeople(
            keyworker: caseState.keyworkerID, coordinator: caseState.entry?.coordinator,
            commissioner: commissioner,
            socialWorker: caseState.entry?.socialCare?.worker)
    }
}
