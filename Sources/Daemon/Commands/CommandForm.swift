// SPDX-License-Identifier: Apache-2.0

package import Casework
package import Notifications
import Policy

/// What a command and the daemon say to each other over the socket: one line of JSON each way.
/// The command's line is a CloudEvent, the same as on the responses topic.
package enum CommandForm {
    /// The daemon's answer.
    package struct Reply: Equatable, Sendable {
        /// `acted`, `duplicate`, `review` …; nil when it failed.
        package var outcome: String?
        /// Why, in a stable word.
        package var reason: String
        /// What waited for a named person, where that was asked.
        package var held: [HeldDuty]

        /// A reply.
        package init(outcome: String?, reason: String, held: [HeldDuty] = []) {
            self.outcome = outcome
            self.reason = reason
            self.held = held
        }

        /// The reply's line, without the line end.
        package var line: String {
            var members: [JSONValue.Member] = [
                .init("outcome", outcome.map { .string($0) } ?? .null),
                .init("reason", .string(reason)),
            ]
            if !held.isEmpty { members.append(.init("held", .array(held.map(\.json)))) }
            return JSONValue.object(members).text
        }

        /// The reply of a line, or nil when it is none.
        package init?(line: String) {
            guard let json = try? JSONValue(parsing: line), let reason = json["reason"]?.string
            else { return nil }
            self.init(
                outcome: json["outcome"]?.string, reason: reason,
                held: (json["held"]?.elements ?? []).compactMap(HeldDuty.init(json:)))
        }
    }

    /// A line of more bytes than this is refused.
    package static let lineBytesMax = 1 << 20
}

extension HeldDuty {
    /// The duty as commands and the daemon tell each other, and as `--json` prints it.
    package var json: JSONValue {
        var members: [JSONValue.Member] = [
            .init("obligation", .string(obligation)), .init("rule", .string(rule.text)),
            .init("due", due.map { .string($0.formatted) } ?? .null),
        ]
        switch change {
        case .later(let due):
            members += [
                .init("change", .string("later")), .init("newDue", .string(due.formatted)),
            ]
        case .withdrawn: members.append(.init("change", .string("withdrawn")))
        case .retired: members.append(.init("change", .string("retired")))
        }
        return .object(members)
    }

    /// The duty that was told so; nil for anything else.
    init?(json: JSONValue) {
        guard let obligation = json["obligation"]?.string, let rule = json["rule"]?.string else {
            return nil
        }
        let change: Change
        switch (json["change"]?.string, json["newDue"]?.string.flatMap(Instant.init(iso8601:))) {
        case ("later", let due?): change = .later(due)
        case ("withdrawn", _): change = .withdrawn
        case ("retired", _): change = .retired
        default: return nil
        }
        self.init(
            obligation: obligation, rule: RuleID(rule),
            due: json["due"]?.string.flatMap(Instant.init(iso8601:)), change: change)
    }
}
