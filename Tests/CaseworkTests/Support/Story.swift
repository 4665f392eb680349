// SPDX-License-Identifier: Apache-2.0

import Casework
import Notifications
import Register

/// One thing that happens in a story.
enum StoryInput: Sendable {
    case receive(Notification)
    case entry(RegisterEntry)
    case remove(String)
    /// An answer to the n-th obligation that is open then, if there are so many.
    case answer(Int, EventName, by: String, JSONValue)
}

/// A long story of three young people and two hospitals, the same for the same seed.
struct Story: Sendable {
    let steps: [(at: Instant, input: StoryInput)]

    private static let people = [YoungPerson.wren, .ife, .tam]
    private static let answerers = ["kw-1", "kwm-1", "com-1", "rc-1", "coc-1", "sen-1", "lhe-1"]
    private static let encounterEvents = [
        "started", "started", "started", "updated", "transferred", "ended", "ended",
        "start-cancelled", "end-cancelled", "transfer-cancelled", "leave-started", "leave-ended",
        "absent", "considered", "planned", "plan-cancelled", "emergency-attended",
        "emergency-left", "class-changed",
    ]
    private static let otherEvents = [
        "crisis.contact", "crisis.section-136", "social-care.missing", "social-care.found",
        "social-care.section-47-started", "school.permanently-excluded",
        "school.exclusion-withdrawn", "school.part-time-timetable", "school.ehc-plan-issued",
        "school.ehc-ceased",
    ]
    private static let answers = [
        "escalation.acknowledged", "escalation.accepted", "escalation.completed",
        "escalation.declined", "escalation.reassigned", "identity.decided", "keyworker.contact",
        "review.held", "emergency-protocol.called", "emergency-protocol.held",
        "emergency-protocol.outcome", "keyworker.accepted",
    ]

    /// A story of so many steps that begins on a Monday in February.
    init(seed: UInt64, steps count: Int) throws {
        var random = SeededGenerator(seed: seed)
        var at = instant("2026-02-02T07:00:00Z")
        var steps: [(Instant, StoryInput)] = []
        for number in 0..<count {
            let isLongPause = Int.random(in: 0..<12, using: &random) == 0
            let minutes = Int64.random(in: 1...(isLongPause ? 6000 : 400), using: &random)
            at = at.advanced(bySeconds: minutes * 60)
            steps.append((at, try Story.input(number, at, &random)))
        }
        self.steps = steps
    }

    private static func input(
        _ number: Int, _ at: Instant, _ random: inout SeededGenerator
    ) throws -> StoryInput {
        let person = people[Int.random(in: 0..<people.count, using: &random)]
        switch Int.random(in: 0..<20, using: &random) {
        case 0..<10:
            return .receive(try encounter(number, person, at, &random))
        case 10..<13:
            let event = otherEvents[Int.random(in: 0..<otherEvents.count, using: &random)]
            return .receive(
                try Hospital.north.message(event, person, at: at.formatted, id: "n\(number)"))
        case 13..<18:
            return answer(at, &random)
        case 18:
            let rating = RatingValue.allCases[Int.random(in: 0..<4, using: &random)]
            let keyworker = Bool.random(using: &random) ? "kw-1" : nil
            return .entry(person.entry(rating, ratedAt: at.formatted, keyworker: keyworker))
        default:
            return .remove(person.id)
        }
    }

    private static func encounter(
        _ number: Int, _ person: YoungPerson, _ at: Instant, _ random: inout SeededGenerator
    ) throws -> Notification {
        let event = encounterEvents[Int.random(in: 0..<encounterEvents.count, using: &random)]
        let hospital = Bool.random(using: &random) ? Hospital.north : .unit
        let visit = "\(person.id)-\(Int.random(in: 1...3, using: &random))"
        let happened = at.advanced(bySeconds: -60 * Int64.random(in: 0...3000, using: &random))
        var members: [String: String] = [:]
        let beds = ["mental-health", "mental-health", "general", "unknown", "learning-disability"]
        members["bedKind"] = beds[Int.random(in: 0..<beds.count, using: &random)]
        if event == "started" || event == "updated" {
            members["admittedAt"] = happened.formatted
            members["admissionMethod"] = Bool.random(using: &random) ? "21" : "11"
            members["class"] = "inpatient"
        }
        if event == "ended" {
            members["dischargedAt"] = happened.formatted
            members["dischargeDestination"] = Bool.random(using: &random) ? "19" : "87"
        }
        if event.hasPrefix("emergency") {
            members["class"] = "emergency"
            members["bedKind"] = "emergency"
        }
        if event == "leave-started" { members["leaveType"] = "01" }
        return try hospital.message(
            "admission.\(event)", person, visit: visit, members, at: happened.formatted,
            id: "n\(number)")
    }

    private static func answer(_ at: Instant, _ random: inout SeededGenerator) -> StoryInput {
        let event = answers[Int.random(in: 0..<answers.count, using: &random)]
        let person = answerers[Int.random(in: 0..<answerers.count, using: &random)]
        let detail: [JSONValue.Member] = [
            .init("reason", .string("a reason")), .init("personId", .string("kw-2")),
            .init("same", .string(Bool.random(using: &random) ? "yes" : "no")),
            .init("mode", .string("face-to-face")), .init("rootCause", .string("unknown")),
            .init("kind", .string("post-admission-cetr")),
            .init("heldOn", .string(String(at.formatted.prefix(10)))),
        ]
        guard let name = EventName(event) else { preconditionFailure(event) }
        return .answer(Int.random(in: 0..<12, using: &random), name, by: person, .object(detail))
    }
}

extension World {
    /// The world in which every story begins: Wren is red with a keyworker, Tam is amber without;
    /// Ife is on no register.
    static func atTheBeginning() throws -> World {
        var world = try World()
        try world.begin(YoungPerson.wren.entry(), at: "2026-02-01T12:00:00Z")
        try world.begin(
            YoungPerson.tam.entry(.amber, keyworker: nil), at: "2026-02-01T12:00:00Z")
        return world
    }

    /// Lets time pass up to a step, an input before a clock of the same instant, and takes it.
    /// Returns the obligation that the step answered.
    @discardableResult
    mutating func take(
        _ step: (at: Instant, input: StoryInput), number: Int, answering again: Obligation? = nil
    ) throws -> Obligation? {
        try pass(until: step.at.advanced(byMilliseconds: -1))
        switch step.input {
        case .receive(let notification): try receive(notification, at: step.at)
        case .entry(let entry): try register(entry, at: step.at)
        case .remove(let id): try remove(id, at: step.at)
        case .answer(let place, let event, let by, let detail):
            let open = open
            guard let asked = again ?? (place < open.count ? open[place] : nil) else { return nil }
            try respond(
                event, to: asked, by: by, detail: detail, id: "answer-\(number)", at: step.at)
            return asked
        }
        return nil
    }
}
