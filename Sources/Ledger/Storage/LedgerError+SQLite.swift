// SPDX-License-Identifier: Apache-2.0
import GRDB

extension LedgerError {
    /// What an error from the storage means to a caller.
    init(_ error: any Error, path: String, writing: Bool) {
        switch error {
        case let known as LedgerError: self = known
        case let fault as RowFault: self = .damaged(path: path, verdict: fault.verdict)
        case let failure as DatabaseError: self.init(failure, path: path, writing: writing)
        default: self = .damaged(path: path, verdict: "a row does not have the expected form")
        }
    }

    private init(_ failure: DatabaseError, path: String, writing: Bool) {
        let code = failure.extendedResultCode.rawValue
        switch failure.resultCode {
        case .SQLITE_FULL: self = .cannotWrite(.full)
        case .SQLITE_READONLY: self = .cannotWrite(.readOnly)
        case .SQLITE_NOTADB:
            self = .notALedger(path: path, verdict: "SQLite does not recognise it as a database")
        case .SQLITE_CORRUPT:
            self = .damaged(path: path, verdict: "SQLite finds a page that cannot be right")
        case .SQLITE_CONSTRAINT, .SQLITE_ERROR, .SQLITE_MISMATCH, .SQLITE_SCHEMA:
            // Every statement here is fixed and fits the schema, so the file's tables do not.
            self = .damaged(path: path, verdict: "its tables refuse a statement (code \(code))")
        case .SQLITE_BUSY where writing, .SQLITE_LOCKED where writing: self = .cannotWrite(.busy)
        case .SQLITE_CANTOPEN where writing, .SQLITE_PERM where writing:
            self = .cannotWrite(.readOnly)
        default:
            self =
                writing
                ? .cannotWrite(.inputOutput(code: code)) : .cannotRead(path: path, code: code)
        }
    }
}
