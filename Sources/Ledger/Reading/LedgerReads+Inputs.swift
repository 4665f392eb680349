// SPDX-License-Identifier: Apache-2.0
import GRDB

extension LedgerReads {
    /// The topics that the ledger refers to by number.
    package func topics() throws(LedgerError) -> [Topic] {
        try withConnection { connection in
            try connection.db.all("SELECT id, name FROM topics ORDER BY id") {
                Topic(id: try $0.number(0, UInt16.self), name: try $0.text(1))
            }
        }
    }

    /// How far a partition has been read; nil if never.
    package func position(topic: UInt16, partition: Int32) throws(LedgerError) -> Position? {
        try positions().first { $0.topic == topic && $0.partition == partition }
    }

    /// How far every partition has been read, by topic and partition.
    package func positions() throws(LedgerError) -> [Position] {
        try withConnection { connection in
            try connection.db.all(
                """
                SELECT topic, partition, next_offset, cluster, last_hash FROM positions
                ORDER BY topic, partition
                """
            ) {
                Position(
                    topic: try $0.number(0, UInt16.self), partition: try $0.number(1, Int32.self),
                    nextOffset: try $0.integer(2), cluster: try $0.optionalText(3),
                    lastHash: try $0.optionalBlob(4))
            }
        }
    }

    /// The outcome of an input as it stands; nil when the input has no frame.
    package func input(_ reference: InputReference) throws(LedgerError) -> InputRow? {
        try withConnection { connection in
            try connection.db.one(
                """
                SELECT frame, outcome FROM inputs
                WHERE topic = ? AND partition = ? AND offset = ? AND idx = ?
                """, reference.arguments
            ).map { InputRow(frame: try $0.integer(0), outcome: try $0.number(1, UInt8.self)) }
        }
    }

    /// The number of inputs by topic and outcome, with and without frames.
    package func outcomeCounts() throws(LedgerError) -> [OutcomeCount] {
        try withConnection { connection in
            try connection.db.all(
                """
                SELECT topic, outcome, n + frameless FROM outcome_counts
                WHERE n + frameless > 0 ORDER BY topic, outcome
                """
            ) {
                OutcomeCount(
                    topic: try $0.number(0, UInt16.self), outcome: try $0.number(1, UInt8.self),
                    n: try $0.integer(2))
            }
        }
    }

    /// Stubs that carry any of the tokens, each once, by number.
    package func stubs(matching tokens: [Token]) throws(LedgerError) -> [Stub] {
        try withConnection { connection in
            var found: [Int64: Stub] = [:]
            for token in tokens {
                try connection.db.each(
                    """
                    SELECT id, topic, partition, offset, idx, occurred_at, expires_at
                    FROM stub_tokens JOIN stubs ON id = stub WHERE token = ?
                    """, [token.blob]
                ) { row in
                    let id = try row.integer(0)
                    found[id] = Stub(
                        id: id, input: try row.reference(from: 1),
                        occurredAt: try row.integer(5), expiresAt: try row.integer(6))
                }
            }
            return found.values.sorted { $0.id < $1.id }
        }
    }

    /// Dead letters by topic, partition and offset, opened; at most `limit`.
    package func deadLetters(limit: Int) throws(LedgerError) -> [DeadLetter] {
        try deadLetters("ORDER BY topic, partition, offset, idx LIMIT ?", [limit])
    }

    /// The dead letter of an input, opened; nil when none is kept, or none any more.
    package func deadLetter(_ input: InputReference) throws(LedgerError) -> DeadLetter? {
        try deadLetters(
            "WHERE topic = ? AND partition = ? AND offset = ? AND idx = ?", input.arguments
        ).first
    }

    private func deadLetters(
        _ clause: String, _ arguments: StatementArguments
    ) throws(LedgerError) -> [DeadLetter] {
        try withConnection { connection in
            guard let sealing = connection.opening?.sealing else { throw LedgerError.keyNeeded }
            return try connection.db.all(
                """
                SELECT topic, partition, offset, idx, at, expires_at, code, position, body
                FROM dead_letters \(clause)
                """, arguments
            ) { row in
                let input = try row.reference(from: 0)
                let body = try sealing.open(
                    row.blob(8), table: "dead_letters", key: input.encoded)
                guard let body else { throw RowFault("dead_letters: a body does not open") }
                return DeadLetter(
                    input: input, at: try row.integer(4), expiresAt: try row.integer(5),
                    code: try row.text(6), position: try row.optionalInteger(7), body: body)
            }
        }
    }

    /// How far a relay has got; nil before its first cursor.
    package func relayCursor(_ name: String) throws(LedgerError) -> RelayCursor? {
        try withConnection { connection in
            try connection.db.one("SELECT frame, idx FROM relay WHERE name = ?", [name]).map {
                RelayCursor(name: name, frame: try $0.integer(0), index: try $0.integer(1))
            }
        }
    }

    /// The last confirmed offset of every output partition.
    package func relayOffsets() throws(LedgerError) -> [RelayOffset] {
        try withConnection { connection in
            try connection.db.all(
                "SELECT topic, partition, offset FROM relay_offsets ORDER BY topic, partition"
            ) {
                RelayOffset(
                    topic: try $0.number(0, UInt16.self), partition: try $0.number(1, Int32.self),
                    offset: try $0.integer(2))
            }
        }
    }
}

extension InputReference {
    /// The reference as the four columns topic, partition, offset, idx.
    var arguments: StatementArguments {
        [Int64(topic), Int64(partition), offset, Int64(index)]
    }
}
