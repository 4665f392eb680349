// SPDX-License-Identifier: Apache-2.0

package import Notifications

/// The units of DUTIES.tsv §2; the raw value is the word of the rule files.
package enum ClockUnit: String, CaseIterable, Sendable {
    /// 17:00 local on the n-th working day after the anchor's date.
    case workingDays = "wd"
    /// 23:59:59 local, n days after the anchor's date.
    case calendarDays = "cd"
    /// Seven calendar days each.
    case weeks
    /// 23:59:59 local on the same day of the month, clamped to its end.
    case months
    /// Twelve months each.
    case years
    /// Elapsed hours, across clock changes.
    case hours = "h"
    /// Hours counted only inside working hours.
    case workingHours = "wh"
    /// 17:00 local on the n-th school day; without a school's calendar Monday to Friday but bank
    /// holidays and August.
    case schoolDays = "sd"

    /// Whether the clock runs to an instant of its own and not to the end of a day.
    package var isHourly: Bool { self == .hours || self == .workingHours }
}

/// When an obligation is due: an amount of time after an anchor.
package struct DueClock: Hashable, Sendable {
    /// How many units; negative counts back. Zero calendar days, which is a fact alone: the
    /// anchor's own date; zero working days: the close of the working day in whose hours the
    /// anchor lies, else of the next one.
    package var amount: Int
    /// The unit.
    package var unit: ClockUnit
    /// Facts that give an instant; the clock starts at the latest that is known.
    package var anchors: [FactName]
    /// Whether the anchor's own date is day 1 ("14 d beginning with").
    package var beginningWith: Bool
    /// A time after the anchor from whose end the clock starts, or before it where negative; nil:
    /// it starts at the anchor.
    package var base: Wait?
    /// A fact beyond whose instant the clock never runs; nil: none.
    package var cap: FactName?

    /// A clock of that length from the latest of the anchors.
    package init(
        amount: Int, unit: ClockUnit, anchors: [FactName] = [.receipt], beginningWith: Bool = false
    ) {
        self.amount = amount
        self.unit = unit
        self.anchors = anchors
        self.beginningWith = beginningWith
    }

    /// Whether it is no length of time but the moment that its anchor gives.
    package var isMoment: Bool { amount == 0 && unit != .workingDays }

    /// The clock as rule files write it: `14 cd after stay.inScopeSince`.
    package var text: String {
        let names = anchors.map(\.rawValue)
        var anchor =
            names.count > 1 ? "the later of " + names.joined(separator: " and ") : names.first ?? ""
        if let base {
            let direction = base.amount < 0 ? "before" : "after"
            anchor = "\(base.amount.magnitude) \(base.unit.rawValue) \(direction) \(anchor)"
        }
        let most = cap.map { ", at most \($0.rawValue)" } ?? ""
        if beginningWith { return "\(amount) days beginning with \(anchor)\(most)" }
        if isMoment { return anchor }
        if amount == 0 { return "same wd as \(anchor)\(most)" }
        let direction = amount < 0 ? "before" : "after"
        return "\(amount.magnitude) \(unit.rawValue) \(direction) \(anchor)\(most)"
    }

    /// The latest of the known anchors, or nil while none is known.
    package func anchor(_ facts: some Facts) -> Instant? {
        var latest: Instant?
        for name in anchors {
            guard case .instant(let instant) = facts.value(of: name) else { continue }
            latest = latest.map { max($0, instant) } ?? instant
        }
        return latest
    }
}

/// One choice of a due: the clock that holds under a condition.
package struct DueChoice: Hashable, Sendable {
    /// When the choice is taken; nil: always.
    package var when: Condition?
    /// The clock.
    package var clock: DueClock

    /// A clock under a condition.
    package init(when: Condition? = nil, clock: DueClock) {
        self.when = when
        self.clock = clock
    }
}
