// SPDX-License-Identifier: Apache-2.0

package import Casework
import Foundation

/// Cases in memory, in the order in which they first came. A reference, because the engine and
/// whoever commits what it changed look at the same cases.
package final class MemoryCaseStore: CaseStore {
    private var subjects: [CaseSubject] = []
    private var cases: [CaseSubject: Case] = [:]

    /// A store without cases.
    package init() {}

    /// Every case, in the order in which they first came.
    package var all: [Case] { subjects.compactMap { cases[$0] } }

    /// The case as last kept.
    package func loadCase(_ subject: CaseSubject) throws -> Case? { cases[subject] }

    /// Every case, in the order in which they first came.
    package func forEachCase(_ body: (Case) throws -> Void) throws {
        for state in all { try body(state) }
    }

    /// Keeps cases as they now are.
    package func keep(_ changed: [Case]) {
        for state in changed {
            if cases.updateValue(state, forKey: state.subject) == nil {
                subjects.append(state.subject)
            }
        }
    }

    /// A store of the same cases, each written out as JSON and read again, as a ledger would: what
    /// does not survive that was never durable.
    package func writtenAndReadAgain() throws -> MemoryCaseStore {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let copy = MemoryCaseStore()
        for state in all {
            let data = try encoder.encode(state)
            copy.keep([try JSONDecoder().decode(Case.self, from: data)])
        }
        return copy
    }
}
