// SPDX-License-Identifier: Apache-2.0

import Casework
import Notifications
import Policy
import Register
import Rehearsal

/// The real engine over a store in memory, with every frame kept: what tests drive by hand.
struct World {
    private(set) var engine: Engine
    private(set) var store: MemoryCaseStore
    private(set) var frames: [EngineFrame] = []
    private var count = 0
    private var messages: [(tokens: [[UInt8]], position: InputPosition, message: Notification)] = []

    init(directory edits: [DirectoryEdit] = [], rules: [RuleID] = []) throws {
        store = MemoryCaseStore()
        engine = try Engine(
            context: stage.context(policy: "policy-2023", rules: rules, edits: edits),
            store: store)
    }

    var now: Instant { engine.now }
    var obligations: [Obligation] { store.all.flatMap(\.obligations) }
    var open: [Obligation] { obligations.filter(\.isOpen) }
    var publications: [Publication] { frames.flatMap(\.publications) }

    @discardableResult
    private mutating func keep(_ frame: EngineFrame) -> EngineFrame {
        frames.append(frame)
        store.keep(engine.takeChangedCases())
        return frame
    }

    /// Puts an entry in place before the first input.
    @discardableResult
    mutating func begin(_ entry: RegisterEntry, at time: String) throws -> EngineFrame {
        try keep(engine.begin(with: entry.withScenarioDefaults(), now: instant(time)))
    }

    @discardableResult
    mutating func register(_ entry: RegisterEntry, at time: Instant) throws -> EngineFrame {
        count += 1
        let position = InputPosition(topic: "register", partition: 0, offset: Int64(count))
        let frame = try keep(
            engine.receive(
                .upsert(entry.withScenarioDefaults(), warnings: []), at: position, now: time))
        try revisit(frame)
        return frame
    }

    @discardableResult
    mutating func remove(_ id: String, at time: Instant) throws -> EngineFrame {
        try keep(engine.receive(.removal(id), at: nil, now: time))
    }

    @discardableResult
    mutating func receive(_ notification: Notification, at time: Instant) throws -> EngineFrame {
        count += 1
        let position = InputPosition(topic: "admissions", partition: 0, offset: Int64(count))
        let frame = try keep(engine.receive(notification, at: position, now: time))
        if !frame.stubTokens.isEmpty {
            messages.append((frame.stubTokens, position, notification))
        }
        try revisit(frame)
        return frame
    }

    /// Looks again at what nobody matched when it came, as a daemon does.
    private mutating func revisit(_ frame: EngineFrame) throws {
        let earlier = messages.filter {
            $0.position != frame.position && $0.tokens.contains(where: frame.revisitTokens.contains)
        }
        guard !earlier.isEmpty else { return }
        let frames = try engine.revisit(
            earlier.map { ($0.message, $0.position) }, now: frame.at)
        for frame in frames { keep(frame) }
    }

    @discardableResult
    mutating func receive(_ notification: Notification, at time: String) throws -> EngineFrame {
        try receive(notification, at: instant(time))
    }

    /// An answer to an obligation.
    @discardableResult
    mutating func respond(
        _ event: EventName, to obligation: Obligation, by person: String,
        detail: JSONValue = .object([]), id: String? = nil, at time: Instant
    ) throws -> EngineFrame {
        count += 1
        var notification = Notification(
            kind: .response, event: event, id: id ?? "answer-\(count)", occurredAt: time,
            recordedAt: time, sentAt: time, sender: Sender(application: person),
            person: Person(), format: .cloudevents)
        notification.detail = detail
        var reference = ResponseReference()
        reference.taskId = obligation.id
        reference.by = person
        notification.response = reference
        let position = InputPosition(topic: "responses", partition: 0, offset: Int64(count))
        return try keep(engine.respond(notification, at: position, now: time))
    }

    /// What a person or a system records about somebody of the register, of now or of earlier.
    @discardableResult
    mutating func record(
        _ event: EventName, about id: String, _ detail: JSONValue = .object([]),
        of occurredAt: Instant? = nil, by person: String = "rc-1", at time: Instant
    ) throws -> EngineFrame {
        count += 1
        var notification = Notification(
            kind: .response, event: event, id: "record-\(count)", occurredAt: occurredAt ?? time,
            recordedAt: time, sentAt: time, sender: Sender(application: person),
            person: Person(), format: .cloudevents)
        notification.detail = detail
        var reference = ResponseReference()
        reference.registerId = id
        reference.by = person
        notification.response = reference
        let position = InputPosition(topic: "responses", partition: 0, offset: Int64(count))
        return try keep(engine.respond(notification, at: position, now: time))
    }

    /// Fires every clock up to an instant, each at its own time.
    mutating func pass(until end: Instant) throws {
        while let due = engine.nextDue, due <= end {
            if let frame = try engine.fireNextClock(upTo: due) { keep(frame) }
        }
    }

    mutating func pass(until end: String) throws { try pass(until: instant(end)) }

    /// Fires what is due as a daemon does that has been down until this instant.
    @discardableResult
    mutating func recover(at time: Instant) throws -> [EngineFrame] {
        var fired: [EngineFrame] = []
        while let frame = try engine.fireNextClock(upTo: time) { fired.append(keep(frame)) }
        return fired
    }

    @discardableResult
    mutating func confirm(_ obligation: Obligation, at time: Instant) throws -> EngineFrame? {
        try engine.delivered(obligation.id, now: time).map { keep($0) }
    }

    @discardableResult
    mutating func reload(_ context: DecisionContext, at time: Instant) throws -> [EngineFrame] {
        try engine.reload(context, now: time).map { keep($0) }
    }

    /// Stops and starts: all that survives is what the cases say as JSON. Rules, calendar and
    /// people may be others than before.
    mutating func restart(under context: DecisionContext? = nil) throws {
        store = try store.writtenAndReadAgain()
        engine = try Engine(context: context ?? engine.context, store: store)
    }

    /// Counts the dues again, as a daemon does once it has started.
    @discardableResult
    mutating func recomputeDues(at time: Instant) throws -> [EngineFrame] {
        try engine.recomputeDues(now: time).map { keep($0) }
    }

    /// Stops, and starts with another pack.
    mutating func restart(under context: DecisionContext) throws {
        store = try store.writtenAndReadAgain()
        engine = try Engine(context: context, store: store)
    }

    mutating func takeUpPolicy(at time: Instant) throws {
        for frame in try engine.takeUpPolicy(now: time) { keep(frame) }
    }

    mutating func heldDuties() throws -> [HeldDuty] { try engine.heldDuties() }

    @discardableResult
    mutating func adopt(by person: String, at time: Instant) throws -> [EngineFrame] {
        try engine.adopt(by: person, reason: "a test", now: time).map { keep($0) }
    }

    func opened(_ row: String) -> Obligation? {
        obligations.last { $0.covers.contains(row) }
    }
}

extension EngineFrame {
    /// The changes of obligations in the frame.
    var changes: [(change: ObligationChange, obligation: Obligation)] {
        parts.flatMap(\.facts).compactMap {
            if case .obligation(let change, let obligation) = $0 {
                (change, obligation)
            } else {
                nil
            }
        }
    }

    /// Whether a rung of any obligation was told.
    var rungs: [(obligation: Obligation, rung: Int, isLate: Bool)] {
        changes.compactMap { change, obligation in
            if case .escalated(let rung, _, _, let late) = change {
                (obligation, rung, late)
            } else {
                nil
            }
        }
    }
}

/// The instant of an ISO 8601 text.
func instant(_ text: String) -> Instant {
    guard let instant = Instant(iso8601: text) else { preconditionFailure(text) }
    return instant
}
