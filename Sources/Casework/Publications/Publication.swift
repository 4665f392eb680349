// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// An output topic; its raw value is the end of the default name (CONTRACT.md §3).
package enum OutputTopic: String, Hashable, Sendable, Codable, CaseIterable {
    /// Keyworker alerts.
    case keyworkerAlerts = "keyworker-alerts"
    /// Escalation tasks.
    case escalationTasks = "escalation-tasks"
    /// Emergency protocol.
    case emergencyProtocol = "emergency-protocol"
    /// Receipts, outcomes, notices.
    case notices
    /// Pseudonymous changes for area dashboards.
    case dashboard
    /// Possible matches that a person must decide.
    case identityReviews = "identity-reviews"
    /// Records that could not be read.
    case deadLetters = "dead-letters"
    /// The answers that came by command line or console, so that a restored ledger finds them.
    case responses
}

/// One event to be published: everything that its CloudEvent needs.
package struct Publication: Hashable, Sendable, Codable {
    /// The topic.
    package var topic: OutputTopic
    /// The CloudEvent's id: the same on every replay.
    package var id: String
    /// The CloudEvent's type.
    package var type: String
    /// The CloudEvent's subject and the Kafka key.
    package var subject: String
    /// `kwsequence`: from 1, without a gap per source, subject and topic.
    package var sequence: Int64
    /// When it happened.
    package var time: Instant
    /// The reference form (CONTRACT.md §3).
    package var data: JSONValue

    /// Under which the case counts its sequence.
    package var sequenceKey: String { Publication.sequenceKey(topic, subject) }

    /// Under which a case counts the sequence of a topic and subject.
    package static func sequenceKey(_ topic: OutputTopic, _ subject: String) -> String {
        "\(topic.rawValue)|\(subject)"
    }

    /// The structured CloudEvent, from `source` (`/keywatch/<area>`).
    package func cloudEvent(source: String) -> JSONValue {
        .object([
            .init("specversion", .string("1.0")),
            .init("id", .string(id)),
            .init("source", .string(source)),
            .init("type", .string(type)),
            .init("subject", .string(subject)),
            .init("time", .string(time.formatted)),
            .init("datacontenttype", .string("application/json")),
            .init("kwsequence", .number(String(sequence))),
            .init("data", data),
        ])
    }
}
