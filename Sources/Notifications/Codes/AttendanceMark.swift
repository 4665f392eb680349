// SPDX-License-Identifier: Apache-2.0

/// A mark of the school attendance register: the list of the regulations in force from
/// 19 August 2024 (DOMAIN.md §6.2).
package struct AttendanceMark: Hashable, Sendable {
    /// What a mark says of the session.
    package enum Group: String, Sendable, CaseIterable {
        /// In school.
        case present
        /// At an activity elsewhere that the school counts as attendance.
        case elsewhere
        /// Away with leave.
        case leave
        /// Away for another reason that is authorised.
        case authorised
        /// Unable to attend, through no choice of the family.
        case unable
        /// Away without authorisation.
        case unauthorised
        /// A session that does not count.
        case notCounted = "not-counted"
    }

    /// The mark as the list writes it.
    package let code: String
    /// What it says of the session.
    package let group: Group

    /// The mark of that code, or nil when the list has none.
    package init?(_ code: String) {
        let code = code.trimmed.asciiUppercased
        guard let group = AttendanceMark.groups[code] else { return nil }
        self.code = code
        self.group = group
    }

    /// Whether the reason is still to be found: `N` must be resolved, so what rests on it waits.
    package var isProvisional: Bool { code == "N" }

    /// Whether the session counts as one that the child could have attended. X (not of compulsory
    /// age) is leave, D (registered at two schools) is elsewhere; neither is possible here.
    package var isPossible: Bool {
        switch group {
        case .present, .leave, .authorised, .unauthorised: code != "X"
        case .elsewhere: code != "D"
        case .unable, .notCounted: false
        }
    }

    /// Whether the child was away in a session that counts.
    package var isAbsence: Bool {
        isPossible && (group == .leave || group == .authorised || group == .unauthorised)
    }

    /// Whether the absence was not authorised.
    package var isUnauthorised: Bool { group == .unauthorised }

    /// Absences in hundredths of the possible sessions, or nil without one. Persistent absence
    /// begins at 10, severe at 50.
    package static func absencePercent(of marks: some Sequence<AttendanceMark>) -> Double? {
        var possible = 0
        var absences = 0
        for mark in marks {
            if mark.isPossible { possible += 1 }
            if mark.isAbsence { absences += 1 }
        }
        return possible == 0 ? nil : Double(absences) * 100 / Double(possible)
    }

    private static let groups: [String: Group] = [
        "/": .present, "\\": .present, "L": .present,
        "K": .elsewhere, "V": .elsewhere, "P": .elsewhere, "W": .elsewhere, "B": .elsewhere,
        "D": .elsewhere,
        "C1": .leave, "C2": .leave, "C": .leave, "M": .leave, "J1": .leave, "S": .leave,
        "X": .leave, "T": .leave,
        "R": .authorised, "I": .authorised, "E": .authorised,
        "Q": .unable, "Y1": .unable, "Y2": .unable, "Y3": .unable, "Y4": .unable, "Y5": .unable,
        "Y6": .unable, "Y7": .unable,
        "G": .unauthorised, "N": .unauthorised, "O": .unauthorised, "U": .unauthorised,
        "Z": .notCounted, "#": .notCounted,
    ]

    /// The marks as a list of codes.
    static let list = CodeList(
        "attendance mark",
        "/ \\ L K V P W B D C1 C2 C M J1 S X T R I E Q Y1 Y2 Y3 Y4 Y5 Y6 Y7 G N O U Z #")
}
