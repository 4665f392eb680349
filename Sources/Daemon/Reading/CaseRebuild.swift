// SPDX-License-Identifier: Apache-2.0

package import Casework
package import Ledger
import Notifications

/// Cases made anew from the frames, from the first on, by `Case.apply` alone: what the stored
/// cases must equal.
package struct CaseRebuild {
    /// Every case that the frames tell of, by subject; also empty ones.
    package private(set) var cases: [CaseSubject: Case] = [:]
    /// Parts that nobody can read any more, because their subject was erased.
    package private(set) var erasedParts = 0

    /// No frame yet.
    package init() {}

    /// Takes the next frame.
    ///
    /// - Throws: `JournalError` or a decoding error when a part is not of a form known here.
    package mutating func take(_ frame: Frame, _ bodies: [FramePartBody]) {
        let opened = frame.parts.count { if case .opened = $0.content { true } else { false } }
        erasedParts += frame.parts.count - opened
        let now = Instant(milliseconds: frame.at)
        for body in bodies where !body.facts.isEmpty {
            var state = cases.removeValue(forKey: body.subject) ?? Case(subject: body.subject)
            for fact in body.facts { state.apply(fact, at: now) }
            cases[body.subject] = state
        }
    }

    /// Reads every frame of a ledger.
    package static func read(
        _ view: LedgerView, progress: (Int64, Int64) -> Void = { _, _ in }
    ) throws -> CaseRebuild {
        var rebuild = CaseRebuild()
        try view.forEachFrame(progress: progress) { frame in
            rebuild.take(frame, try view.bodies(of: frame))
        }
        return rebuild
    }

    /// The rows that the cases make, for `Writer.replaceProjections`.
    package func rows() throws -> [CaseWrite] {
        try cases.values.filter { !$0.isEmpty }.map { state in
            CaseWrite(
                subject: Ledger.Subject(state.subject.ledgerBytes),
                nextDue: state.nextDue?.milliseconds, body: try JournalForm.encode(state))
        }
    }
}
