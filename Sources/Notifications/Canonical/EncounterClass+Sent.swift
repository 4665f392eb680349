// SPDX-License-Identifier: Apache-2.0

extension EncounterClass {
    /// The class by its canonical word, HL7 letter, FHIR code, or a word of a hospital system;
    /// nil when it is none of them. Case, spaces, hyphens and underscores do not matter.
    package init?(sent text: String) {
        // HL7's letters, without a word to be made.
        if text.utf8.count == 1, let letter = text.utf8.first {
            switch letter.uppercased {
            case UInt8(ascii: "I"), UInt8(ascii: "B"): self = .inpatient
            case UInt8(ascii: "D"): self = .day
            case UInt8(ascii: "E"): self = .emergency
            case UInt8(ascii: "O"), UInt8(ascii: "R"): self = .outpatient
            case UInt8(ascii: "P"): self = .preAdmission
            case UInt8(ascii: "U"), UInt8(ascii: "N"), UInt8(ascii: "C"): self = .unknown
            default: return nil
            }
            return
        }
        self.init(word: text)
    }

    /// The obvious form of `init(sent:)`.
    init?(word text: String) {
        let word = String(
            decoding: text.utf8.lazy.filter(\.isLetter).map(\.uppercased), as: UTF8.self)
        switch word {
        case "I", "B", "IMP", "ACUTE", "NONAC", "OBSENC", "SURGADMIT", "SURGERYADMIT", "NEWBORN":
            self = .inpatient
        case "D", "SS", "DAY", "DAYCASE", "DAYSURGERY", "DAYPATIENT":
            self = .day
        case "E", "EMER", "ED", "AE", "AANDE":
            self = .emergency
        case "O", "R", "AMB", "VR", "AMBULATORY", "CLINIC":
            self = .outpatient
        case "P", "PRENC", "PREADMIT", "PREADMISSION":
            self = .preAdmission
        case "FLD", "HH", "COMMUNITY", "HOMEVISIT":
            self = .community
        case "U", "N", "C", "UNKNOWN":
            self = .unknown
        default:
            // Local words such as `MH Inpatient` and `Emergency patient`.
            if word.contains("OUTPATIENT") {
                self = .outpatient
            } else if word.contains("INPATIENT") {
                self = .inpatient
            } else if word.contains("EMERGENCY") {
                self = .emergency
            } else if word.contains("DAYCASE") {
                self = .day
            } else {
                return nil
            }
        }
    }
}
