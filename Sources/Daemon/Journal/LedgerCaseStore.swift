// SPDX-License-Identifier: Apache-2.0

package import Casework
package import Ledger

/// The ledger as the engine's store of cases.
package struct LedgerCaseStore: CaseStore {
    private let reads: any LedgerReads
    private let keys: AreaKeys

    /// The cases of a ledger that is open for reading or writing.
    package init(_ reads: any LedgerReads, keys: AreaKeys) {
        self.reads = reads
        self.keys = keys
    }

    /// The case as last committed, unsealed.
    package func loadCase(_ subject: CaseSubject) throws -> Case? {
        let token = keys.token(of: Ledger.Subject(subject.ledgerBytes))
        return try reads.loadCase(token).map { try JournalForm.decodeCase($0.body) }
    }

    /// Every case, in the order of the ledger's keyed tokens.
    package func forEachCase(_ body: (Case) throws -> Void) throws {
        var last: Token?
        while true {
            let rows = try reads.cases(after: last, limit: 256)
            guard let final = rows.last else { return }
            for row in rows { try body(try JournalForm.decodeCase(row.body)) }
            last = final.token
        }
    }
}
