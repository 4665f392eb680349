// SPDX-License-Identifier: Apache-2.0

package import Bus
import Casework
package import Ledger
import Notifications

/// An operator's word on where reading goes on, when a topic was made anew or has to be read
/// again. It needs the ledger's lock, so the daemon must be stopped; it is journaled.
package enum Recovery {
    /// Where reading goes on.
    package enum Start: Equatable, Sendable {
        /// At the oldest record that the topic holds.
        case earliest
        /// After the newest.
        case latest
        /// At the first record at or after an instant, in milliseconds since 1970.
        case time(Int64)
    }

    /// What changed for one partition.
    package struct Move: Equatable, Sendable {
        /// The topic's name.
        package var topic: String
        /// The partition.
        package var partition: Int32
        /// The next offset until now; nil when it was never read.
        package var from: Int64?
        /// The next offset from now on.
        package var to: Int64
    }

    /// Moves the positions of every partition of the given input topics.
    ///
    /// - Returns: the moves, by topic and partition; empty when no such topic exists.
    /// - Throws: `LedgerError.locked` while a daemon holds the ledger; `BusError` when the broker
    ///   cannot be asked. Nothing is moved then.
    package static func move(
        _ topics: [String], to start: Start, reason: String, by person: String,
        location: LedgerLocation, bus: BusConfiguration, time: any TimeReadings = MachineTime()
    ) throws -> [Move] {
        let writer = try Writer.open(location)
        let reader = try Bus.Reader(bus, ReaderOptions(queueKilobytes: 512))
        defer { reader.close() }
        let counts = try reader.partitions(of: topics, timeoutMs: 10_000)
        let cluster = try reader.clusterID(timeoutMs: 10_000)
        var moves: [Move] = []
        for topic in topics.sorted() {
            for partition in 0..<Int32(counts[topic] ?? 0) {
                let at = TopicPartition(topic, partition)
                let known = try writer.position(
                    topic: try writer.topic(named: topic), partition: partition)
                moves.append(
                    Move(
                        topic: topic, partition: partition, from: known?.nextOffset,
                        to: try offset(at, start, reader)))
            }
        }
        if !moves.isEmpty {
            try record(moves, reason, person, cluster, writer, time)
        }
        try writer.close()
        return moves
    }

    private static func offset(
        _ at: TopicPartition, _ start: Start, _ reader: Bus.Reader
    ) throws -> Int64 {
        let marks = try reader.watermarks(of: at, timeoutMs: 10_000)
        switch start {
        case .earliest: return marks.low
        case .latest: return marks.high
        case .time(let ms):
            let found = try reader.offsets(at: ms, of: [at], timeoutMs: 10_000)
            if case .offset(let offset)? = found[at] { return offset }
            return marks.high
        }
    }

    private static func record(
        _ moves: [Move], _ reason: String, _ person: String, _ cluster: String,
        _ writer: Writer, _ time: any TimeReadings
    ) throws {
        let last = try writer.frames(from: writer.lastSeq, limit: 1).last
        var clock = TrustedClock(time, last: last.map { Instant(milliseconds: $0.at) })
        let now = clock.now()
        let journal = Journal(writer)
        let told = moves.map {
            "\($0.topic)/\($0.partition) \($0.from.map(String.init) ?? "-")->\($0.to)"
        }
        try journal.addAct(
            "recover by \(person): \(reason) (\(told.joined(separator: ", ")))", at: now)
        for move in moves {
            try journal.advance(move.topic, move.partition, to: move.to, cluster: cluster)
        }
        _ = try journal.commit(cases: [], now: now)
    }
}
