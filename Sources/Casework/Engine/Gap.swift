// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy

/// A post that an obligation needed and nobody fills (DUTIES.tsv X-05).
struct Gap: Hashable {
    /// The role that nobody holds.
    let role: Role
    /// The n-th time that it was found vacant, from 1.
    let number: Int

    /// What tells this vacancy from every other.
    var occasion: String { number == 1 ? role.rawValue : "\(role.rawValue)/\(number)" }

    /// The word under which a decision notes it.
    static let reason = "nobody-holds-role"

    private static let filled = "filled"

    /// The event that tells the area's case that a role was found vacant, or is filled again.
    static func event(_ role: Role, isFilled: Bool = false, at now: Instant) -> CaseEvent {
        let word = isFilled ? Gap.filled : "vacant"
        return CaseEvent(
            EventContent(
                key: "gap|\(role.rawValue)|\(word)|\(now.milliseconds)", contentHash: "",
                position: nil, event: .gapReported, occurredAt: now, recordedAt: now, sentAt: now,
                receivedAt: now, sender: Sender(application: "keywatch"), encounter: nil,
                marker: false, mentalHealthReason: nil,
                detail: .object([
                    .init("role", .string(role.rawValue)), .init("state", .string(word)),
                ]), by: nil))
    }

    /// The posts that were found vacant and not filled since, in the order in which they were
    /// found.
    static func noted(in state: Case) -> [Gap] {
        var gaps: [Gap] = []
        var counts: [Role: Int] = [:]
        for event in state.events where event.event == .gapReported {
            guard let role = event.detail["role"]?.string.flatMap(Role.init(rawValue:)) else {
                continue
            }
            gaps.removeAll { $0.role == role }
            if event.detail["state"]?.string == Gap.filled { continue }
            counts[role, default: 0] += 1
            gaps.append(Gap(role: role, number: counts[role, default: 1]))
        }
        return gaps
    }

    /// Of those, the posts that the directory still shows vacant.
    static func standing(in state: Case, _ context: DecisionContext, _ now: Instant) -> [Gap] {
        noted(in: state).filter { isVacant($0.role, context, now) }
    }

    /// Whether nobody holds a role.
    static func isVacant(_ role: Role, _ context: DecisionContext, _ now: Instant) -> Bool {
        context.directory.resolve(
            role, for: NamedPeople(), at: now, priority: .routine, calendar: context.calendar
        ).gaps.contains(role)
    }
}
