// SPDX-License-Identifier: Apache-2.0

import Notifications
import Policy
import Register

/// The changes that come to a member by themselves (DUTIES.tsv D-003; DOMAIN.md C-TRANS).
struct Transitions {
    /// The entry.
    let entry: RegisterEntry
    /// The last day on which an EHC plan was in force; nil: none ever was. Only with a plan has a
    /// move to another school a date by which it must be decided.
    let planUntil: LocalDate?

    /// The changes that were still to come when the person became a member.
    func items(since joined: LocalDate, _ calendar: WorkingCalendar) -> [Item] {
        ItemKind.Transition.allCases.compactMap { transition in
            guard let date = date(of: transition), date >= joined else { return nil }
            if transition.isOfPlan, planUntil.map({ $0 < date }) ?? true { return nil }
            return Item(
                kind: .transition, id: transition.rawValue, type: transition.rawValue,
                at: calendar.endOfDay(date))
        }
    }

    private func date(of transition: ItemKind.Transition) -> LocalDate? {
        switch transition {
        case .birthday14: entry.birthday(turning: 14)
        case .birthday16: entry.birthday(turning: 16)
        case .birthday18: entry.birthday(turning: 18)
        case .birthday25: entry.birthday(turning: 25)
        // The special educational needs regulations name the day by which the plan must say the
        // next school: of the year in which year 6 or year 11 ends.
        case .secondary: yearEnd(turning: 11).flatMap { LocalDate(year: $0, month: 2, day: 15) }
        case .post16: yearEnd(turning: 16).flatMap { LocalDate(year: $0, month: 3, day: 31) }
        case .planEnd: yearEnd(turning: 25).flatMap { LocalDate(year: $0, month: 8, day: 31) }
        }
    }

    /// The calendar year in which the academic year ends (31 August) in which the person reaches an
    /// age.
    private func yearEnd(turning years: Int) -> Int? {
        guard let birthday = entry.birthday(turning: years) else { return nil }
        return birthday.month >= 9 ? birthday.year + 1 : birthday.year
    }
}

extension ItemKind.Transition {
    /// Whether it is a date of the EHC plan's.
    fileprivate var isOfPlan: Bool {
        switch self {
        case .secondary, .post16, .planEnd: true
        case .birthday14, .birthday16, .birthday18, .birthday25: false
        }
    }
}
