// SPDX-License-Identifier: Apache-2.0

import Casework
import Daemon
import Notifications

/// One beat of the story: what happens, when, and what is put on the wire.
struct DemoBeat {
    /// What a message is put on.
    enum Wire {
        /// A value on an input topic.
        case message(InputTopic, [UInt8], key: String?)
        /// An answer to the newest open obligation of a rule, by a person of the directory.
        case answer(rule: String, event: String, by: String, detail: [JSONValue.Member] = [])
        /// Nothing: time passes.
        case nothing
    }

    /// When.
    let at: Instant
    /// One word for the margin.
    let label: String
    /// What happens, in plain English.
    let text: String
    /// What is put on the wire.
    let wire: Wire
}

/// The story that `keywatch demo` tells: a school's warning, a night in crisis, an admission, and
/// the way home.
enum DemoStory {
    /// The lines of DUTIES.tsv that the story is about. The pack asks for much more, which is
    /// counted and not read out.
    static let lines: Set<String> = [
        "D-023", "D-024a", "D-047a", "D-051a", "D-077a", "D-080a", "D-144", "D-S85a",
    ]

    /// The instant at which the story begins.
    static let start = instant("2026-03-05T13:30:00Z")

    private static func instant(_ text: String) -> Instant {
        Instant(iso8601: text) ?? Instant(milliseconds: 0)
    }

    /// The beats, in order.
    static func beats(_ messages: DemoMessages) -> [DemoBeat] {
        before(messages) + night(messages) + after(messages)
    }

    private static func before(_ messages: DemoMessages) -> [DemoBeat] {
        let school = instant("2026-03-05T14:00:00Z")
        let council = instant("2026-03-06T16:00:00Z")
        return [
            DemoBeat(
                at: start, label: "Register",
                text: "Ali, 15, autistic, rated red, is on the area's dynamic support register. "
                    + "Robin is the keyworker.",
                wire: .message(
                    .register, messages.entry.utf8, key: DemoMessages.registerId)),
            DemoBeat(
                at: school, label: "School",
                text: "Ali's school reports a part-time timetable: two hours a day.",
                wire: .message(
                    .school,
                    messages.event(
                        "school.part-time-timetable", id: "demo-school-1", at: school,
                        data: [messages.person]
                    ).utf8, key: nil)),
            DemoBeat(
                at: instant("2026-03-06T10:00:00Z"), label: "Answer",
                text: "Kim, who keeps the register, takes it on.",
                wire: .answer(rule: "D-024a", event: "escalation.accepted", by: "rc-1")),
            DemoBeat(
                at: council, label: "Council",
                text: "The council reports that Ali's placement broke down, unplanned.",
                wire: .message(
                    .socialCare,
                    messages.event(
                        "social-care.placement-changed", id: "demo-care-1", at: council,
                        data: [
                            messages.person,
                            .init("detail", .object([.init("planned", .bool(false))])),
                        ]
                    ).utf8, key: nil)),
        ]
    }

    private static func night(_ messages: DemoMessages) -> [DemoBeat] {
        let crisis = instant("2026-03-07T21:30:00Z")
        let admitted = instant("2026-03-07T22:30:00Z")
        return [
            DemoBeat(
                at: crisis, label: "Crisis",
                text: "Saturday night. Ali is brought to the emergency department after "
                    + "self-harm.",
                wire: .message(
                    .admissions,
                    Array(
                        messages.hospital(
                            "A04", visit: "E7001", at: crisis, patientClass: "E",
                            specialty: "180", reason: "X84"
                        ).utf8), key: nil)),
            DemoBeat(
                at: instant("2026-03-07T21:50:00Z"), label: "Answer",
                text: "Robin has seen it and is on the phone to Ali's mother.",
                wire: .answer(rule: "D-023", event: "escalation.accepted", by: "kw-1")),
            DemoBeat(
                at: instant("2026-03-07T22:05:00Z"), label: "Meeting",
                text: "Pat, the commissioner on call, brings everybody together on the phone.",
                wire: .answer(
                    rule: "D-051a", event: "emergency-protocol.held", by: "coc-1",
                    detail: [.init("heldAt", .string("2026-03-07T22:05:00Z"))])),
            DemoBeat(
                at: admitted, label: "Admission",
                text: "The meeting finds no safe place for tonight. Ali is admitted to a "
                    + "child and adolescent mental health ward.",
                wire: .message(
                    .admissions,
                    Array(
                        messages.hospital(
                            "A01", visit: "V7002", at: admitted, patientClass: "I",
                            specialty: "711"
                        ).utf8), key: nil)),
            DemoBeat(
                at: instant("2026-03-07T22:50:00Z"), label: "Answer",
                text:
                    "Robin accepts the alert: the hour's clock stops before anybody else is woken.",
                wire: .answer(rule: "D-080a", event: "escalation.accepted", by: "kw-1")),
            DemoBeat(
                at: instant("2026-03-08T11:00:00Z"), label: "Answer",
                text: "Robin takes on the question whether the admission was needed.",
                wire: .answer(rule: "D-144", event: "escalation.accepted", by: "kw-1")),
        ]
    }

    private static func after(_ messages: DemoMessages) -> [DemoBeat] {
        let held = instant("2026-03-17T14:00:00Z")
        let home = instant("2026-03-20T11:00:00Z")
        let seen = instant("2026-03-21T10:00:00Z")
        return [
            DemoBeat(
                at: instant("2026-03-10T12:00:00Z"), label: "Answer",
                text: "Robin has the answer: with a place to stay, Ali could have been at home.",
                wire: .answer(rule: "D-144", event: "escalation.completed", by: "kw-1")),
            DemoBeat(
                at: instant("2026-03-12T12:00:00Z"), label: "Days pass",
                text: "Nobody has said that the review will be held. Its clock climbs.",
                wire: .nothing),
            DemoBeat(
                at: held, label: "Review",
                text: "The review after admission is held. Ali and family take part.",
                wire: .message(
                    .responses,
                    messages.event(
                        "review.held", id: "demo-review-1", at: held,
                        data: [
                            .init("registerId", .string(DemoMessages.registerId)),
                            .init("by", .string("com-1")),
                            .init(
                                "detail",
                                .object([
                                    .init("kind", .string("post-admission-cetr")),
                                    .init("heldOn", .string("2026-03-17")),
                                    .init("keyworking", .string("continue")),
                                ])),
                        ]
                    ).utf8, key: nil)),
            DemoBeat(
                at: home, label: "Home", text: "Ali goes home.",
                wire: .message(
                    .admissions,
                    Array(
                        messages.hospital(
                            "A03", visit: "V7002", at: home, patientClass: "I",
                            specialty: "711", discharged: true
                        ).utf8), key: nil)),
            DemoBeat(
                at: seen, label: "Home",
                text: "Robin visits Ali at home the next morning.",
                wire: .message(
                    .responses,
                    messages.event(
                        "keyworker.contact", id: "demo-contact-1", at: seen,
                        data: [
                            .init("registerId", .string(DemoMessages.registerId)),
                            .init("by", .string("kw-1")),
                            .init("detail", .object([.init("mode", .string("face-to-face"))])),
                        ]
                    ).utf8, key: nil)),
        ]
    }
}
