// SPDX-License-Identifier: Apache-2.0

import Bus
import Casework
import Ledger
import Notifications
import Register

/// Performs operators' acts: the same for the running daemon and for a command that holds the
/// ledger's lock.
struct OperatorDesk {
    let decoder: NotificationDecoder
    let entryDecoder: EntryDecoder
    let topics: TopicNames
    let hashes: IdentityHashes

    /// Performs an act and journals it.
    ///
    /// - Returns: the frames of what was decided, which the caller keeps, and the reply.
    func perform(
        _ act: OperatorAct, _ engine: inout Engine, _ journal: Journal,
        _ clock: inout TrustedClock
    ) throws -> ([EngineFrame], CommandForm.Reply) {
        switch act.deed {
        case .acceptClock:
            clock.accept()
            try journal.addAct(act.told, at: clock.now())
            return ([], CommandForm.Reply(outcome: "acted", reason: "clock-accepted"))
        case .discardDeadLetter(let position):
            guard let letter = try letter(position, journal) else { return Self.noLetter }
            try journal.addAct(act.told, on: letter.input, at: clock.now())
            journal.forget(letter.input)
            return ([], CommandForm.Reply(outcome: "acted", reason: "discarded"))
        case .retryDeadLetter(let position):
            guard let letter = try letter(position, journal) else { return Self.noLetter }
            let now = clock.now()
            try journal.addAct(act.told, on: letter.input, at: now)
            let record = try JournalForm.decodeSetAside(letter.body).record(at: position)
            let frames = try decide(record, position, &engine, journal, now)
            guard let own = frames.first(where: { $0.position == position }) else {
                return (
                    frames,
                    CommandForm.Reply(
                        outcome: Outcome.deadLetter.rawValue, reason: letter.code)
                )
            }
            journal.forget(letter.input)
            return (
                frames,
                CommandForm.Reply(
                    outcome: (own.outcome ?? .acted).rawValue, reason: own.reason)
            )
        }
    }

    private static let noLetter: ([EngineFrame], CommandForm.Reply) = (
        [], CommandForm.Reply(outcome: nil, reason: "no-dead-letter")
    )

    private func letter(_ position: InputPosition, _ journal: Journal) throws -> DeadLetter? {
        try journal.writer.deadLetter(journal.reference(position))
    }

    /// Decides what of the record can be read now and was not decided before. What still cannot
    /// be read stays as it is: its dead letter is on its topic already.
    private func decide(
        _ record: Record, _ position: InputPosition, _ engine: inout Engine, _ journal: Journal,
        _ now: Instant
    ) throws -> [EngineFrame] {
        guard let topic = topics.inputTopic(named: position.topic) else { return [] }
        if topic == .register {
            let entry = entryDecoder.record(key: record.key, value: record.value)
            if case .rejected = entry { return [] }
            return [try engine.decide(entry, of: record, at: position, hashes, now: now)]
        }
        let items = decoder.decode(
            record.value, headers: record.headers.map { ($0.name, $0.value) },
            topicHint: topic.kind, receivedAt: now)
        var frames: [EngineFrame] = []
        for (index, item) in items.enumerated() where item.rejected == nil {
            var at = position
            at.index = UInt32(clamping: index)
            let former = try journal.writer.input(journal.reference(at))
            guard former.map({ $0.outcome == Outcome.deadLetter.code }) ?? true else { continue }
            frames.append(try engine.decide(item, of: record, at: at, hashes, now: now))
        }
        return frames
    }
}
