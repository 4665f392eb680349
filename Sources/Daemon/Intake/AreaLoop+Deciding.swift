// SPDX-License-Identifier: Apache-2.0

import Bus
import Casework
import Ledger
import Logging
import Notifications
import Register

extension AreaLoop {
    func decide(_ record: Record, registerLag: Bool) throws {
        defer { positions[record.source] = record.offset + 1 }
        if record.timestampKind == .logAppend, let appended = record.timestampMs {
            clock.noteBroker(appendMs: appended)
        }
        guard let topic = setup.topics.inputTopic(named: record.topic) else { return }
        let position = InputPosition(
            topic: record.topic, partition: record.partition, offset: record.offset)
        switch topic {
        case .register:
            let entry = entryDecoder.record(key: record.key, value: record.value)
            try keep(
                engine.decide(
                    entry, of: record, at: position, setup.context.hashes, now: clock.now()),
                of: record)
        default:
            try decideItems(record, topic, position)
        }
        if registerLag { state.note(.registerLag) }
    }

    func decideItems(
        _ record: Record, _ topic: InputTopic, _ position: InputPosition
    ) throws {
        let received = clock.now()
        // Headers can change what a value means, and a batch has places of its own.
        if topic == .admissions, record.headers.isEmpty, let value = record.value,
            let frame = try engine.passOver(value, at: position, now: received)
        {
            return try keep(frame)
        }
        let items = decoder.decode(
            record.value, headers: record.headers.map { ($0.name, $0.value) },
            topicHint: topic.kind, receivedAt: received)
        for (index, item) in items.enumerated() {
            var at = position
            at.index = UInt32(clamping: index)
            let frame = try engine.decide(
                item, of: record, at: at, setup.context.hashes, now: received)
            try keep(frame, of: record, failedAt: item.rejected?.position)
        }
    }

    /// Keeps a frame for the commit, counts its outcome, and looks for earlier messages that may
    /// be about a person whom the frame brought onto the register.
    func keep(
        _ frame: EngineFrame, of record: Record? = nil, failedAt byte: Int? = nil
    ) throws {
        if let position = frame.position, let outcome = frame.outcome {
            let former = try journal.writer.input(journal.reference(position))
            // A record read a second time: what it had come to stands.
            if former != nil, outcome == .duplicate { return }
            let word = former.flatMap { Outcome(code: $0.outcome) }
            state.revise(position.topic, from: word, to: outcome)
        }
        try journal.add(frame, of: record, failedAt: byte)
        state.tell(frame)
        guard !frame.revisitTokens.isEmpty else { return }
        try revisit(frame.revisitTokens.compactMap { Token(bytes: $0) })
    }

    /// Reads again what nobody matched when it came (DESIGN.md, "The flow", 1).
    func revisit(_ tokens: [Token]) throws {
        let stubs = try journal.writer.stubs(matching: tokens)
        guard !stubs.isEmpty else { return }
        let names = Dictionary(
            uniqueKeysWithValues: try journal.writer.topics().map { ($0.id, $0.name) })
        let reader = try Bus.Reader(setup.bus, ReaderOptions(queueKilobytes: 512))
        defer { reader.close() }
        var messages: [(message: Notification, position: InputPosition)] = []
        for stub in stubs {
            guard let name = names[stub.input.topic],
                let topic = setup.topics.inputTopic(named: name)
            else { continue }
            let position = InputPosition(
                topic: name, partition: stub.input.partition, offset: stub.input.offset,
                index: stub.input.index)
            guard let record = try Reread.record(at: position, with: reader) else {
                log.warning(
                    "a message that may now concern somebody is no longer in its topic",
                    metadata: ["position": "\(position.text)"])
                continue
            }
            messages += self.messages(of: record, topic, position, sharing: tokens)
        }
        for frame in try engine.revisit(messages, now: clock.now())
        where frame.outcome != .noMatch && frame.outcome != .duplicate {
            try keep(frame)
        }
    }

    /// What a record said, decoded as it would be now.
    private func messages(
        of record: Record, _ topic: InputTopic, _ position: InputPosition, sharing tokens: [Token]
    ) -> [(message: Notification, position: InputPosition)] {
        let came = record.timestampMs.map { Instant(milliseconds: $0) } ?? clock.now()
        let items = decoder.decode(
            record.value, headers: record.headers.map { ($0.name, $0.value) },
            topicHint: topic.kind, receivedAt: came)
        let meant = items.meant(by: position.index) { message in
            engine.tokens(BlockingKeys.of(message.person, from: message.sender))
                .compactMap { Token(bytes: $0) }.contains(where: tokens.contains)
        }
        return meant.map { index, message in
            var place = position
            place.index = index
            return (message, place)
        }
    }
}
