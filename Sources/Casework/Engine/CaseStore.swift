// SPDX-License-Identifier: Apache-2.0

/// Where cases are kept. Declared by who needs it: the daemon gives the ledger, a rehearsal the
/// memory.
package protocol CaseStore {
    /// The case of a subject as last committed, or nil when there is none.
    func loadCase(_ subject: CaseSubject) throws -> Case?
    /// Every case, one after the other; used once at start to build the indexes.
    func forEachCase(_ body: (Case) throws -> Void) throws
}
