// SPDX-License-Identifier: Apache-2.0

import Bus
import Casework
import Ledger

/// An event of this area that stands on its topic.
struct LandedEvent {
    let id: String
    let at: TopicPartition
    let offset: Int64
}

/// Nothing came from the output topics for too long while they were read back.
private struct ReadBackStalled: Error {}

extension Relay {
    /// Reading back that gets nothing for this long is given up and begun again.
    private static let readBackStallMs: Int64 = 30_000

    /// Events under this area's source beyond the last confirmed offsets must all be events that
    /// this ledger has decided and not yet confirmed.
    func peek() throws {
        // Others write answers too, so what is unknown there tells nothing.
        let answers = topics.output(.responses)
        var unknown = Dictionary(
            try scan(.readUncommitted).filter { $0.at.topic != answers }.map { ($0.id, $0) }
        ) { first, _ in first }
        var from = progress.frame + 1
        // What landed came from the first frames after the cursor: the rest need not be opened.
        while !unknown.isEmpty {
            let frames = try ledger.frames(from: from, limit: Relay.framesPerSlice)
            guard let last = frames.last else { break }
            for frame in frames {
                for publication in try PublicationReader.publications(of: frame) {
                    unknown[publication.id] = nil
                }
            }
            from = last.seq + 1
        }
        guard let first = unknown.values.min(by: { ($0.at, $0.offset) < ($1.at, $1.offset) })
        else { return }
        throw RelayFailure.unknownEvents(
            count: unknown.count, example: first.id, topic: first.at.topic)
    }

    /// What stands on the topics beyond the last confirmed offsets, by id.
    func readBack() throws -> [String: LandedEvent] {
        Dictionary(try scan(.readCommitted).map { ($0.id, $0) }) { first, _ in first }
    }

    /// The events under this area's source from the last confirmed offsets to the end.
    private func scan(_ isolation: Isolation) throws -> [LandedEvent] {
        let reader = try Bus.Reader(
            bus, ReaderOptions(isolation: isolation, queueKilobytes: 1024))
        defer { reader.close() }
        let names = OutputTopic.allCases.map(topics.output)
        let counts = try reader.partitions(of: names, timeoutMs: 10_000)
        var ends: [TopicPartition: Int64] = [:]
        var positions: [TopicPartition: Bus.Position] = [:]
        for name in names {
            for partition in 0..<Int32(counts[name] ?? 0) {
                let at = TopicPartition(name, partition)
                let marks = try reader.watermarks(of: at, timeoutMs: 10_000)
                let from = max(progress.offsets[at] ?? 0, marks.low)
                guard from < marks.high else { continue }
                ends[at] = marks.high
                positions[at] = .offset(from)
            }
        }
        guard !positions.isEmpty else { return [] }
        try reader.assign(positions)
        var found: [LandedEvent] = []
        var lastProgress = MonotonicClock.nowMs()
        while !reader.hasRead(to: ends) {
            let batch = try reader.fetch(max: 1000, timeoutMs: 200)
            if !batch.records.isEmpty { lastProgress = MonotonicClock.nowMs() }
            guard MonotonicClock.nowMs() - lastProgress < Relay.readBackStallMs else {
                throw ReadBackStalled()
            }
            for record in batch.records where isOurs(record) {
                if let id = PublicationReader.id(of: record.value) {
                    found.append(LandedEvent(id: id, at: record.source, offset: record.offset))
                }
            }
        }
        return found
    }

    private func isOurs(_ record: Record) -> Bool {
        PublicationReader.source(of: record.value) == source
    }
}
