// SPDX-License-Identifier: Apache-2.0

import Casework
import Daemon
import Ledger
import Notifications
import Policy

/// How many dues of which rule a calendar moves, from when to when; nothing tells whose they are.
struct CalendarReport {
    /// What becomes, or became, of a due.
    enum Standing: String, CaseIterable {
        case moved
        case willMove = "will-move"
        case provisional
    }

    /// Dues that have everything in common that is told of them.
    struct Line: Hashable {
        var standing: Standing
        var rule: RuleID
        /// When the calendar moved them; nil when it has not.
        var movedAt: Instant?
        var from: Instant
        /// Where they go; nil when they stay for now.
        var to: Instant?
    }

    /// How many dues each line speaks of.
    private(set) var counts: [Line: Int] = [:]

    /// The report of a ledger under the calendar of a context.
    init(_ view: LedgerView, _ context: DecisionContext, now: Instant) throws {
        let progress = Progress("frames read")
        try view.forEachFrame(progress: progress.note) { frame in
            guard FrameKind(rawValue: frame.kind) == .surroundings else { return }
            let at = Instant(milliseconds: frame.at)
            for body in try view.bodies(of: frame) where body.reason == EngineFrame.calendarChanged
            {
                for move in DueMove.moves(in: body.facts) {
                    add(.moved, move.rule, movedAt: at, move.from, move.to)
                }
            }
        }
        try view.forEachCase { state in
            let decision = Decision(on: state, context: context, now: now, inputID: "")
            for recomputed in decision.recomputedDues() { add(recomputed, context.calendar) }
        }
    }

    private mutating func add(_ recomputed: RecomputedDue, _ calendar: WorkingCalendar) {
        let obligation = recomputed.obligation
        if let due = obligation.due, due != recomputed.due {
            add(.willMove, obligation.rule, movedAt: nil, due, recomputed.due)
        }
        let reckoning = recomputed.reckoning
        if calendar.isProvisional(reckoning.clock, anchor: reckoning.anchor) {
            add(.provisional, obligation.rule, movedAt: nil, recomputed.due, nil)
        }
    }

    private mutating func add(
        _ standing: Standing, _ rule: RuleID, movedAt: Instant?, _ from: Instant, _ to: Instant?
    ) {
        let line = Line(standing: standing, rule: rule, movedAt: movedAt, from: from, to: to)
        counts[line, default: 0] += 1
    }

    /// The lines as rows, in the order of standings, then of rules and dates.
    func table(_ time: LocalTime, isJSON: Bool) -> TextTable {
        var table = TextTable(
            ["standing", "rule", "dues", "from", "to", "movedAt"], numbers: ["dues"])
        let show = { (instant: Instant?) in
            instant.map { isJSON ? $0.formatted : time.text($0) } ?? ""
        }
        for standing in Standing.allCases {
            let lines = counts.filter { $0.key.standing == standing }.sorted {
                ($0.key.movedAt ?? .distant, $0.key.rule.text, $0.key.from, $0.key.to ?? .distant)
                    < (
                        $1.key.movedAt ?? .distant, $1.key.rule.text, $1.key.from,
                        $1.key.to ?? .distant
                    )
            }
            for (line, count) in lines {
                table.add([
                    standing.rawValue, line.rule.text, String(count), show(line.from),
                    show(line.to), show(line.movedAt),
                ])
            }
        }
        return table
    }
}
