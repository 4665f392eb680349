// SPDX-License-Identifier: Apache-2.0

import Policy

extension Mutants {
    /// Mutants of whom the rule counts; how many it takes is changed with the trigger.
    var counts: [Mutant] {
        guard let count = rule.count else { return [] }
        return having(count) + standing(count) + window(count) + alike(count)
    }

    private func counting(
        _ kind: Mutant.Kind, _ change: String, _ edit: (inout PeopleCount) -> Void
    ) -> Mutant {
        mutant(kind, change) { changed in
            guard var count = changed.count else { return }
            edit(&count)
            changed.count = count
        }
    }

    private func having(_ count: PeopleCount) -> [Mutant] {
        count.having.variations.flatMap { variation in
            let test = variation.test
            return [
                counting(.test, "counts people without '\(test.text)'") {
                    $0.having = variation.without ?? .always
                },
                counting(.test, "counts people with the opposite of '\(test.text)'") {
                    $0.having = variation.replaced(.not(test))
                },
            ]
        }
    }

    private func standing(_ count: PeopleCount) -> [Mutant] {
        guard let standing = count.standing else { return [] }
        let whole = counting(.test, "does not count people while '\(standing.text)'") {
            $0.standing = nil
        }
        let turned = standing.variations.map { variation in
            counting(.test, "counts people while the opposite of '\(variation.test.text)'") {
                $0.standing = variation.replaced(.not(variation.test))
            }
        }
        return [whole] + turned
    }

    private func window(_ count: PeopleCount) -> [Mutant] {
        guard let within = count.within else { return [] }
        let whole = counting(.test, "does not count people for \(within.text)") { $0.within = nil }
        let near = Mutants.near(within.amount).map { amount in
            var other = within
            other.amount = amount
            return counting(.threshold, "counts people for \(other.text), not \(within.text)") {
                $0.within = other
            }
        }
        return [whole] + near
    }

    private func alike(_ count: PeopleCount) -> [Mutant] {
        guard let fact = count.alikeIn else { return [] }
        return [
            counting(.occasion, "counts people together who differ in \(fact.rawValue)") {
                $0.alikeIn = nil
            }
        ]
    }
}
