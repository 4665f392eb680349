// SPDX-License-Identifier: Apache-2.0

package import Notifications
import Policy

extension Engine {
    /// Brings the open dues in line with a calendar that changed while nobody was running: a bank
    /// holiday that came or went, another rule of the time zone (DUTIES.tsv §2). Nothing where
    /// all of them still count to the same instant.
    ///
    /// - Complexity: O(number of cases); every case is read once.
    package mutating func recomputeDues(now instant: Instant) throws -> [EngineFrame] {
        _ = advance(to: instant)
        let inputID = "calendar|\(context.calendar.version)"
        let moved = try subjects { state in
            state.obligations.contains { $0.isOpen && $0.due != nil }
                && Decision(on: state, context: context, now: now, inputID: inputID)
                    .isMovedByCalendar()
        }
        return try moved.map { subject in
            let part = try decide(subject, inputID: inputID) { $0.recomputeDues() }
            return try finish(.surroundings, nil, nil, EngineFrame.calendarChanged, [part])
        }
    }
}

extension EngineFrame {
    /// Why the frames of a recomputation stand in the ledger.
    package static let calendarChanged = "calendar-changed"
}
