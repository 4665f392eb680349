// SPDX-License-Identifier: Apache-2.0

import Casework
import Notifications

/// The four answers that a person can give by command.
enum AnswerWord: String {
    case acknowledged
    case accepted
    case completed
    case declined
}

/// An answer as the CloudEvent that the daemon takes, by its socket or by topic alike.
struct AnswerEvent: Equatable {
    /// The CloudEvent's id: the same answer sent again changes nothing.
    var id: String
    /// What is answered.
    var word: AnswerWord
    /// The whole id of the obligation.
    var obligation: String
    /// Whether the id is an alert's or a task's.
    var group: ObligationGroup
    /// The area. The daemon publishes the answer under the area's source and the answer's own id:
    /// sent under the same source, what is read back from the topic is a repetition.
    var area: String
    /// The person of the directory who answers.
    var by: String
    /// When.
    var at: Instant
    /// Members of `detail`, in the order given.
    var detail: [JSONValue.Member]

    /// The structured CloudEvent.
    var json: JSONValue {
        .object([
            .init("specversion", .string("1.0")),
            .init("id", .string(id)),
            .init("source", .string("/keywatch/\(area)")),
            .init("type", .string("org.keywatch.escalation.\(word.rawValue).v1")),
            .init("time", .string(at.formatted)),
            .init("datacontenttype", .string("application/json")),
            .init(
                "data",
                .object([
                    .init(group.idMember, .string(obligation)),
                    .init("by", .string(by)),
                    .init("occurredAt", .string(at.formatted)),
                    .init("detail", .object(detail)),
                ])),
        ])
    }

    /// The members that `--detail name=value` says; a name given twice is refused.
    static func members(
        _ texts: [String], reason: String?
    ) throws(CommandFailure) -> [JSONValue.Member] {
        var members: [JSONValue.Member] = []
        if let reason { members.append(.init("reason", .string(reason))) }
        for text in texts {
            guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
                throw CommandFailure("--detail \(text): write it as name=value", .usage)
            }
            let name = String(text[..<equals])
            guard !members.contains(where: { $0.name == name }) else {
                throw CommandFailure("--detail \(name) stands twice", .usage)
            }
            members.append(.init(name, .string(String(text[text.index(after: equals)...]))))
        }
        return members
    }
}
