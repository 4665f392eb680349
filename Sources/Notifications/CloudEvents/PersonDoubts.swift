// SPDX-License-Identifier: Apache-2.0

/// What makes a person's identity doubtful in the events of schools and councils (DOMAIN.md
/// §7.1–7.2). Everything stays as sent; the notes tell matching and people to take care.
enum PersonDoubts {
    /// The doubts of a person as sent, who was read as `person`.
    static func notes(
        _ node: CanonicalNode, _ person: Person, kind: NotificationKind, recordedAt: Instant
    ) -> [CanonicalNote] {
        var notes: [CanonicalNote] = []
        func note(_ code: String, _ member: String) {
            notes.append(CanonicalNote(code: code, path: node.path + [member]))
        }
        if let upn = person.upn, UPN.isTemporary(upn) { note(WarningCode.upnTemporary, "upn") }
        if isUnborn(person) { note(WarningCode.unborn, "givenNames") }
        guard let birthDate = person.birthDate.value else { return notes }
        // A day's grace: zones differ, and so do clocks.
        let latest = LocalDateTime(of: recordedAt.advanced(bySeconds: 86_400), offset: 0).date
        if birthDate.year < 1880 || (birthDate.exact.map { $0 > latest } ?? false) {
            note(WarningCode.birthDateImplausible, "birthDate")
        } else if let date = birthDate.exact, isPlaceholder(date, kind) {
            note(WarningCode.birthDatePlaceholder, "birthDate")
        }
        return notes
    }

    /// Social care writes the 15th for a day that is not known; everybody's systems write the
    /// first of January.
    private static func isPlaceholder(_ date: LocalDate, _ kind: NotificationKind) -> Bool {
        (date.month == 1 && date.day == 1) || (kind == .socialCare && date.day == 15)
    }

    /// A child not yet born has a word for a name, and an expected date for a birth date.
    private static func isUnborn(_ person: Person) -> Bool {
        let names = person.givenNames + [person.familyName.value].compactMap(\.self)
        return names.contains {
            $0.utf8.split(whereSeparator: \.isSpace).contains {
                String(decoding: $0, as: UTF8.self).asciiUppercased == "UNBORN"
            }
        }
    }
}
