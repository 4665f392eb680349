// SPDX-License-Identifier: Apache-2.0

/// What kind of thing an obligation is (DUTIES.tsv, column `kind`).
package enum ObligationKind: String, CaseIterable, Sendable, Codable {
    /// A person must know now; has an answer clock only.
    case alert
    /// Something is to be done by a time; has an answer and a completion clock.
    case task
    /// An emergency meeting is to be held; has both clocks.
    case emergency
    /// A possible match that a person must decide; has both clocks.
    case review
    /// Said once, asking for nothing; has no clock.
    case notice
}

/// How soon a person must act (DUTIES.tsv §5); ordered from routine to immediate.
package enum Priority: String, CaseIterable, Sendable, Codable, Comparable {
    /// By its due.
    case routine
    /// Within the working day of the owner's next opening.
    case urgent
    /// Before the next opening of working hours.
    case immediate

    private var rank: Int {
        switch self {
        case .routine: 0
        case .urgent: 1
        case .immediate: 2
        }
    }

    /// By urgency.
    package static func < (left: Priority, right: Priority) -> Bool { left.rank < right.rank }
}

/// What a rule is about.
package enum SubjectKind: String, CaseIterable, Sendable {
    /// A person of the register.
    case person
    /// A person whom no entry matches.
    case candidate
    /// One stay of a person of the register.
    case stay
    /// One thing in the life or care of a person of the register that is followed by itself.
    case item
    /// The area.
    case area
    /// A sender.
    case feed
}

/// What happens to an open obligation when its condition becomes false.
package enum FallingEdge: String, CaseIterable, Sendable {
    /// It is withdrawn, and restored with its first anchor if the condition holds again.
    case withdraw
    /// It is closed.
    case close
    /// It stays.
    case keep
}

/// What makes two openings of a rule about one subject the same obligation.
package enum OccasionKind: String, CaseIterable, Sendable {
    /// Once per stay; for an event about an emergency attendance, once per attendance.
    case stay
    /// Once per item: the default about items.
    case item
    /// Once until it is done or ended; a further trigger adds to its reasons.
    case person = "once-until-done"
    /// Once per event.
    case event = "each-event"
    /// Once per time that the condition becomes true.
    case spell = "each-time-true"
    /// About a stay: once per date from which its due counts (the last review, the last change of
    /// legal status).
    case anchor = "each-anchor"
}

/// What a trigger means that comes out unknown.
package enum UnknownTreatment: String, CaseIterable, Sendable {
    /// Not yet: the rule waits until it is known.
    case asNo = "no"
    /// The rule acts as if it were so.
    case asYes = "yes"
}

/// The ladders of DUTIES.tsv §4.
package enum LadderName: String, CaseIterable, Sendable, Codable {
    /// Hours; every immediate line, and no other.
    case crisis
    /// Working days, up to all three leaders.
    case crossSystem = "cross-system"
    /// Working days, inside the owner's agency.
    case singleAgency = "single-agency"
    /// No climbing, reminders only.
    case none
}

/// How much a recipient may see (DUTIES.tsv §10); ordered from least to most.
package enum DisclosureWord: String, CaseIterable, Sendable, Comparable {
    /// No person.
    case countsOnly = "counts-only"
    /// Register or candidate id, date, age, reporting organisation.
    case minimal
    /// That there is something to do, about whom, by when.
    case nameAndDate = "name-and-date"
    /// What the role needs for the duty.
    case full

    private var rank: Int {
        switch self {
        case .countsOnly: 0
        case .minimal: 1
        case .nameAndDate: 2
        case .full: 3
        }
    }

    /// By how much is seen.
    package static func < (left: DisclosureWord, right: DisclosureWord) -> Bool {
        left.rank < right.rank
    }
}
