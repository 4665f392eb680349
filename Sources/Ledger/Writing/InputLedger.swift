// SPDX-License-Identifier: Apache-2.0
import GRDB

/// Keeps `inputs` and `outcome_counts` in step: every input with a frame is counted exactly once,
/// under its latest outcome.
struct InputLedger {
    private struct Key: Hashable, Comparable {
        var topic: UInt16
        var outcome: UInt8

        static func < (one: Key, other: Key) -> Bool {
            (one.topic, one.outcome) < (other.topic, other.outcome)
        }
    }

    private var framed: [Key: Int64] = [:]
    private var frameless: [Key: Int64] = [:]

    /// Writes an input's outcome; a later frame revises it.
    mutating func record(
        _ input: InputReference, frame: Int64, outcome: UInt8, _ db: Database
    ) throws {
        try db.run(
            """
            INSERT INTO inputs (topic, partition, offset, idx, frame, outcome)
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """, input.arguments + [frame, Int64(outcome)])
        if db.changesCount == 0 {
            let former = try db.one(
                """
                SELECT outcome FROM inputs
                WHERE topic = ? AND partition = ? AND offset = ? AND idx = ?
                """, input.arguments)
            guard let former = try former?.number(0, UInt8.self) else {
                throw RowFault("inputs: a row cannot be read back")
            }
            try db.run(
                """
                UPDATE inputs SET frame = ?, outcome = ?
                WHERE topic = ? AND partition = ? AND offset = ? AND idx = ?
                """, [frame, Int64(outcome)] + input.arguments)
            framed[Key(topic: input.topic, outcome: former), default: 0] -= 1
        }
        framed[Key(topic: input.topic, outcome: outcome), default: 0] += 1
    }

    mutating func addFrameless(_ count: OutcomeCount) throws(LedgerError) {
        guard (0...Limits.countMax).contains(count.n) else {
            throw .invalid(what: "a count of \(count.n)")
        }
        frameless[Key(topic: count.topic, outcome: count.outcome), default: 0] += count.n
    }

    /// Adds what was recorded to the counts.
    func flush(_ db: Database) throws {
        for key in Set(framed.keys).union(frameless.keys).sorted() {
            let key: Key = key
            let row: StatementArguments = [Int64(key.topic), Int64(key.outcome)]
            try db.run(
                """
                INSERT INTO outcome_counts (topic, outcome) VALUES (?, ?) ON CONFLICT DO NOTHING
                """, row)
            try db.run(
                """
                UPDATE outcome_counts SET n = n + ?, frameless = frameless + ?
                WHERE topic = ? AND outcome = ?
                """, [framed[key] ?? 0, frameless[key] ?? 0] + row)
        }
    }
}
