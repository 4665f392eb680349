// SPDX-License-Identifier: Apache-2.0

import Bus
import Casework
import Ledger
import Notifications
import Policy
import Register

/// Performs operators' acts: the same for the running daemon and for a command that holds the
/// ledger's lock.
struct OperatorDesk {
    let decoder: NotificationDecoder
    let entryDecoder: EntryDecoder
    let topics: TopicNames
    let hashes: IdentityHashes

    /// What an act came to.
    struct Result {
        /// What the caller says to whoever acted.
        var reply: CommandForm.Reply
        /// What was decided, for the caller to keep, each with the byte at which reading failed.
        var decided: [(frame: EngineFrame, failedAt: Int?)] = []
        /// The record that was decided again.
        var record: Record?
    }

    /// Performs an act and journals it.
    func perform(
        _ act: OperatorAct, _ engine: inout Engine, _ journal: Journal,
        _ clock: inout TrustedClock
    ) throws -> Result {
        switch act.deed {
        case .acceptClock:
            clock.accept()
            try journal.addAct(act.told("clock accepted"), at: clock.now())
            return Result(reply: CommandForm.Reply(outcome: "acted", reason: "clock-accepted"))
        case .discardDeadLetter(let position):
            guard let letter = try letter(position, journal) else { return Self.noLetter }
            try journal.addAct(act.told("discarded"), on: letter.input, at: clock.now())
            journal.forget(letter.input)
            return Result(reply: CommandForm.Reply(outcome: "acted", reason: "discarded"))
        case .retryDeadLetter(let position):
            guard let letter = try letter(position, journal) else { return Self.noLetter }
            let now = clock.now()
            try journal.addAct(act.told("tried again"), on: letter.input, at: now)
            let record = JournalForm.decodeSetAside(letter.body).record(at: position)
            let decided = try decide(record, position, &engine, journal, now)
            guard let own = decided.first(where: { $0.frame.position == position })?.frame else {
                let reply = CommandForm.Reply(
                    outcome: Outcome.deadLetter.rawValue, reason: letter.code)
                return Result(reply: reply, decided: decided, record: record)
            }
            journal.forget(letter.input)
            let reply = CommandForm.Reply(
                outcome: (own.outcome ?? .acted).rawValue, reason: own.reason)
            return Result(reply: reply, decided: decided, record: record)
        case .adoptPolicy, .rehearseAdoption:
            return try adoptPolicy(act, &engine, now: clock.now())
        }
    }

    /// Adopts the policy in force, and says what was held back until now.
    private func adoptPolicy(
        _ act: OperatorAct, _ engine: inout Engine, now: Instant
    ) throws -> Result {
        guard engine.context.directory.person(act.by) != nil else {
            return Result(reply: CommandForm.Reply(outcome: nil, reason: "not-in-the-directory"))
        }
        let held = try engine.heldDuties()
        let frames =
            act.isRehearsal ? [] : try engine.adopt(by: act.by, reason: act.reason, now: now)
        return Result(
            reply: CommandForm.Reply(
                outcome: "acted", reason: held.isEmpty ? "nothing-held" : "held", held: held),
            decided: frames.map { ($0, nil) })
    }

    private static let noLetter = Result(
        reply: CommandForm.Reply(outcome: nil, reason: "no-dead-letter"))

    /// The dead letter at a position; a topic that was only ever typed is not made known.
    private func letter(_ position: InputPosition, _ journal: Journal) throws -> DeadLetter? {
        guard try journal.writer.topics().contains(where: { $0.name == position.topic }) else {
            return nil
        }
        return try journal.writer.deadLetter(journal.reference(position))
    }

    /// Decides the record again. A batch may be cut into other items than when it came, so every
    /// item is asked about: one that says nothing new changes nothing. What could not be read and
    /// still cannot stays as it is, for its dead letter is on its topic; what was never told as
    /// unreadable is told now.
    private func decide(
        _ record: Record, _ position: InputPosition, _ engine: inout Engine, _ journal: Journal,
        _ now: Instant
    ) throws -> [(frame: EngineFrame, failedAt: Int?)] {
        guard let topic = topics.inputTopic(named: position.topic) else { return [] }
        if topic == .register {
            let entry = entryDecoder.record(key: record.key, value: record.value)
            if case .rejected = entry { return [] }
            return [(try engine.decide(entry, of: record, at: position, hashes, now: now), nil)]
        }
        let items = decoder.decode(
            record.value, headers: record.headers.map { ($0.name, $0.value) },
            topicHint: topic.kind, receivedAt: now)
        var decided: [(frame: EngineFrame, failedAt: Int?)] = []
        for (index, item) in items.enumerated() {
            var at = position
            at.index = UInt32(clamping: index)
            let former = try journal.writer.input(journal.reference(at)).flatMap {
                Outcome(code: $0.outcome)
            }
            switch (former, item) {
            case (nil, _), (.deadLetter, .notification):
                let frame = try engine.decide(item, of: record, at: at, hashes, now: now)
                decided.append((frame, item.rejected?.position))
            case (_?, .notification(let notification)):
                // Under this number something else may have been decided, which keeps it.
                let frame = try engine.decide(notification, at: nil, now: now)
                if !OperatorDesk.saysNothing(frame.outcome) { decided.append((frame, nil)) }
            case (_?, .rejected):
                continue
            }
        }
        return decided
    }

    /// Outcomes that change no case: an item that already has one keeps that.
    private static func saysNothing(_ outcome: Outcome?) -> Bool {
        outcome == .duplicate || outcome == .noMatch || outcome == .outOfScope
    }
}
