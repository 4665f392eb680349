// SPDX-License-Identifier: Apache-2.0

import Notifications

extension Encounter {
    /// Specialties of adult wards, and of wards for the young or for all ages (DUTIES.tsv D-U18).
    private static let adultSpecialties: Set<String> = ["710", "715", "724", "725", "727"]
    private static let otherSpecialties: Set<String> = [
        "711", "700", "712", "720", "723", "726", "730",
    ]

    /// Whether the ward is for adults: by its age group, else by its specialty; nil where neither
    /// tells.
    var isAdultWard: Bool? {
        if let ageGroup { return ageGroup == "13" }
        guard let specialty = specialty.value else { return nil }
        if Encounter.adultSpecialties.contains(specialty) { return true }
        return Encounter.otherSpecialties.contains(specialty) ? false : nil
    }
}
