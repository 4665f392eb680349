// SPDX-License-Identifier: Apache-2.0

/// How long an amount of a unit can last, in hours, whatever the day it begins on.
struct ClockSpan {
    /// It never lasts less.
    let least: Int
    /// It never lasts more.
    let most: Int

    /// The time from an anchor to the end of a clock.
    init(_ clock: DueClock) {
        let own = ClockSpan(clock.amount, clock.unit)
        guard !clock.beginningWith else {
            (least, most) = (own.least - 24, own.most - 24)
            return
        }
        let base = clock.base.map { ClockSpan($0.amount, $0.unit) }
        (least, most) = (own.least + (base?.least ?? 0), own.most + (base?.most ?? 0))
    }

    /// The time of a wait.
    init(_ wait: Wait) {
        self.init(wait.amount, wait.unit)
    }

    private init(_ amount: Int, _ unit: ClockUnit) {
        guard amount > 0 else {
            // Zero is the anchor's own date, or the first close after it; less counts back.
            if amount == 0, unit == .workingDays {
                (least, most) = (0, 24 + 240)
                return
            }
            let back = amount < 0 ? ClockSpan(-amount, unit) : nil
            (least, most) = (-(back?.most ?? 24), -(back?.least ?? -24))
            return
        }
        let days = amount * 24
        switch unit {
        case .hours: (least, most) = (amount, amount)
        // Late at night to the next close; over weekends, and the ten days of Christmas at worst.
        case .workingDays: (least, most) = (days - 7, days * 2 + 240)
        case .workingHours: (least, most) = (amount, days + 240)
        case .schoolDays: (least, most) = (days - 7, days * 2 + 240 + 40 * 24)
        // To the end of a day, with a change of the clocks in between.
        case .calendarDays: (least, most) = (days - 25, days + 25)
        case .weeks: (least, most) = (days * 7 - 25, days * 7 + 25)
        case .months: (least, most) = (days * 28 - 25, days * 31 + 25)
        case .years: (least, most) = (days * 365 - 25, days * 366 + 25)
        }
    }
}
