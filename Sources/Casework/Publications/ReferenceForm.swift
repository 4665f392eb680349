// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy

/// The reference form: all that a shared topic carries of an obligation (CONTRACT.md §3). It names
/// nobody whom it is about but by register or candidate id.
enum ReferenceForm {
    /// The members in CONTRACT.md's order; what does not apply is left out.
    static func data(
        of obligation: Obligation, _ change: ObligationChange, area: String
    ) -> JSONValue {
        var members: [JSONValue.Member] = []
        func add(_ name: String, _ text: String?) {
            if let text { members.append(.init(name, .string(text))) }
        }
        let isAlert = obligation.kind == .alert || obligation.kind == .emergency
        add(isAlert ? "alertId" : "taskId", obligation.id)
        members.append(
            .init(
                "about",
                .object([
                    .init("kind", .string(obligation.about.kind)),
                    .init("id", .string(obligation.about.id)),
                ])))
        add("area", area)
        add("rule", obligation.rule.line)
        members.append(.init("covers", .array(obligation.covers.map { .string($0) })))
        add("policyVersion", obligation.policyVersion)
        add("kind", obligation.kind.rawValue)
        add("episode", obligation.occasion)
        add("bundle", obligation.bundle)
        add("priority", obligation.priority.rawValue)
        members.append(.init("to", .array(change.told(obligation).map(person))))
        if !obligation.isAnswered { add("acknowledgeBy", obligation.answer?.next?.formatted) }
        if obligation.kind == .emergency {
            add("conveneBy", obligation.due?.formatted)
        } else {
            add("dueAt", obligation.due?.formatted)
        }
        add("owner", obligation.owner.rawValue)
        add("ladder", obligation.ladder.rawValue)
        members.append(.init("rung", .number(String(change.rung ?? obligation.rung))))
        add("state", obligation.stateWord)
        if case .acknowledged = change { add("answer", obligation.answer?.answered?.kind) }
        if case .declined = change { add("answer", "declined") }
        if change.isLate || obligation.breachedOnReceipt {
            members.append(.init("late", .bool(true)))
        }
        if obligation.restored { members.append(.init("restored", .bool(true))) }
        add("supersedes", obligation.supersedes)
        return .object(members)
    }

    private static func person(_ addressee: Addressee) -> JSONValue {
        .object([
            .init("role", .string(addressee.role.rawValue)),
            .init("personId", .string(addressee.personId)),
        ])
    }
}

extension ObligationChange {
    /// Whether a clock fired late.
    package var isLate: Bool {
        switch self {
        case .reminded(_, let late), .escalated(_, _, _, let late): late
        default: false
        }
    }

    /// The rung that the change tells; nil for one that tells none.
    package var rung: Int? {
        switch self {
        case .escalated(let rung, _, _, _), .declined(_, _, let rung, _): rung
        default: nil
        }
    }

    /// Whom the change is told: those of the rung when it climbs, else everybody of the opening;
    /// a withdrawal and an ending go to everybody who was told.
    package func told(_ obligation: Obligation) -> [Addressee] {
        switch self {
        case .escalated(_, _, let to, _), .declined(_, _, _, let to): return to
        case .withdrawn, .closed, .acknowledged:
            let others = (obligation.answer?.told ?? []).filter { !obligation.to.contains($0) }
            return obligation.to + others
        default: return obligation.to
        }
    }
}
