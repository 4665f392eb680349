// SPDX-License-Identifier: Apache-2.0

import Notifications

/// What a command and the daemon say to each other over the socket: one line of JSON each way.
/// The command's line is a CloudEvent, the same as on the responses topic.
package enum CommandForm {
    /// The daemon's answer.
    package struct Reply: Equatable, Sendable {
        /// `acted`, `duplicate`, `review` …; nil when it failed.
        package var outcome: String?
        /// Why, in a stable word.
        package var reason: String

        /// A reply.
        package init(outcome: String?, reason: String) {
            self.outcome = outcome
            self.reason = reason
        }

        /// The reply's line, without the line end.
        package var line: String {
            JSONValue.object([
                .init("outcome", outcome.map { .string($0) } ?? .null),
                .init("reason", .string(reason)),
            ]).text
        }

        /// The reply of a line, or nil when it is none.
        package init?(line: String) {
            guard let json = try? JSONValue(parsing: line), let reason = json["reason"]?.string
            else { return nil }
            self.init(outcome: json["outcome"]?.string, reason: reason)
        }
    }

    /// A line of more bytes than this is refused.
    package static let lineBytesMax = 1 << 20
}
