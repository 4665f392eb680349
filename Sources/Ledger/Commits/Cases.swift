// SPDX-License-Identifier: Apache-2.0

/// A change of one case row: the state of one subject, opaque to the ledger.
package struct CaseWrite: Equatable, Sendable {
    /// Whose case it is; the row's key is the subject's token.
    package var subject: Subject
    /// When the case next needs the clock (ms since 1970, in clear and indexed); nil for never.
    package var nextDue: Int64?
    /// The state, to be sealed; nil deletes the row.
    package var body: Bytes?

    /// A row to write, or to delete when `body` is nil.
    package init(subject: Subject, nextDue: Int64?, body: Bytes?) {
        self.subject = subject
        self.nextDue = nextDue
        self.body = body
    }
}

/// A stored case.
package struct CaseRow: Equatable, Sendable {
    /// The token of the subject.
    package let token: Token
    /// When the case next needs the clock (ms since 1970).
    package let nextDue: Int64?
    /// The opened state.
    package let body: Bytes
}

/// An entry of the due index.
package struct DueCase: Equatable, Sendable {
    /// The token of the case's subject.
    package let token: Token
    /// When the case needs the clock (ms since 1970).
    package let due: Int64
}
