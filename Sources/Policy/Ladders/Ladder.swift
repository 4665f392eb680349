// SPDX-License-Identifier: Apache-2.0

/// A length of time between two rungs.
package struct Wait: Hashable, Sendable {
    /// How many units; at least one, except that the base of a clock may count back.
    package var amount: Int
    /// The unit.
    package var unit: ClockUnit

    /// A wait of that length.
    package init(amount: Int, unit: ClockUnit) {
        self.amount = amount
        self.unit = unit
    }
}

/// Whom a rung tells.
package enum RungTarget: Hashable, Sendable {
    /// The owner, or whoever stands in.
    case owner
    /// Out of hours, the owner's on-call role as well.
    case ownersOnCall
    /// This role.
    case role(Role)
    /// This role, out of hours only.
    case roleOutOfHours(Role)
    /// The owner's manager.
    case ownersManager
    /// The named leader of the owner's agency, or the senior responsible officer.
    case leaderOfOwnersAgency
    /// The three named leaders in parallel, or the senior responsible officer.
    case allLeaders
    /// Where the owner is one of these, this role in place of everything else on the rung.
    case instead(of: [Role], role: Role)
}

/// One step of a ladder.
package struct Rung: Hashable, Sendable {
    /// 1 is the owner's.
    package var number: Int
    /// How long after the rung before; nil on rung 1.
    package var wait: Wait?
    /// Whom it tells.
    package var targets: [RungTarget]

    /// A rung with its number, wait and targets.
    package init(number: Int, wait: Wait?, targets: [RungTarget]) {
        self.number = number
        self.wait = wait
        self.targets = targets
    }
}

/// How the last rung repeats until somebody answers.
package enum Repetition: Hashable, Sendable {
    /// Not at all.
    case none
    /// Every so many hours.
    case every(hours: Int)
    /// At the opening of each working day.
    case eachWorkingDay
}

/// Who is told when nobody answers, and after how long (DUTIES.tsv §4).
package struct Ladder: Hashable, Sendable {
    /// The ladder's name.
    package var name: LadderName
    /// The rungs, numbered from 1 without gaps; a ladder `none` has the first only.
    package var rungs: [Rung]
    /// How the last rung repeats.
    package var repetition: Repetition

    /// A ladder of these rungs.
    package init(name: LadderName, rungs: [Rung], repetition: Repetition) {
        self.name = name
        self.rungs = rungs
        self.repetition = repetition
    }

    /// The rung of that number, or nil above the last.
    package func rung(_ number: Int) -> Rung? {
        rungs.first { $0.number == number }
    }
}
