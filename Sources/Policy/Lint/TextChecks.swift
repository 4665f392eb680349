// SPDX-License-Identifier: Apache-2.0

/// Faults of what a rule says and which rows it carries.
struct TextChecks {
    let rule: Rule

    /// Half of a text message of 160 characters; the other half says about whom, by when and how
    /// to answer.
    static let titleMax = 80

    func findings() -> [LintFinding] { covers() + longTitle() + codeWords() }

    private func covers() -> [LintFinding] {
        rule.covers.filter { !TextChecks.isRow($0) }.map {
            LintFinding(.coversUnknown, in: rule, at: "covers", "there is no row or clock '\($0)'")
        }
    }

    private func longTitle() -> [LintFinding] {
        guard rule.title.count > TextChecks.titleMax else { return [] }
        return [
            LintFinding(
                .titleLong, in: rule, at: "title",
                "\(rule.title.count) characters; at most \(TextChecks.titleMax)")
        ]
    }

    private func codeWords() -> [LintFinding] {
        rule.title.split { !$0.isLetter && !$0.isNumber }.map(String.init)
            .filter(TextChecks.isCodeWord).map {
                LintFinding(.titleCodeWord, in: rule, at: "title", "'\($0)' is a word of the wire")
            }
    }

    /// Whether DUTIES.tsv has the row (SEED-001 to SEED-171, X-01 to X-11) or the clock.
    private static func isRow(_ id: String) -> Bool {
        if clocks.contains(id) { return true }
        for (prefix, figures, last) in [("SEED-", 3, 171), ("X-", 2, 11)] where id.hasPrefix(prefix)
        {
            let text = id.dropFirst(prefix.count)
            guard text.utf8.count == figures, let number = Int(text) else { return false }
            return (1...last).contains(number)
        }
        return false
    }

    private static let clocks: Set<String> = [
        "C-CETR-ACT", "C-CETR-PA", "C-CETR-REP", "C-CETR-RPT", "C-COMM-CETR", "C-CONSENT",
        "C-CQC-IQ", "C-DSR-REV", "C-DSR-STALE", "C-DSR-TRIAGE", "C-KW-ALLOC", "C-KW-FIRST",
        "C-KW-PLAN", "C-KW-SILENT", "C-LAEP", "C-LAEP-FU", "C-LOOK", "C-PDR", "C-S85", "C-SRO",
        "C-STEP", "C-TRANS", "C-U18", "C-VISIT", "C-ESC-1", "C-ESC-2", "C-ESC-3",
    ]

    /// Whether a word is a name of a message, segment or standard: ADT, A01, PV1.
    private static func isCodeWord(_ word: String) -> Bool {
        if formats.contains(word) { return true }
        return word.utf8.count == 3 && word.hasPrefix("A") && Int(word.dropFirst()) != nil
    }

    private static let formats: Set<String> = [
        "HL7", "FHIR", "ADT", "ORU", "MDM", "MSH", "EVN", "PID", "PD1", "NK1", "PV1", "PV2", "DG1",
        "OBX", "ZBE", "MRG", "SNOMED", "ICD10", "CloudEvent", "JSON", "Kafka",
    ]
}
