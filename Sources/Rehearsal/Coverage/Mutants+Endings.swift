// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy

extension Mutants {
    /// Mutants of the events that end the rule.
    var endings: [Mutant] {
        endings("done", \.doneBy) + endings("closed", \.closedBy)
            + endings("withdrawn", \.withdrawnBy)
    }

    /// Answers that every obligation takes, whether its rule names them or not: they stop the
    /// answer clock, or decide who a person is.
    private static let takenAnyway: Set<String> = [
        "escalation.acknowledged", "escalation.accepted", "identity.decided",
    ]

    private func endings(
        _ word: String, _ key: WritableKeyPath<Rule, [EventPattern]>
    ) -> [Mutant] {
        let patterns = rule[keyPath: key]
        return patterns.indices.flatMap { index -> [Mutant] in
            let pattern = patterns[index]
            guard !Mutants.takenAnyway.contains(pattern.event.text) else { return [] }
            let dropped = mutant(.event, "not \(word) by \(pattern.text)") {
                $0[keyPath: key].remove(at: index)
            }
            let eased = pattern.eased.map { words, other in
                mutant(.requirement, "\(word) by \(pattern.event.text) also where \(words)") {
                    $0[keyPath: key][index] = other
                }
            }
            return [dropped] + eased
        }
    }
}

extension EventPattern {
    /// The pattern without one of the things that it asks for, each with words for what it then
    /// lets pass.
    var eased: [(words: String, pattern: EventPattern)] {
        var made: [(String, EventPattern)] = []
        func add(_ words: String, _ edit: (inout EventCondition) -> Void) {
            var pattern = self
            edit(&pattern.when)
            made.append((words, pattern))
        }
        for index in when.tests.indices {
            add("not '\(when.tests[index].text)'") { $0.tests.remove(at: index) }
        }
        for index in when.states.indices {
            add("it does not state '\(when.states[index])'") { $0.states.remove(at: index) }
        }
        for index in when.lacks.indices {
            let change =
                when.lacks.count == 1
                ? "nothing is lacking" : "'\(when.lacks[index])' is not looked for"
            add(change) { $0.lacks.remove(at: index) }
        }
        for index in when.repeats.indices {
            add("'\(when.repeats[index])' is another") { $0.repeats.remove(at: index) }
        }
        if when.sameVisit { add("it is of another visit") { $0.sameVisit = false } }
        if when.onlyIfAnswered { add("nobody has answered") { $0.onlyIfAnswered = false } }
        if when.onlyIfUnanswered {
            add("somebody has answered") { $0.onlyIfUnanswered = false }
        }
        for variation in when.facts?.variations ?? [] {
            add("not '\(variation.test.text)'") { $0.facts = variation.without }
        }
        return made
    }

    /// The event, with what it must be like where another of its name may stand beside it.
    fileprivate var text: String {
        guard !when.tests.isEmpty else { return event.text }
        return "\(event.text) (" + when.tests.map(\.text).joined(separator: ", ") + ")"
    }
}

extension DetailTest {
    /// `kind: [post-admission-cetr, post-admission-ctr]`, `heldOn: >= stay.inScopeSince`.
    fileprivate var text: String {
        switch demand {
        case .among(let texts) where texts.count == 1: "\(member): \(texts[0])"
        case .among(let texts): "\(member): [" + texts.joined(separator: ", ") + "]"
        case .noneOf(let texts): "\(member): not [" + texts.joined(separator: ", ") + "]"
        case .onOrAfter(let fact): "\(member): >= \(fact.rawValue)"
        case .after(let fact): "\(member): > \(fact.rawValue)"
        }
    }
}
