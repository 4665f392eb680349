// SPDX-License-Identifier: Apache-2.0
import GRDB

/// What can be read from a ledger, by its writer and by readers alike. Each call is one short
/// read of its own; nothing holds a transaction open between calls.
package protocol LedgerReads {
    /// Lends a connection on which everything read is of one moment.
    func withConnection<Value>(
        _ body: (Connection) throws -> Value
    ) throws(LedgerError) -> Value
}

extension LedgerReads {
    /// Frames from a number on, at most `limit`, opened as far as their keys exist.
    package func frames(from seq: Int64, limit: Int) throws(LedgerError) -> [Frame] {
        try withConnection { connection in
            let opener = try FrameOpener(dataKeys: connection.opening?.dataKeys)
            return try connection.db.all(
                "SELECT seq, header, body, hash FROM frames WHERE seq >= ? ORDER BY seq LIMIT ?",
                [seq, limit]
            ) { row in
                try opener.frame(
                    seq: row.integer(0), header: row.blob(1), body: row.blob(2),
                    hash: row.blob(3), connection.db)
            }
        }
    }

    /// The number of the last frame; 0 for an empty ledger.
    package func lastFrame() throws(LedgerError) -> Int64 {
        try withConnection { try $0.db.one("SELECT max(seq) FROM frames")?.optionalInteger(0) ?? 0 }
    }

    /// The case of a subject, by its token.
    package func loadCase(_ token: Token) throws(LedgerError) -> CaseRow? {
        try cases(
            "SELECT key, next_due, body FROM cases WHERE key = ?", [token.blob]
        ).first
    }

    /// Cases in the order of their tokens, after a token: for walking through all of them.
    package func cases(after token: Token?, limit: Int) throws(LedgerError) -> [CaseRow] {
        try cases(
            """
            SELECT key, next_due, body FROM cases WHERE key > coalesce(?, x'')
            ORDER BY key LIMIT ?
            """, [token?.blob, limit])
    }

    /// Cases whose clock is due before an instant (ms since 1970), earliest first; equal instants
    /// in the order of their tokens.
    package func casesDue(before: Int64, limit: Int) throws(LedgerError) -> [DueCase] {
        try withConnection { connection in
            try connection.db.all(
                """
                SELECT key, next_due FROM cases WHERE next_due < ? ORDER BY next_due, key LIMIT ?
                """, [before, limit]
            ) { DueCase(token: try $0.token(0), due: try $0.integer(1)) }
        }
    }

    /// Whether a subject's data key was destroyed.
    package func isErased(_ token: Token) throws(LedgerError) -> Bool {
        try withConnection { connection in
            try connection.db.one(
                "SELECT 1 FROM subject_keys WHERE token = ? AND wrapped IS NULL", [token.blob])
                != nil
        }
    }

    private func cases(_ sql: String, _ arguments: StatementArguments) throws(LedgerError)
        -> [CaseRow]
    {
        try withConnection { connection in
            guard let sealing = connection.opening?.sealing else { throw LedgerError.keyNeeded }
            return try connection.db.all(sql, arguments) { row in
                let token = try row.token(0)
                let body = try sealing.open(row.blob(2), table: "cases", key: token.bytes)
                guard let body else { throw RowFault("cases: a body does not open") }
                return CaseRow(token: token, nextDue: try row.optionalInteger(1), body: body)
            }
        }
    }
}
