// SPDX-License-Identifier: Apache-2.0

import Casework
package import Policy

/// Every mutant of one rule, in the order of the keys of a rule file.
///
/// What cannot make a difference is not made; each place below says why. None is equal to the
/// rule or to another mutant.
package struct Mutants {
    /// The rule as it is written.
    let rule: Rule
    /// The rule as it acts: one that goes `with` another has that one's trigger.
    let acting: Rule
    private let pack: PolicyPack

    /// The mutants of a rule of the pack, given as it is written there.
    package init(of rule: Rule, in pack: PolicyPack) {
        self.rule = rule
        self.pack = pack
        acting = pack.rule(rule.id) ?? rule
    }

    /// The mutants.
    package var all: [Mutant] {
        // A line of a duty that is opened under another's name lends it a condition, a due, a
        // priority and its rows; all else is that of the other.
        let isLed = JointDuty.leader(of: acting, in: pack).id != rule.id
        // By the laws of the facts some changes of a condition change no case: another test says
        // the same, or what would be unknown never is.
        let opening =
            (triggers + unlesses + unknown).filter { mutant in
                !mutant.kind.isOfConditions || !rule.opensAlike(mutant.rule)
            } + counts
        let rest = priorities + dues + covers
        let own = isLed ? [] : standing + endings + telling + manner
        var seen: Set<Rule> = [rule]
        let different = (opening + own + rest).filter { seen.insert($0.rule).inserted }
        guard rule.with != nil else { return Mutants.numbered(different) }
        // What a rule says itself and also has from the one that it goes with.
        return Mutants.numbered(
            different.filter { pack.replacing($0.rule).rule(rule.id) != acting })
    }

    /// The mutants, those with the same words told apart by their place in the rule: a test may
    /// stand in several branches of a condition.
    private static func numbered(_ mutants: [Mutant]) -> [Mutant] {
        let counts = Dictionary(grouping: mutants, by: \.change).mapValues(\.count)
        var places: [String: Int] = [:]
        return mutants.map { mutant in
            guard let count = counts[mutant.change], count > 1 else { return mutant }
            places[mutant.change, default: 0] += 1
            let place = places[mutant.change, default: 0]
            return Mutant(
                rule: mutant.rule, kind: mutant.kind,
                change: "\(mutant.change) (place \(place) of \(count))")
        }
    }

    func mutant(
        _ kind: Mutant.Kind, _ change: String, _ edit: (inout Rule) -> Void
    ) -> Mutant {
        var changed = rule
        edit(&changed)
        return Mutant(rule: changed, kind: kind, change: change)
    }

    // MARK: - Whom it tells

    private var telling: [Mutant] {
        owner + also + disclosures
    }

    /// Roles that a duty may be given to by mistake; the first that is not told anyway.
    private static let otherOwners: [Role] = [
        .keyworker, .responsibleCommissioner, .keyworkerManager, .registerCoordinator,
        .socialWorker, .leaderHealth, .crisisTeam,
    ]

    private var owner: [Mutant] {
        let told = rule.owners + rule.also.map(\.role)
        let choices = rule.ownerChoices.indices.map { index in
            let role = rule.ownerChoices[index].role.rawValue
            let when = rule.ownerChoices[index].when.text
            return mutant(.owner, "\(role) does not owe it when \(when)") {
                $0.ownerChoices.remove(at: index)
            }
        }
        let joint = rule.jointly.indices.map { index in
            mutant(.owner, "\(rule.jointly[index].rawValue) does not owe it as well") {
                $0.jointly.remove(at: index)
            }
        }
        return choices + joint
            + Mutants.otherOwners.filter { !told.contains($0) }.prefix(1).map { other in
                mutant(.owner, "owner \(other.rawValue) instead of \(rule.owner.rawValue)") {
                    $0.owner = other
                }
            }
    }

    private var also: [Mutant] {
        rule.also.indices.flatMap { index -> [Mutant] in
            let (role, when) = (rule.also[index].role.rawValue, rule.also[index].when)
            let dropped = mutant(.also, "\(role) is not told") { $0.also.remove(at: index) }
            guard let when else { return [dropped] }
            return [
                dropped,
                mutant(.also, "\(role) is told always, not only when \(when.text)") {
                    $0.also[index].when = nil
                },
            ]
        }
    }

    private var disclosures: [Mutant] {
        let words = DisclosureWord.allCases.sorted()
        func wider(_ word: DisclosureWord) -> DisclosureWord? { words.first { $0 > word } }
        var made: [Mutant] = []
        let own = rule.disclosure
        if let more = wider(own.most) {
            made.append(
                mutant(.disclosure, "disclosure \(more.rawValue), not \(own.most.rawValue)") {
                    $0.disclosure.most = more
                })
        }
        for index in own.byAgency.indices {
            let (agency, word) = (own.byAgency[index].agency.rawValue, own.byAgency[index].word)
            guard let more = wider(word) else { continue }
            made.append(
                mutant(
                    .disclosure, "disclosure to \(agency) \(more.rawValue), not \(word.rawValue)"
                ) { $0.disclosure.byAgency[index].word = more })
        }
        if !own.onlyTo.isEmpty {
            made.append(
                mutant(.disclosure, "disclosed to every role, not only to those named") {
                    $0.disclosure.onlyTo = []
                })
        }
        return made
    }

    private var covers: [Mutant] {
        // What the line's own name says is carried by the name.
        rule.covers.indices.filter { rule.covers[$0] != rule.id.line }.map { index in
            mutant(.covers, "does not carry \(rule.covers[index])") {
                $0.covers.remove(at: index)
            }
        }
    }

    // MARK: - How urgent it is

    private var priorities: [Mutant] {
        let steps = Priority.allCases.sorted()
        let near = [steps.last { $0 < rule.priority }, steps.first { $0 > rule.priority }]
        let other = near.compactMap(\.self).map { other in
            mutant(
                .priority, "priority \(other.rawValue) instead of \(rule.priority.rawValue)"
            ) { $0.priority = other }
        }
        let raises = rule.raises.indices.compactMap { index -> Mutant? in
            let raise = rule.raises[index]
            // A raise to what the priority is anyway never acts.
            guard raise.priority > rule.priority else { return nil }
            return mutant(
                .priority, "not raised to \(raise.priority.rawValue) when \(raise.when.text)"
            ) { $0.raises.remove(at: index) }
        }
        return other + raises
    }
}
