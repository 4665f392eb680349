// SPDX-License-Identifier: Apache-2.0

import Bus
import Casework
import Ledger
import Logging

/// An event of this area that stands on its topic.
struct LandedEvent {
    let id: String
    let at: TopicPartition
    let offset: Int64
}

/// Nothing came from the output topics for too long while they were read back.
private struct ReadBackStalled: Error, CustomStringConvertible {
    /// What is still to be read: `topic/partition FROM-TO`.
    let left: [String]
    /// What the broker said meanwhile.
    let events: [String]

    var description: String {
        let said = events.isEmpty ? "" : "; the broker said: " + events.joined(separator: ", ")
        return "reading back got nothing for too long of \(left.joined(separator: ", "))\(said)"
    }
}

extension Relay {
    /// Reading back that gets nothing for this long asks anew where the end is, and gives it
    /// twice the time; after the longest it is given up and begun anew.
    private static let readBackPatienceMs: ClosedRange<Int64> = 2_000...16_000

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
        var from = progress.offsets
        var found: [LandedEvent] = []
        var patienceMs = Relay.readBackPatienceMs.lowerBound
        while true {
            let reader = try Bus.Reader(
                bus, ReaderOptions(isolation: isolation, queueKilobytes: 1024))
            defer { reader.close() }
            let ends = try ends(beyond: from, reader)
            guard !ends.isEmpty else { return found }
            try reader.assign(ends.mapValues { .offset($0.lowerBound) })
            let last = ends.mapValues(\.upperBound)
            let events = try read(reader, to: last, patienceMs, &found)
            let left = reader.unread(to: last)
            guard !left.isEmpty else { return found }
            let stalled = ReadBackStalled(
                left: left.map { "\($0) \($1)-\($2)" }, events: events.map { "\($0)" })
            guard patienceMs < Relay.readBackPatienceMs.upperBound,
                left.allSatisfy({ $0.from >= 0 })
            else { throw stalled }
            // Seen with a broker that named an end beyond what it would hand out while it ended
            // the transaction of a killed daemon: it is asked again.
            log.warning("reading back asks again for the end", metadata: ["why": "\(stalled)"])
            patienceMs = min(2 * patienceMs, Relay.readBackPatienceMs.upperBound)
            for place in ends.keys { from[place] = last[place] }
            for (place, next, _) in left { from[place] = next }
        }
    }

    /// What lies between the given offsets and the end of each output partition; without those
    /// of which nothing does.
    private func ends(
        beyond offsets: [TopicPartition: Int64], _ reader: Bus.Reader
    ) throws -> [TopicPartition: Range<Int64>] {
        let names = OutputTopic.allCases.map(topics.output)
        let counts = try reader.partitions(of: names, timeoutMs: 10_000)
        var ends: [TopicPartition: Range<Int64>] = [:]
        for name in names {
            for partition in 0..<Int32(counts[name] ?? 0) {
                let at = TopicPartition(name, partition)
                let marks = try reader.watermarks(of: at, timeoutMs: 10_000)
                let from = max(offsets[at] ?? 0, marks.low)
                if from < marks.high { ends[at] = from..<marks.high }
            }
        }
        return ends
    }

    /// Reads until the ends, or until nothing has come for so long; returns what else was told.
    private func read(
        _ reader: Bus.Reader, to ends: [TopicPartition: Int64], _ patienceMs: Int64,
        _ found: inout [LandedEvent]
    ) throws -> [ReaderEvent] {
        var events: [ReaderEvent] = []
        var lastProgress = MonotonicClock.nowMs()
        while !reader.hasRead(to: ends) {
            let batch = try reader.fetch(max: 1000, timeoutMs: 200)
            if !batch.records.isEmpty { lastProgress = MonotonicClock.nowMs() }
            events += batch.events.filter { !events.contains($0) }
            guard MonotonicClock.nowMs() - lastProgress < patienceMs else { break }
            for record in batch.records where isOurs(record) {
                if let id = PublicationReader.id(of: record.value) {
                    found.append(LandedEvent(id: id, at: record.source, offset: record.offset))
                }
            }
        }
        return events
    }

    private func isOurs(_ record: Record) -> Bool {
        PublicationReader.source(of: record.value) == source
    }
}
