// SPDX-License-Identifier: Apache-2.0

extension BedKind {
    /// The kind of bed that specialty, care intensity and class tell (DUTIES.tsv §8, DOMAIN.md
    /// §5.2). A kind that the sender states itself comes before this.
    ///
    /// - Parameters:
    ///   - specialty: a treatment function code; local text tells nothing.
    ///   - careIntensity: the ward's intended clinical care intensity, 51…63.
    ///   - encounterClass: an emergency contact without a better sign is in an emergency
    ///     department.
    package static func derived(
        specialty: String?, careIntensity: String?, encounterClass: EncounterClass?
    ) -> BedKind {
        if let code = specialty.flatMap(treatmentFunction), let kind = byTreatmentFunction(code) {
            return kind
        }
        switch careIntensity?.trimmed {
        case "51", "52", "53": return .mentalHealth
        case "61", "62", "63": return .learningDisability
        default: return encounterClass == .emergency ? .emergency : .unknown
        }
    }

    /// The national code, with or without a suffix such as `711-CAMHS`.
    private static func treatmentFunction(_ text: String) -> Int? {
        let text = text.trimmed
        let bytes = text.utf8.span
        var (digits, number) = (0, 0)
        while digits < bytes.count, digits < 4, bytes[digits].isDigit {
            number = number * 10 + Int(bytes[digits] - UInt8(ascii: "0"))
            digits += 1
        }
        return digits == 3 ? number : nil
    }

    private static func byTreatmentFunction(_ code: Int) -> BedKind? {
        switch code {
        case 700: .learningDisability
        case 710...713, 715, 720, 721, 723...727, 730: .mentalHealth
        case 180: .emergency
        // Surgical and medical functions. 722 is liaison into a general bed and 656 clinical
        // psychology: neither tells the bed.
        case 656, 722: nil
        case 100...699, 800...899: .general
        default: nil
        }
    }
}
