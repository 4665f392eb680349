// SPDX-License-Identifier: Apache-2.0

extension Rule {
    /// Whether the trigger's condition can come out unknown at all: some test of it asks for what
    /// is not always known. (A test may also be certain because of another one; that is not seen
    /// here.)
    package var canBeInDoubt: Bool {
        let knowledge = FactKnowledge(self)
        return condition.parts.contains { part in
            switch part {
            case .test(let fact, .among(let values)):
                !values.contains(.unknown) && !knowledge.isAlwaysKnown(fact)
            case .test(let fact, _): !knowledge.isAlwaysKnown(fact)
            case .time(let test): !test.clock.anchors.contains(where: knowledge.isAlwaysKnown)
            case .obligation, .always, .all, .any, .not: false
            }
        }
    }
}
