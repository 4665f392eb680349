// SPDX-License-Identifier: Apache-2.0

package import Notifications
package import Policy

extension Engine {
    /// Takes up the policy of the context, and its weights and costs of matching, where they are
    /// not those under which the cases were decided last, as at a start with files that were
    /// edited meanwhile.
    ///
    /// - Parameter instant: when something was decided last, so that what time has changed since
    ///   is not laid to the policy.
    /// - Throws: `CaseworkError` for a policy that lacks rules under which something is owed.
    package mutating func takeUpPolicy(now instant: Instant) throws -> [EngineFrame] {
        let isPolicyNew = try isPolicyNew()
        if isPolicyNew { try refuseVanished(from: context.pack) }
        let area = try currentCase(.area(context.area))
        var frames: [EngineFrame] = []
        if area.matchingVersion != context.matchingVersion {
            frames.append(try noteMatching(now: instant))
        }
        guard isPolicyNew else { return frames }
        _ = advance(to: instant)
        return try frames + changePolicy(after: nil)
    }

    /// Journals by which weights and costs people are matched from now on. What was decided by
    /// others stays: a message that was matched is not matched again, and what waits for a person
    /// waits.
    mutating func noteMatching(now instant: Instant) throws -> EngineFrame {
        _ = advance(to: instant)
        let version = context.matchingVersion
        let part = try decide(.area(context.area), inputID: "matching|\(version)") {
            $0.record(.matching(version))
        }
        return try finish(.surroundings, nil, nil, "matching-in-force", [part])
    }

    /// Whether the policy of the context is another than the one under which the cases were decided
    /// last.
    package mutating func isPolicyNew() throws -> Bool {
        try currentCase(.area(context.area)).policyVersion != context.rulesVersion
    }

    /// Refuses a policy that lacks rules under which something is owed.
    ///
    /// - Throws: `CaseworkError` with every such rule.
    package func refuseVanished(from pack: PolicyPack) throws {
        let vanished = try VanishedRule.missing(from: pack, forEachCase)
        guard vanished.isEmpty else { throw CaseworkError.vanishedRules(vanished) }
    }

    /// Brings every case in line with the policy now in force: also of those of whom nothing was
    /// asked under the one before.
    ///
    /// - Complexity: O(number of cases); every case is read and decided once.
    mutating func changePolicy(after former: DecisionContext?) throws -> [EngineFrame] {
        let version = context.rulesVersion
        let part = try decide(.area(context.area), inputID: "policy|\(version)") {
            $0.record(.policy(version))
        }
        var frames = [try finish(.surroundings, nil, nil, "policy-in-force", [part])]
        // A case of which nothing changes is not written again.
        let inputID = "policy|\(version)"
        let affected = try subjects { state in
            var trial = Decision(on: state, context: context, now: now, inputID: inputID)
            trial.takeUp(after: former)
            return !trial.facts.isEmpty
        }
        for subject in affected {
            let part = try decide(subject, inputID: inputID) { $0.takeUp(after: former) }
            frames.append(try finish(.surroundings, nil, nil, "policy-changed", [part]))
        }
        return frames
    }

    /// What waits for a named person to adopt the policy in force, case by case in a fixed order.
    package mutating func heldDuties() throws -> [HeldDuty] {
        var held: [HeldDuty] = []
        for subject in try subjectsWithHeldDuties() {
            held += Decision(
                on: try currentCase(subject), context: context, now: now, inputID: ""
            ).held()
        }
        return held
    }

    /// Puts off and withdraws what waited for a named person to adopt the policy in force.
    package mutating func adopt(
        by person: String, reason: String, now instant: Instant
    ) throws -> [EngineFrame] {
        _ = advance(to: instant)
        let inputID = "adopt|\(context.pack.version)|\(now.milliseconds)"
        var frames: [EngineFrame] = []
        for subject in try subjectsWithHeldDuties() {
            let part = try decide(subject, inputID: inputID) { $0.adoptPolicy(by: person) }
            frames.append(
                try finish(
                    .act, nil, nil,
                    "policy \(context.pack.version) adopted by \(person): \(reason)", [part]))
        }
        return frames
    }

    private func subjectsWithHeldDuties() throws -> [CaseSubject] {
        let pack = context.pack
        var kept: Set<String> = []
        try forEachCase { kept.formUnion(($0.kept ?? []).map(\.obligation)) }
        return try subjects { state in
            state.obligations.contains {
                $0.isOpen && (kept.contains($0.id) || pack.rule($0.rule) == nil)
            }
        }
    }
}
