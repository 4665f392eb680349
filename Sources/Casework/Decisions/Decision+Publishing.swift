// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

extension Decision {
    /// Publishes a change of an obligation on its topic, and pseudonymously on the dashboard's.
    mutating func publish(_ change: ObligationChange, _ obligation: Obligation) {
        guard let word = change.word(for: obligation.kind) else { return }
        publish(
            on: obligation.topic, type: "org.keywatch.\(obligation.noun).\(word).v1",
            subject: obligation.about.text, tag: obligation.id,
            data: ReferenceForm.data(of: obligation, change, area: context.area))
        publishDashboard(change: "\(obligation.kind.rawValue).\(word)", obligation)
    }

    /// Tells the owner that somebody who may not answer tried to (CONTRACT.md §3).
    mutating func tellAttempt(on obligation: Obligation) {
        publish(
            on: .notices, type: "org.keywatch.notice.sent.v1", subject: obligation.about.text,
            tag: obligation.id,
            data: ReferenceForm.data(of: obligation, .added, area: context.area))
    }

    /// A change that an area board needs, without anything that tells whom it is about: the
    /// subject is a keyed hash, rotated yearly (CONTRACT.md §3).
    private mutating func publishDashboard(change: String, _ obligation: Obligation) {
        let year = context.calendar.localDate(of: now).year
        let pseudonym = context.hashes.keyedID(
            "dashboard-\(year)", caseState.subject.text)
        var members: [JSONValue.Member] = [
            .init("area", .string(context.area)),
            .init("change", .string(change)),
            .init("rule", .string(obligation.rule.line)),
            .init("covers", .array(obligation.covers.map { .string($0) })),
            .init("kind", .string(obligation.kind.rawValue)),
            .init("about", .string(caseState.subject.kind)),
            .init("priority", .string(obligation.priority.rawValue)),
            .init("state", .string(obligation.stateWord)),
            .init("rung", .number(String(obligation.rung))),
        ]
        if let due = obligation.due { members.append(.init("dueAt", .string(due.formatted))) }
        if let rating = caseState.entry?.rating?.value {
            members.append(.init("rating", .string(rating.rawValue)))
        }
        members.append(.init("inpatient", .bool(stays.contains { $0.isInScope })))
        publish(
            on: .dashboard, type: "org.keywatch.dashboard.changed.v1",
            subject: "pseudonym:\(pseudonym)", tag: obligation.id, data: .object(members))
    }

    /// Publishes an answer that came by command, so that a restored ledger finds it again. Its id
    /// is the answer's own: read back, it is a repetition.
    mutating func publishResponse(_ notification: Notification, by person: String) {
        var members: [JSONValue.Member] = [.init("by", .string(person))]
        let reference = notification.response
        for (name, id) in [
            ("alertId", reference?.alertId), ("taskId", reference?.taskId),
            ("registerId", reference?.registerId),
        ] {
            if let id { members.append(.init(name, .string(id))) }
        }
        members.append(.init("occurredAt", .string(notification.occurredAt.formatted)))
        members.append(.init("detail", notification.detail))
        let subject = caseState.subject.text
        let key = Publication.sequenceKey(.responses, subject)
        record(
            .published(
                Publication(
                    topic: .responses, id: notification.id,
                    type: "org.keywatch.\(notification.event.text).v1", subject: subject,
                    sequence: (caseState.sequences[key] ?? 0) + 1, time: notification.sentAt,
                    data: .object(members))))
    }

    /// Publishes that a record could not be read: where it stands, never what it holds.
    mutating func publishDeadLetter(
        _ position: InputPosition, size: Int, digest: String, code: String, bytePosition: Int
    ) {
        publish(
            on: .deadLetters, type: "org.keywatch.dead-letter.recorded.v1",
            subject: caseState.subject.text, tag: position.text,
            data: .object([
                .init("topic", .string(position.topic)),
                .init("partition", .number(String(position.partition))),
                .init("offset", .number(String(position.offset))),
                .init("index", .number(String(position.index))),
                .init("size", .number(String(size))),
                .init("sha256", .string(digest)),
                .init("code", .string(code)),
                .init("position", .number(String(bytePosition))),
                .init("sender", .string(caseState.subject.id)),
            ]))
    }

    private mutating func publish(
        on topic: OutputTopic, type: String, subject: String, tag: String, data: JSONValue
    ) {
        let key = Publication.sequenceKey(topic, subject)
        let sequence = (caseState.sequences[key] ?? 0) + 1
        let id = context.hashes.id([
            "event", context.area, topic.rawValue, subject, String(sequence), type, tag,
        ])
        record(
            .published(
                Publication(
                    topic: topic, id: id, type: type, subject: subject, sequence: sequence,
                    time: now, data: data)))
    }
}

extension ObligationChange {
    /// The word of the event type; nil for a change that is not published (CONTRACT.md §3).
    func word(for kind: ObligationKind) -> String? {
        if kind == .notice { return self == .opened ? "sent" : nil }
        return switch self {
        case .opened: "opened"
        case .added: nil
        case .reminded: "reminded"
        case .escalated, .declined: "escalated"
        case .acknowledged: "acknowledged"
        case .closed: "closed"
        case .withdrawn: "withdrawn"
        }
    }
}

extension ObligationContent {
    /// The topic that its events go to.
    package var topic: OutputTopic {
        switch kind {
        case .alert: .keyworkerAlerts
        case .task: .escalationTasks
        case .emergency: .emergencyProtocol
        case .review: .identityReviews
        case .notice: .notices
        }
    }

    /// Its noun in event types.
    var noun: String { kind == .review ? "identity-review" : kind.rawValue }

    /// Its state in one word.
    package var stateWord: String {
        switch state {
        case .open: isAnswered ? "acknowledged" : "open"
        case .closed: "closed"
        case .withdrawn: "withdrawn"
        }
    }

    /// The higher of the rungs that its clocks have reached.
    package var rung: Int { Swift.max(answer?.rung ?? 1, completion?.rung ?? 1) }
}
