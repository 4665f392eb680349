// SPDX-License-Identifier: Apache-2.0
import GRDB

/// Projections computed anew from the frames, to put in place of the stored ones. A nil leaves
/// its table as it is.
package struct Replacement: Sendable {
    /// All cases.
    package var cases: [CaseWrite]?
    /// All positions.
    package var positions: [Position]?
    /// Whether `inputs`, and the counts of inputs with frames, are computed from the headers.
    package var inputs = false

    /// A replacement of nothing, to be filled.
    package init() {}
}

extension Writer {
    /// Replaces projections in one transaction, for `rebuild`. Nothing changes when it throws.
    package func replaceProjections(with replacement: Replacement) throws(LedgerError) {
        let rows = ProjectionRows(opening)
        try write { db in
            if let cases = replacement.cases {
                try db.run("DELETE FROM cases")
                for row in cases { try rows.write(row, db) }
            }
            if let positions = replacement.positions {
                try db.run("DELETE FROM positions")
                for row in positions { try rows.write(row, db) }
            }
            if replacement.inputs { try rebuildInputs(db) }
        }
    }

    private func rebuildInputs(_ db: Database) throws {
        try db.run("DELETE FROM inputs")
        try db.run("UPDATE outcome_counts SET n = 0")
        var ledger = InputLedger()
        try db.each("SELECT seq, header FROM frames ORDER BY seq") { row in
            let seq = try row.integer(0)
            guard let header = FrameHeader(encoded: try row.blob(1)) else {
                throw RowFault("the header of frame \(seq) is not readable")
            }
            guard let input = header.input else { return }
            try ledger.record(input, frame: seq, outcome: header.outcome, db)
        }
        try ledger.flush(db)
        try db.run("DELETE FROM outcome_counts WHERE n = 0 AND frameless = 0")
    }
}
