// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy

/// A post that an obligation needed and nobody fills (DUTIES.tsv X-05).
enum Gap {
    /// The word under which a decision notes it.
    static let reason = "nobody-holds-role"

    /// The event that tells the area's case of it; the same vacancy is one event until it is
    /// filled.
    static func event(_ role: Role, at now: Instant) -> CaseEvent {
        CaseEvent(
            key: "gap|\(role.rawValue)|\(now.milliseconds)", contentHash: "", position: nil,
            event: .gapReported, occurredAt: now, recordedAt: now, sentAt: now, receivedAt: now,
            sender: Sender(application: "keywatch"), encounter: nil, marker: false,
            mentalHealthReason: nil,
            detail: .object([.init("role", .string(role.rawValue))]), by: nil)
    }

    /// Whether any post that was found vacant still is.
    static func stands(
        in state: Case, _ context: DecisionContext, _ now: Instant
    ) -> Bool {
        let roles = state.events.filter { $0.event == .gapReported }
            .compactMap { $0.detail["role"]?.string.flatMap(Role.init(rawValue:)) }
        return roles.contains { role in
            !context.directory.resolve(
                role, for: NamedPeople(), at: now, priority: .routine,
                calendar: context.calendar
            ).gaps.isEmpty
        }
    }
}
