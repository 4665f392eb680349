// SPDX-License-Identifier: Apache-2.0
import Bus
import Casework
import Daemon
import Ledger

/// What a ledger says once everything has been read: the other half of a verdict.
struct LedgerJudge {
    let ledger: Ledger.Reader

    /// The ids of everything that was ever decided to be published.
    func publishedIDs() throws -> Set<String> {
        var ids: Set<String> = []
        var from: Int64 = 1
        while true {
            let frames = try ledger.frames(from: from, limit: 500)
            guard let last = frames.last else { return ids }
            for frame in frames {
                for part in frame.parts {
                    guard case .opened(let bytes) = part.content else { continue }
                    for fact in try JournalForm.decodePart(bytes).facts {
                        if case .published(let publication) = fact { ids.insert(publication.id) }
                    }
                }
            }
            from = last.seq + 1
        }
    }

    /// Outcomes by topic, each input once.
    func outcomesByTopic() throws -> [String: Int] {
        let names = Dictionary(uniqueKeysWithValues: try ledger.topics().map { ($0.id, $0.name) })
        var counts: [String: Int] = [:]
        for entry in try ledger.outcomeCounts() {
            counts[names[entry.topic] ?? "?", default: 0] += Int(entry.n)
        }
        return counts
    }

    /// Partitions of input topics that were not read to their end.
    func unread(_ bus: BusConfiguration) throws -> [String] {
        // Where a partition ends for everybody, open transactions or not.
        let reader = try Bus.Reader(bus, ReaderOptions(isolation: .readUncommitted))
        defer { reader.close() }
        let names = TopicNames()
        let inputs = InputTopic.allCases.map(names.input)
        let ids = Dictionary(uniqueKeysWithValues: try ledger.topics().map { ($0.name, $0.id) })
        var unread: [String] = []
        for (name, count) in try reader.partitions(of: inputs, timeoutMs: 10_000) {
            for partition in 0..<Int32(count) {
                let end = try reader.watermarks(
                    of: TopicPartition(name, partition), timeoutMs: 10_000
                ).high
                let position =
                    try ids[name].flatMap {
                        try ledger.position(topic: $0, partition: partition)?.nextOffset
                    } ?? 0
                // Tansu says of a last batch of several records where its first one stands.
                if position < end { unread.append("\(name)/\(partition): \(position) of \(end)") }
            }
        }
        return unread
    }
}

extension LedgerJudge {
    /// The number of the last frame of a copy of an area's ledger.
    static func lastFrame(of path: String, _ area: DaemonArea) throws -> Int64 {
        let key = try AreaKeySource.file("\(area.ledgerPath).key").load()
        return try Ledger.Reader(path: path, keys: AreaKeys(key)).lastFrame()
    }
}
